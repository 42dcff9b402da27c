import HetznerCloud
import JSONDocuments

/// Takes a stack's lock in its project, so that no other run changes the stack meanwhile, on whatever machine.
///
/// Why a placement group: its name is unique, it costs nothing, and no other service is needed. All times are the
/// API's. A run of under twenty seconds sends three requests: a look, the creation and the deletion.
package struct ProjectLock: Sendable {
    /// What is told while somebody else holds the lock.
    package typealias Waiting = @Sendable (LockRecord) -> Void

    private static let path: APIPath = "placement_groups"
    private static let key = "placement_groups"
    /// How often a lock that is held is looked at.
    private static let patience = Duration.seconds(3)

    private let client: CloudClient
    private let name: String
    private let stack: String
    private let holder: LockHolder

    package init(stack: String, holder: LockHolder, client: CloudClient) {
        self.stack = stack
        self.holder = holder
        self.client = client
        name = LockRecord.groupName(of: stack)
    }

    /// Takes the lock; `waiting` is called once for each holder that has it meanwhile.
    ///
    /// Throws ``LockFailure`` where somebody else still holds it after the time-out, and what the client throws.
    package func acquire(timeout: Duration, waiting: Waiting = { _ in }) async throws -> HeldLock {
        let clock = client.configuration.clock
        let deadline = clock.now() + timeout
        var told: String??
        var followsAnother = false
        while true {
            let (found, time) = try await look()
            if let found, found.run == holder.run {
                return HeldLock(found, time, holder: holder, client: client, followsAnother: followsAnother)
            }
            if found != nil { followsAnother = true }
            let isFree = found.map { $0.isStale(at: time.seconds(at: clock.now())) } ?? true
            if isFree {
                if let found { try await remove(found) }
                if let lock = try await create(time, before: deadline, followsAnother) { return lock }
            } else if let found {
                if told != .some(found.run) {
                    waiting(found)
                    told = .some(found.run)
                }
                guard clock.now() < deadline else { throw LockFailure.held(found, stack: stack) }
                try await clock.sleep(min(Self.patience, max(.milliseconds(200), deadline - clock.now())))
            }
        }
    }

    /// Who holds the lock, if anybody does, and whether that one is gone.
    package func holderNow() async throws -> (record: LockRecord, isStale: Bool)? {
        let (found, time) = try await look()
        let now = time.seconds(at: client.configuration.clock.now())
        return found.map { ($0, $0.isStale(at: now)) }
    }

    /// Takes a lock away from whoever holds it; nothing happens where it is gone.
    package func remove(_ record: LockRecord) async throws {
        do {
            _ = try await client.request(.delete, "\(Self.path)/\(record.id)")
        } catch let error as APIError where error.status == 404 {
            // Somebody else was faster, or its holder ended.
        }
    }

    private func look() async throws -> (LockRecord?, ServerTime) {
        let response = try await client.request(.get, Self.path, query: [QueryItem("name", name)])
        guard let time = ServerTime(response, at: client.configuration.clock.now()) else {
            throw LockFailure.noTime
        }
        let found = (response[Self.key]?.array ?? []).first { $0["name"]?.string == name }
        return (found.flatMap(LockRecord.init), time)
    }

    /// Nil where somebody else was faster, or where what became of the request has to be looked up.
    private func create(
        _ time: ServerTime,
        before deadline: Duration,
        _ followsAnother: Bool
    ) async throws -> HeldLock? {
        let until = time.seconds(at: client.configuration.clock.now()) + LockRecord.lifetime
        let body: JSONValue = [
            "name": .string(name), "type": "spread", "labels": LockRecord.labels(holder, until: until),
        ]
        do {
            let response = try await client.request(.post, Self.path, body: body)
            guard let record = response["placement_group"].flatMap(LockRecord.init) else { return nil }
            let now = ServerTime(response, at: client.configuration.clock.now()) ?? time
            return HeldLock(record, now, holder: holder, client: client, followsAnother: followsAnother)
        } catch let error as APIError where error.code == .uniquenessError {
            return nil
        } catch is OutcomeUnknown where client.configuration.clock.now() < deadline {
            return nil
        }
    }
}

/// Why a stack is not locked for this run.
package enum LockFailure: Error {
    /// Somebody else holds it, and did until the time was over.
    case held(LockRecord, stack: String)
    /// Another process of this machine holds the file beside the state.
    case heldHere(path: String, holder: String)
    /// The lock was taken away, or could not be renewed in time.
    case lost(stack: String)
    /// The API's answers do not tell the time.
    case noTime
    /// The file beside the state cannot be made or locked; in the system's words.
    case unusableFile(path: String, reason: String)
}
