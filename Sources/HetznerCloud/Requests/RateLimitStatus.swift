/// The project's rate limit as an answer stated it.
///
/// All clients of a project share one limit.
public struct RateLimitStatus: Hashable, Sendable {
    /// Requests an hour.
    public var limit: Int
    /// Requests left at the time of the answer.
    public var remaining: Int
    /// When the limit is full again, as the time since the start of 1970.
    public var reset: Duration

    /// Creates a status that a program makes up, in a test of its own.
    public init(limit: Int, remaining: Int, reset: Duration) {
        self.limit = limit
        self.remaining = remaining
        self.reset = reset
    }

    init?(_ headers: HTTPHeaders) {
        guard let limit = headers["RateLimit-Limit"].flatMap(Int.init), limit > 0,
            let remaining = headers["RateLimit-Remaining"].flatMap(Int.init),
            let reset = headers["RateLimit-Reset"].flatMap(Int.init)
        else { return nil }
        self.init(limit: limit, remaining: remaining, reset: .seconds(reset))
    }

    /// By how much requests are slower than the refill: by as much as the reserve is less than whole.
    func slowness(reserve: Double) -> Double {
        min(Self.slowest, max(1, Double(limit) * reserve / Double(max(1, remaining))))
    }

    /// So that a project whose limit others keep used up is not given up altogether.
    private static let slowest = 8.0

    /// How long it takes until one more request is allowed: a second at the usual 3600 an hour.
    func refillInterval(at now: Duration) -> Duration {
        let missing = limit - remaining
        guard missing > 0, reset > now else { return .seconds(3600) / limit }
        return min(.seconds(60), (reset - now) / missing)
    }
}
