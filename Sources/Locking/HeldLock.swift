import HetznerCloud
import JSONDocuments
import Synchronization

/// A lock that this run holds, until it ends or loses it.
package final class HeldLock: Sendable {
    /// How often it is renewed: twice more before it is over, should one renewal fail.
    private static let renewal = Duration.seconds(20)

    private struct State {
        var until: Int64
        var isLost = false
    }

    /// Whether another run's lock of the same stack was in the project: left behind, or waited for.
    package let followsAnother: Bool
    private let record: LockRecord
    private let time: ServerTime
    private let holder: LockHolder
    private let client: CloudClient
    private let state: Mutex<State>

    init(
        _ record: LockRecord,
        _ time: ServerTime,
        holder: LockHolder,
        client: CloudClient,
        followsAnother: Bool
    ) {
        self.followsAnother = followsAnother
        self.record = record
        self.time = time
        self.holder = holder
        self.client = client
        state = Mutex(State(until: record.until ?? 0))
    }

    /// Whether somebody took it away, or it could not be renewed in time.
    package var isLost: Bool { state.withLock { $0.isLost } }

    /// Renews the lock until the task is cancelled; returns early where it is lost.
    package func keep() async {
        let clock = client.configuration.clock
        var pause = Self.renewal
        while true {
            do {
                try await clock.sleep(pause)
                try await renew()
                pause = Self.renewal
            } catch is CancellationError {
                return
            } catch let error as APIError where error.status == 404 {
                return lose()
            } catch {
                // The API may answer next time; until its time is over the lock is ours.
                guard !isOver else { return lose() }
                pause = .seconds(2)
            }
        }
    }

    /// Gives it back; what cannot be deleted is over by itself soon.
    package func release() async {
        guard !isLost else { return }
        _ = try? await client.request(.delete, "placement_groups/\(record.id)")
    }

    private var now: Int64 { time.seconds(at: client.configuration.clock.now()) }
    private var isOver: Bool { state.withLock { $0.until } <= now }

    private func renew() async throws {
        let until = now + LockRecord.lifetime
        let body: JSONValue = ["labels": LockRecord.labels(holder, until: until)]
        _ = try await client.request(.put, "placement_groups/\(record.id)", body: body)
        state.withLock { $0.until = until }
    }

    private func lose() { state.withLock { $0.isLost = true } }
}
