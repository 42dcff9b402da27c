/// Knows how long nothing has gone out or come in while one request is on its way.
struct StallWatch {
    private let readTimeout: Duration?
    private let writeTimeout: Duration?
    /// What was seen last, and when it was seen first.
    private var latest: (isWriting: Bool, bytes: Int, since: ContinuousClock.Instant)?

    init(readTimeout: Duration?, writeTimeout: Duration?) {
        self.readTimeout = readTimeout
        self.writeTimeout = writeTimeout
    }

    /// How much longer nothing may happen; zero or less once it has been too long, `nil` where there is no limit.
    ///
    /// - Parameters:
    ///   - isWriting: whether a part of the body has yet to go out; all else is reading, the wait for an answer too.
    ///   - bytes: how many have gone out and come in so far.
    mutating func remaining(isWriting: Bool, bytes: Int, at now: ContinuousClock.Instant) -> Duration? {
        var since = now
        if let latest, latest.isWriting == isWriting, latest.bytes == bytes { since = latest.since }
        latest = (isWriting, bytes, since)
        return (isWriting ? writeTimeout : readTimeout).map { $0 - since.duration(to: now) }
    }
}
