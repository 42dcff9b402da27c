/// How long to wait before a request is repeated: exponential, capped, and anything up to that ("full jitter"), so that
/// clients that failed together do not come back together.
public struct Backoff: Hashable, Sendable {
    /// The longest wait after the first attempt; doubles with each further one.
    public var base: Duration
    /// The longest wait after any attempt.
    public var cap: Duration

    /// Waits up to a second at first and up to a minute at last, like hcloud-go.
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
    case refused(APIError)
    case unanswered(TransportError)
    case misunderstood(InvalidResponse)

    /// What is thrown, with the request that it belongs to.
    func cause(_ request: RequestTrace) -> OutcomeUnknown.Cause {
        switch self {
        case .refused(var error):
            error.attempts = request.attempts
            return .api(error)
        case .unanswered(var error):
            error.request = request
            return .transport(error)
        case .misunderstood(var error):
            error.attempts = request.attempts
            return .response(error)
        }
    }

    /// Whether the request may have been carried out all the same.
    var mayHaveHadEffect: Bool {
        switch self {
        case .unanswered(let error): error.mayHaveBeenSent
        case .misunderstood: true
        case .refused(let error): Self.tellsNothing(error)
        }
    }

    /// The API gives these codes, and anything in between these statuses, without knowing what became of the request.
    private static func tellsNothing(_ error: APIError) -> Bool {
        switch error.code {
        case .badGateway, .timeout, .serverError: true
        default: !error.isFromAPI && error.status >= 500
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

/// Decides from method, failure and attempt alone whether a request is repeated.
struct RetryPolicy {
    /// An answer that asks for more patience than this is not waited for.
    static let longestRetryAfter: Duration = .seconds(60)

    var maxRetries: Int
    /// Where that is another number for requests that the rate limit refused.
    var maxRateLimitRetries: Int?
    var conditions = RetryConditions.standard

    func decision(for method: HTTPMethod, after failure: AttemptFailure, attempt: Int) -> RetryDecision {
        let isHarmless = method.isIdempotent || !failure.mayHaveHadEffect
        let isAllowed = isHarmless || conditions.repeatsUncertainPosts
        guard isAllowed, let delay = delay(of: method, after: failure, attempt: attempt),
            attempt <= mostRetries(after: failure), isBearable(delay)
        else { return isHarmless ? .fail : .failWithUnknownOutcome }
        return .retry(delay)
    }

    private func mostRetries(after failure: AttemptFailure) -> Int {
        guard let maxRateLimitRetries, case .refused(let error) = failure, error.category == .rateLimited else {
            return maxRetries
        }
        return maxRateLimitRetries
    }

    /// `nil` if the conditions do not cover the failure.
    private func delay(of method: HTTPMethod, after failure: AttemptFailure, attempt: Int) -> RetryDelay? {
        switch failure {
        case .misunderstood: nil
        case .unanswered(let error): delay(after: error, attempt: attempt)
        case .refused(let error): delay(of: method, after: error, attempt: attempt)
        }
    }

    private func delay(after error: TransportError, attempt: Int) -> RetryDelay? {
        guard conditions.failures.contains(error.kind) else { return nil }
        switch error.kind {
        case .couldNotResolve, .couldNotConnect: return attempt <= conditions.retriesToConnect ? .backoff : nil
        case .tls, .proxy, .timedOut, .connectionLost, .invalidAnswer, .bodyTooLarge, .invalidURL, .closed, .other:
            return .backoff
        }
    }

    private func delay(of method: HTTPMethod, after error: APIError, attempt: Int) -> RetryDelay? {
        guard conditions.cover(error, of: method) else { return nil }
        if let seconds = error.headers["Retry-After"].flatMap(Int.init) { return .exactly(.seconds(max(0, seconds))) }
        let isLimit = error.code == .rateLimitExceeded || error.code == .limitReached
        guard isLimit, error.headers["RateLimit-Limit"] != nil else { return .backoff }
        // Somebody else takes from the same limit; ask for more of it each time.
        return .refill(requests: 1 << min(attempt - 1, 5))
    }

    private func isBearable(_ delay: RetryDelay) -> Bool {
        guard case .exactly(let duration) = delay else { return true }
        return duration <= Self.longestRetryAfter
    }
}
