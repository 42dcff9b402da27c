/// How long to wait before a request is repeated: exponential, capped, and anything up to that ("full jitter"), so that
/// clients that failed together do not come back together.
public struct Backoff: Hashable, Sendable {
    public var base: Duration
    public var cap: Duration

    public init(base: Duration = .seconds(1), cap: Duration = .seconds(60)) {
        self.base = base
        self.cap = cap
    }

    /// The wait after that attempt (from 1), for a random number in 0..<1.
    public func delay(afterAttempt attempt: Int, random: Double) -> Duration {
        min(cap, base * (1 << min(attempt - 1, 30))) * random
    }
}

/// What one attempt came to, if not to a success.
enum AttemptFailure: Error {
    case refused(APIError, headers: HTTPHeaders)
    case unanswered(TransportError)
    case misunderstood(InvalidResponse)

    var error: any Error {
        switch self {
        case .refused(let error, _): error
        case .unanswered(let error): error
        case .misunderstood(let error): error
        }
    }
}

/// What follows from a failed attempt.
enum RetryDecision: Hashable {
    /// Sending it again may succeed and can do no harm.
    case retry(RetryDelay)
    /// The error is final.
    case fail
    /// The request may have been carried out, and carrying it out twice would be wrong.
    case failWithUnknownOutcome
}

enum RetryDelay: Hashable {
    case backoff
    case exactly(Duration)
    /// As long as the rate limit needs to refill by so many requests.
    case refill(requests: Int)
}

/// Decides from method, failure and attempt alone whether a request is repeated; the rules are those of Hetzner's own
/// clients, except that a POST is never repeated once it may have had an effect.
struct RetryPolicy {
    /// An answer that asks for more patience than this is not waited for.
    static let longestRetryAfter: Duration = .seconds(60)
    /// A server that cannot even be reached is more likely misspelled than busy, and somebody is waiting to hear that.
    static let retriesToConnect = 2

    var maxRetries: Int

    func decision(for method: HTTPMethod, after failure: AttemptFailure, attempt: Int) -> RetryDecision {
        let decision =
            switch failure {
            case .unanswered(let error): unanswered(error, method, attempt: attempt)
            case .refused(let error, let headers): refused(error, headers, method, attempt: attempt)
            case .misunderstood: method.isIdempotent ? RetryDecision.fail : .failWithUnknownOutcome
            }
        guard case .retry(let delay) = decision else { return decision }
        return attempt <= maxRetries && isBearable(delay) ? decision : .fail
    }

    private func unanswered(_ error: TransportError, _ method: HTTPMethod, attempt: Int) -> RetryDecision {
        guard method.isIdempotent || !error.mayHaveBeenSent else { return .failWithUnknownOutcome }
        switch error.kind {
        case .invalidURL, .invalidAnswer, .tls, .proxy, .bodyTooLarge: return .fail
        case .couldNotResolve, .couldNotConnect: return attempt <= Self.retriesToConnect ? .retry(.backoff) : .fail
        case .timedOut, .connectionLost, .other: return .retry(.backoff)
        }
    }

    private func refused(
        _ error: APIError,
        _ headers: HTTPHeaders,
        _ method: HTTPMethod,
        attempt: Int
    ) -> RetryDecision {
        let asked = headers["Retry-After"].flatMap(Int.init).map { RetryDelay.exactly(.seconds(max(0, $0))) }
        switch error.code {
        case .rateLimitExceeded, .limitReached:
            // Somebody else takes from the same limit; ask for more of it each time.
            let refill = RetryDelay.refill(requests: 1 << min(attempt - 1, 5))
            return .retry(asked ?? (headers["RateLimit-Limit"] == nil ? .backoff : refill))
        case .conflict where error.isFromAPI:
            return .retry(asked ?? .backoff)
        case .badGateway, .timeout:
            return method.isIdempotent ? .retry(asked ?? .backoff) : .failWithUnknownOutcome
        case .unavailable where !error.isFromAPI && method == .get:
            return .retry(asked ?? .backoff)
        case .serverError where !method.isIdempotent:
            return .failWithUnknownOutcome
        case _ where error.status >= 500 && !error.isFromAPI && !method.isIdempotent:
            return .failWithUnknownOutcome
        case _:
            return .fail
        }
    }

    private func isBearable(_ delay: RetryDelay) -> Bool {
        guard case .exactly(let duration) = delay else { return true }
        return duration <= Self.longestRetryAfter
    }
}
