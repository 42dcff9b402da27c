import Diagnostics
import Execution
import HetznerCloud
import Locking
import ResourceModel
import StateFiles

/// Who takes a stack's lock, and how long others are waited for.
public struct LockSettings: Sendable {
    /// Longer than the lock of a run that died lives, so that such a run never makes the next one fail.
    public static let usualTimeout = Duration.seconds(90)

    package var holder: LockHolder
    public var timeout = Self.usualTimeout
    /// Goes before what the file says.
    package var policy: LockPolicy?
    /// Told once of each holder that is waited for, by name and by when it took the lock.
    public var waiting: @Sendable (_ holder: String, _ since: String) -> Void = { _, _ in }

    /// - Parameter name: who others are told of: a person and a machine, or the job of a pipeline.
    public init(holder name: String) { holder = LockHolder(name: name) }
}

extension Workflow {
    /// Runs something while the stack is locked, and gives the lock back however it ends.
    ///
    /// - Parameter lost: called where the lock is lost meanwhile.
    package func locking<Result: Sendable>(
        _ stack: String,
        _ policy: LockPolicy,
        _ settings: LockSettings?,
        beside store: any StateStore,
        lost: @escaping @Sendable () -> Void = {},
        _ run: (HeldLock?) async throws -> Result
    ) async throws -> Result {
        let policy = settings?.policy ?? policy
        guard let settings, policy != .off else { return try await run(nil) }
        // Where the state cannot be kept that is what to say, not that a lock beside it cannot be made.
        _ = try await store.read()
        try await store.checkWritable(steps: 0)
        // Held until the end of this function, and by the system no longer than this process.
        let here = try await localLock(settings, beside: store)
        defer { _ = here }
        return try await holding(store, settings) {
            guard policy == .project else { return try await run(nil) }
            let held = try await acquire(stack, settings)
            async let _: Void = {
                await held.keep()
                if held.isLost { lost() }
            }()
            do {
                let result = try await run(held)
                await held.release()
                return result
            } catch {
                await held.release()
                throw error
            }
        }
    }

    /// Runs something while the store's own lock is held, where it has one.
    private func holding<Result: Sendable>(
        _ store: any StateStore,
        _ settings: LockSettings,
        _ run: () async throws -> Result
    ) async throws -> Result {
        let claim = StateClaim(run: settings.holder.run, holder: settings.holder.name)
        guard try await lock(store, claim, settings) else { return try await run() }
        let result: Result
        do {
            result = try await run()
        } catch {
            try? await store.unlock(claim)  // What ended the run is what to say.
            throw error
        }
        try await store.unlock(claim)
        return result
    }

    /// Whether the store has a lock, which is held then.
    private func lock(
        _ store: any StateStore,
        _ claim: StateClaim,
        _ settings: LockSettings
    ) async throws -> Bool {
        let clock = client.configuration.clock
        let deadline = clock.now() + settings.timeout
        var isTold = false
        while true {
            switch try await store.lock(claim) {
            case .taken: return true
            case .hasNone: return false
            case .held(let other, let since):
                guard clock.now() < deadline else {
                    throw WorkflowFailure([.stateLocked(store.name, other.holder, since)], .locked)
                }
                if !isTold { settings.waiting(other.holder, since) }
                isTold = true
            }
            try await clock.sleep(.seconds(2))
        }
    }

    private func acquire(_ stack: String, _ settings: LockSettings) async throws -> HeldLock {
        let lock = ProjectLock(stack: stack, holder: settings.holder, client: client)
        do {
            return try await lock.acquire(timeout: settings.timeout) { settings.waiting($0.holder, $0.since) }
        } catch let failure as LockFailure {
            throw WorkflowFailure(failure)
        } catch let error as APIError where error.code == .tokenReadonly {
            throw WorkflowFailure(.readOnlyToken(error, tokenOrigin))
        } catch let error as APIError where error.code == .resourceLimitExceeded {
            throw WorkflowFailure(.noRoomForLock(error))
        } catch {
            throw WorkflowFailure(.cloudProblem(error, endpoint: client.configuration.endpoint, tokenOrigin))
        }
    }

    private func localLock(_ settings: LockSettings, beside store: any StateStore) async throws -> LocalLock? {
        guard let path = store.localLockPath else { return nil }
        let clock = client.configuration.clock
        let deadline = clock.now() + settings.timeout
        var isTold = false
        while true {
            do throws(LockFailure) {
                return try LocalLock(path: path, holder: settings.holder)
            } catch {
                guard case .heldHere(_, let holder) = error, clock.now() < deadline else {
                    throw WorkflowFailure(error)
                }
                if !isTold { settings.waiting(holder, "") }
                isTold = true
            }
            try await clock.sleep(.milliseconds(500))
        }
    }
}

extension WorkflowFailure {
    package init(_ failure: LockFailure) {
        switch failure {
        case .held(let record, let stack):
            self.init([.locked(stack, record)], .locked)
        case .heldHere(let path, let holder):
            self.init([.lockedHere(path, holder)], .locked)
        case .lost(let stack):
            self.init([.lockLost(stack)], .locked)
        case .noTime:
            self.init(.error("lock", "the project cannot be locked: the API's answers have no 'Date'"))
        case .unusableFile(let path, let reason):
            self.init(.error("lock", "the file '\(path)', which keeps two runs apart, cannot be used: \(reason)"))
        }
    }
}

extension Diagnostic {
    fileprivate static func locked(_ stack: String, _ record: LockRecord) -> Diagnostic {
        let since = record.since.isEmpty ? "" : " since \(record.since)"
        return .error(
            "locked",
            "nothing was changed: stack '\(stack)' is locked by \(record.holder)\(since)",
            hint:
                "Wait for that run, with --lock-timeout also longer. If it is dead for certain, run:\n\n    hzform unlock\n"
        )
    }

    fileprivate static func lockedHere(_ path: String, _ holder: String) -> Diagnostic {
        .error(
            "locked",
            "nothing was changed: another hzform on this machine (\(holder)) works with the same state file",
            notes: [Note("it holds '\(path)'")],
            hint: "Wait for it, with --lock-timeout also longer."
        )
    }

    fileprivate static func stateLocked(_ name: String, _ holder: String, _ since: String) -> Diagnostic {
        let time = since.isEmpty ? "" : " since \(since)"
        return .error(
            "locked",
            "nothing was changed: the state '\(name)' is locked by \(holder)\(time)",
            hint:
                "Wait for that run, with --lock-timeout also longer. If it is dead for certain, run:\n\n    hzform unlock --force\n"
        )
    }

    package static func lockLost(_ stack: String) -> Diagnostic {
        .error(
            "lock-lost",
            "the lock of stack '\(stack)' was lost: somebody removed it, or it could not be renewed in time",
            hint: "See what is left to do with 'hzform plan', and that no other run is on its way."
        )
    }

    fileprivate static func noRoomForLock(_ error: APIError) -> Diagnostic {
        .error(
            "lock",
            "the project cannot be locked: it has no room for another placement group (\(error.message))",
            hint: "Remove one that is not needed, or write 'lock: local' under 'settings' where no two runners meet."
        )
    }
}
