import Synchronization

/// Slows requests down when the rate limit runs low, so that the last of it is not used up in a burst.
///
/// At the reserve one request goes out for each that is refilled. Where others use the limit too, less and less is left of
/// the reserve, and each client slows down by as much: two that are at it for long find their balance at half of the
/// reserve, with half of the refill each, and neither knows of the other.
actor RequestPacer {
    /// What the latest answer said, for whoever asks without waiting.
    nonisolated let gauge = RateLimitGauge()
    private var latest: (status: RateLimitStatus, at: Duration)?
    /// When the next request may go out, once requests are being slowed down.
    private var nextTurn: Duration?
    /// How many went out at once and are not answered: no answer tells yet what they take of the limit.
    private var unanswered = 0

    /// Takes in what an answer said, or that there is none, to a request that had to wait for so long.
    func note(_ status: RateLimitStatus?, at now: Duration, after wait: Duration = .zero) {
        if wait == .zero { unanswered = max(0, unanswered - 1) }
        guard let status else { return }
        latest = (status, now)
        gauge.set(status)
    }

    /// How long the next request has to wait.
    ///
    /// Takes a turn, whose end ``note(_:at:after:)`` is told: asking twice is waiting twice.
    func takeTurn(at now: Duration, reserve: Double) -> Duration {
        guard let latest, isLow(latest, at: now, reserve: reserve) else {
            nextTurn = nil
            unanswered += 1
            return .zero
        }
        let refill = latest.status.refillInterval(at: latest.at)
        let turn = max(now, nextTurn ?? (latest.status.remaining > 0 ? now : latest.at + refill))
        nextTurn = turn + refill * latest.status.slowness(reserve: reserve)
        if turn == now { unanswered += 1 }
        return turn - now
    }

    /// How long it takes to refill the limit by so many requests.
    func refillTime(of requests: Int) -> Duration {
        guard let latest else { return .zero }
        return min(.seconds(60), latest.status.refillInterval(at: latest.at) * requests)
    }

    /// Counts in what has been refilled since the answer came, and what others that are on their way will take.
    private func isLow(_ latest: (status: RateLimitStatus, at: Duration), at now: Duration, reserve: Double) -> Bool {
        let refilled = max(.zero, now - latest.at) / latest.status.refillInterval(at: latest.at)
        return Double(latest.status.remaining - unanswered) + refilled <= Double(latest.status.limit) * reserve
    }
}

/// The three numbers of the latest answer.
///
/// They are read one by one, so they may be those of two neighbouring answers.
final class RateLimitGauge: Sendable {
    private let limit = Atomic(0)
    private let remaining = Atomic(0)
    private let reset = Atomic(0)

    func set(_ status: RateLimitStatus) {
        limit.store(status.limit, ordering: .relaxed)
        remaining.store(status.remaining, ordering: .relaxed)
        reset.store(Int(status.reset.components.seconds), ordering: .relaxed)
    }

    var status: RateLimitStatus? {
        let limit = limit.load(ordering: .relaxed)
        guard limit > 0 else { return nil }
        let remaining = remaining.load(ordering: .relaxed)
        return RateLimitStatus(limit: limit, remaining: remaining, reset: .seconds(reset.load(ordering: .relaxed)))
    }
}
