import HetznerCloud
import Synchronization

/// Says once when requests go on that the rate limit refused, however many of them wait for it.
final class RateLimitNotice: Sendable {
    private static let leastWait: Duration = .seconds(1)

    private let clock: ClientClock
    /// Until when requests wait by what was said last.
    private let told = Mutex<Duration>(.zero)

    init(clock: ClientClock = .system) { self.clock = clock }

    /// `nil` where nothing waits for long, or all is said.
    func text(for event: ClientEvent) -> String? {
        guard case .attempted(let attempt) = event, attempt.status == 429, let delay = attempt.retryDelay,
            delay >= Self.leastWait
        else { return nil }
        let now = clock.now()
        let isNews = told.withLock { told in
            guard now >= told else { return false }
            told = now + delay
            return true
        }
        guard isNews else { return nil }
        return "The project's rate limit is used up; requests go on at \((now + delay).timeOfDay) UTC.\n"
    }
}

extension Duration {
    /// Of a time since the start of 1970, rounded up: `14:03:05`.
    var timeOfDay: String {
        let seconds = (components.seconds + (components.attoseconds > 0 ? 1 : 0)) % 86_400
        return [seconds / 3_600, seconds / 60 % 60, seconds % 60]
            .map { $0 < 10 ? "0\($0)" : "\($0)" }.joined(separator: ":")
    }
}
