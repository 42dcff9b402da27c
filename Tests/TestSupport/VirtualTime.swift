import CloudSimulator
import HetznerCloud
import Synchronization

/// Time that passes only where somebody sleeps, and then at once.
package final class VirtualTime: Sendable {
    private let milliseconds = Atomic<Int>(1_793_534_400_000)

    package init() {}

    package var now: Duration { .milliseconds(milliseconds.load(ordering: .relaxed)) }

    package func sleep(_ duration: Duration) async throws {
        try Task.checkCancellation()
        let (seconds, attoseconds) = duration.components
        milliseconds.add(Int(seconds) * 1_000 + Int(attoseconds / 1_000_000_000_000_000), ordering: .relaxed)
        // Lets everything else that can go on do so first.
        for _ in 0..<20 { await Task.yield() }
        try Task.checkCancellation()
    }

    package var clientClock: ClientClock { ClientClock(now: { self.now }, sleep: { try await self.sleep($0) }) }

    package var simulatorClock: SimulatorClock {
        SimulatorClock { Int64(self.milliseconds.load(ordering: .relaxed)) }
    }
}
