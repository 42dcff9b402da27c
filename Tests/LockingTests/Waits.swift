import Synchronization

@testable import Locking

/// Collects whom somebody waited for.
final class Waits: Sendable {
    private let stored = Mutex<[String]>([])

    var names: [String] { stored.withLock { $0 } }

    func note(_ record: LockRecord) { stored.withLock { $0.append(record.holder) } }
}
