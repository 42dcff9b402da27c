import TestSupport
import Testing

@testable import Locking

@Suite("The lock beside the state file")
struct LocalLockTests {
    private let folder = TemporaryFolder()
    private var path: String { folder.path + "/.hzform/state.lock" }

    @Test("is one holder's at a time, who is named, and free once it is let go")
    func exclusion() throws {
        do {
            let lock = try LocalLock(path: path, holder: LockHolder(name: "ada"))
            let failure = #expect(throws: LockFailure.self) {
                _ = try LocalLock(path: path, holder: LockHolder(name: "b"))
            }
            guard case .heldHere(_, "ada")? = failure else {
                Issue.record("\(String(describing: failure))")
                return
            }
            _ = lock
        }
        _ = try LocalLock(path: path, holder: LockHolder(name: "b"))
    }

    @Test("is refused in the system's words where its file cannot be made")
    func unusable() throws {
        let failure = #expect(throws: LockFailure.self) {
            _ = try LocalLock(path: folder.path + "/missing/.hzform/state.lock", holder: LockHolder(name: "ada"))
        }
        guard case .unusableFile? = failure else {
            Issue.record("\(String(describing: failure))")
            return
        }
    }
}
