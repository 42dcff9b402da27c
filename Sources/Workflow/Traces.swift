import HetznerCloud
import Locking
import ResourceModel

/// What is known of a stack's lock while its project is read.
package enum StackLock: Sendable {
    /// Where it matters, it is looked at.
    case unknown
    /// This run holds it.
    case held(followsAnother: Bool)

    /// - Parameter lock: `nil` where the project is not locked.
    init(_ lock: HeldLock?) { self = lock.map { .held(followsAnother: $0.followsAnother) } ?? .unknown }
}

extension Workflow {
    /// The project with what the stack's lock says of it; asks for the lock only where something hangs on it.
    ///
    /// What is out of service is so because of the run that holds the lock, which will put it back, or because of one
    /// that died. And a project in which nothing is that the state knows is the stack's where another run locked it.
    func lookedAt(_ found: ObservedState, _ recorded: RecordedState, _ lock: StackLock) async throws -> ObservedState {
        var observed = found
        switch lock {
        case .held(let followsAnother):
            observed.hasTraces = followsAnother
        case .unknown:
            guard found.hasMarks || (!recorded.resources.isEmpty && !found.hasAny(of: recorded)) else { return found }
            let holder = LockHolder(name: "reader")
            let lock = try await ProjectLock(stack: recorded.stack, holder: holder, client: client).holderNow()
            guard let lock else { return found }
            observed.hasTraces = true
            if !lock.isStale { observed.dropMarks(of: lock.record.run) }
        }
        return observed
    }
}

extension ObservedState {
    fileprivate var hasMarks: Bool { objects.values.contains { $0.values.contains { $0.takenOutBy != nil } } }

    fileprivate func hasAny(of recorded: RecordedState) -> Bool {
        recorded.resources.values.contains { object($0.type, $0.id) != nil }
    }

    /// What a run that is alive took out of service is its own business.
    fileprivate mutating func dropMarks(of run: String?) {
        for (type, ofType) in objects {
            for (id, object) in ofType where object.takenOutBy == run { objects[type]?[id]?.takenOutBy = nil }
        }
    }
}
