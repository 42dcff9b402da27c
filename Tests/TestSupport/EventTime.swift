import CloudSimulator
import Dispatch
import HetznerCloud
import Synchronization

/// Time that passes only where everything waits, and then at once to the end of the shortest sleep.
///
/// Unlike with ``VirtualTime`` sleeps can overlap, so that it shows how long something takes whose parts run at the same
/// time. It is exact for what is run by ``run(_:)``: all of that is executed here, one piece after the other, so it is
/// known when nothing can go on.
package final class EventTime: TaskExecutor {
    private struct Sleep {
        let end: Duration
        let waker: CheckedContinuation<Void, Never>
    }

    private struct State {
        var now: Duration
        var jobs: [UnownedJob] = []
        var nextJob = 0
        var sleeps: [Int: Sleep] = [:]
        var lastSleep = 0
        var isRunning = false

        mutating func nextPiece() -> Piece? {
            if nextJob < jobs.count {
                nextJob += 1
                return .job(jobs[nextJob - 1])
            }
            (jobs, nextJob) = ([], 0)
            let shortest = sleeps.min { ($0.value.end, $0.key) < ($1.value.end, $1.key) }
            guard let shortest else { return nil }
            sleeps[shortest.key] = nil
            now = max(now, shortest.value.end)
            return .waking(shortest.value.waker)
        }
    }

    private enum Piece {
        case job(UnownedJob)
        case waking(CheckedContinuation<Void, Never>)
    }

    private let state = Mutex(State(now: .seconds(1_793_534_400)))

    package init() {}

    package var now: Duration { state.withLock(\.now) }

    /// Runs something under this time; how long it took.
    package func run<Result: Sendable>(
        _ body: sending @escaping () async throws -> Result
    ) async throws -> (result: Result, duration: Duration) {
        let start = now
        let result = try await withTaskExecutorPreference(self, operation: body)
        return (result, now - start)
    }

    package func sleep(_ duration: Duration) async throws {
        try Task.checkCancellation()
        let id = state.withLock { state in
            state.lastSleep += 1
            return state.lastSleep
        }
        await withTaskCancellationHandler {
            await withCheckedContinuation { waker in
                let isCancelled = state.withLock { state in
                    // A handler that ran before found nobody to wake up.
                    guard !Task.isCancelled else { return true }
                    state.sleeps[id] = Sleep(end: state.now + duration, waker: waker)
                    return false
                }
                if isCancelled { waker.resume() }
            }
        } onCancel: {
            state.withLock { $0.sleeps.removeValue(forKey: id) }?.waker.resume()
        }
        try Task.checkCancellation()
    }

    package func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        let isIdle = state.withLock { state in
            state.jobs.append(job)
            defer { state.isRunning = true }
            return !state.isRunning
        }
        if isIdle { DispatchQueue.global().async { self.work() } }
    }

    private func work() {
        while let piece = nextPiece() {
            switch piece {
            case .job(let job): job.runSynchronously(on: asUnownedTaskExecutor())
            case .waking(let waker): waker.resume()
            }
        }
    }

    private func nextPiece() -> Piece? {
        state.withLock { state in
            let piece = state.nextPiece()
            if piece == nil { state.isRunning = false }
            return piece
        }
    }

    package var clientClock: ClientClock { ClientClock(now: { self.now }, sleep: { try await self.sleep($0) }) }

    package var simulatorClock: SimulatorClock {
        SimulatorClock {
            let (seconds, attoseconds) = self.now.components
            return seconds * 1_000 + attoseconds / 1_000_000_000_000_000
        }
    }
}
