import Synchronization

/// Tells those that repeat something that an apply is to end.
final class Ending: Sendable {
    private let flag = Atomic(false)

    var isReached: Bool { flag.load(ordering: .relaxed) }

    func reach() { flag.store(true, ordering: .relaxed) }
}
