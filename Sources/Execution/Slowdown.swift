import HetznerCloud

/// Why an apply goes on slowly, and for how long.
package struct Slowdown: Hashable, Sendable {
    /// Requests an hour that the project has.
    package let limit: Int
    /// What is left of them for everybody.
    package let remaining: Int
    /// Steps that are not done yet.
    package let steps: Int
    /// How long those take at the pace of now, as far as one request each tells.
    package let duration: Duration
    /// When that is over, as the time since the start of 1970.
    package let end: Duration

    package init(limit: Int, remaining: Int, steps: Int, duration: Duration, end: Duration) {
        self.limit = limit
        self.remaining = remaining
        self.steps = steps
        self.duration = duration
        self.end = end
    }
}

/// Watches how the rate limit stands while steps are done, and tells when it slows them down.
struct SlowdownWatch {
    /// What is left is told again where its end moved by more than that.
    private static let tolerance: Duration = .seconds(300)

    private var told: Slowdown?

    /// What is to be told now; `nil` where nothing is slow, or all is said.
    ///
    /// - Parameter open: counts the steps that are not done.
    mutating func slowdown(_ client: CloudClient, steps open: @autoclosure () -> Int) -> Slowdown? {
        guard let status = client.rateLimit, let pace = client.pace(at: status) else { return nil }
        let steps = open()
        guard steps > 0 else { return nil }
        let now = client.configuration.clock.now()
        let duration = pace * steps
        let slowdown = Slowdown(
            limit: status.limit,
            remaining: status.remaining,
            steps: steps,
            duration: duration,
            end: now + duration
        )
        if let told, slowdown.end <= told.end + Self.tolerance { return nil }
        told = slowdown
        return slowdown
    }
}
