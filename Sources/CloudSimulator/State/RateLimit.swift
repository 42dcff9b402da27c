/// A bucket of requests that refills evenly.
/// https://docs.hetzner.cloud/reference/cloud#rate-limiting
struct RateLimit {
    let perHour: Int
    private var tokens: Double
    private var filled: Moment

    init(perHour: Int, now: Moment) {
        self.perHour = perHour
        tokens = Double(perHour)
        filled = now
    }

    private var perMillisecond: Double { Double(perHour) / 3_600_000 }

    /// Takes one request out, unless none is left.
    mutating func admits(at now: Moment) -> Bool {
        let passed = max(now.milliseconds - filled.milliseconds, 0)
        tokens = min(tokens + Double(passed) * perMillisecond, Double(perHour))
        filled = now
        guard tokens >= 1 else { return false }
        tokens -= 1
        return true
    }

    /// `RateLimit-Reset` is when the bucket is full again, in seconds since 1970.
    func headers(at now: Moment) -> [(name: String, value: String)] {
        let missing = Double(perHour) - tokens
        let full = (Double(now.milliseconds) + missing / perMillisecond) / 1_000
        return [
            ("RateLimit-Limit", String(perHour)), ("RateLimit-Remaining", String(Int(tokens))),
            ("RateLimit-Reset", String(Int(full.rounded(.up)))),
        ]
    }
}
