import Reconciliation

/// Steps that wait for no other step, the most urgent first; those whose objects are held stand aside.
///
/// A step that stands aside is looked at again when the object is released that it stands aside for, and there the most
/// urgent one alone: what an apply looks at grows with its steps, however many of them want the same object.
struct ReadySteps<Object: Hashable> {
    struct Candidate {
        /// 0 is the highest.
        let urgency: Int
        /// The object for which it stood aside until that was released.
        fileprivate let origin: Object?
    }

    /// By urgency.
    private var queue = MinimumHeap()
    private var aside: [Object: MinimumHeap] = [:]
    private var origins: [Int: Object] = [:]
    /// How many candidates were looked at; for tests of how that grows.
    private(set) var looks = 0

    mutating func insert(_ urgency: Int) { queue.insert(urgency) }

    /// The most urgent one, which is started, put aside or dropped next.
    mutating func removeFirst() -> Candidate? {
        guard let urgency = queue.removeMinimum() else { return nil }
        looks += 1
        return Candidate(urgency: urgency, origin: origins.removeValue(forKey: urgency))
    }

    mutating func putAside(_ candidate: Candidate, for object: Object) {
        aside[object, default: MinimumHeap()].insert(candidate.urgency)
        if candidate.origin != object { drop(candidate) }
    }

    /// Lets the next one try that stood aside for the same object, which may be free.
    mutating func drop(_ candidate: Candidate) {
        if let origin = candidate.origin { callBack(from: origin) }
    }

    /// Calls back who stands aside for objects that are held no longer.
    mutating func release(_ objects: Set<Object>) {
        for object in objects { callBack(from: object) }
    }

    private mutating func callBack(from object: Object) {
        guard let urgency = aside[object]?.removeMinimum() else { return }
        origins[urgency] = object
        queue.insert(urgency)
    }
}
