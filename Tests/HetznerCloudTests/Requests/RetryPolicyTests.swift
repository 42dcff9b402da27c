import Testing

@testable import HetznerCloud

/// The whole of the rules, a row each.
@Suite struct RetryPolicyTests {
    private let policy = RetryPolicy(maxRetries: 5)

    @Test(
        "an API error is repeated only where that is safe",
        arguments: [
            (HTTPMethod.get, 409, "conflict", RetryDecision.retry(.backoff)),
            (.post, 409, "conflict", .retry(.backoff)),
            (.post, 409, "uniqueness_error", .fail),
            (.put, 429, "rate_limit_exceeded", .retry(.backoff)),
            (.post, 429, "rate_limit_exceeded", .retry(.backoff)),
            (.get, 502, "bad_gateway", .retry(.backoff)),
            (.delete, 502, "bad_gateway", .retry(.backoff)),
            (.post, 502, "bad_gateway", .failWithUnknownOutcome),
            (.put, 504, "timeout", .retry(.backoff)),
            (.post, 504, "timeout", .failWithUnknownOutcome),
            (.get, 500, "server_error", .retry(.backoff)),
            (.put, 500, "server_error", .fail),
            (.post, 500, "server_error", .failWithUnknownOutcome),
            (.get, 503, "unavailable", .retry(.backoff)),
            (.put, 503, "unavailable", .retry(.backoff)),
            (.delete, 503, "unavailable", .fail),
            (.get, 507, "something_new", .retry(.backoff)),
            (.post, 503, "unavailable", .fail),
            (.delete, 423, "locked", .fail),
            (.post, 412, "resource_unavailable", .fail),
            (.post, 422, "invalid_input", .fail),
            (.get, 404, "not_found", .fail),
            (.get, 401, "unauthorized", .fail),
            (.post, 422, "something_new", .fail),
        ]
    )
    func apiErrors(method: HTTPMethod, status: Int, code: String, decision: RetryDecision) {
        let error = APIError(code: ErrorCode(rawValue: code), message: "", status: status)
        #expect(policy.decision(for: method, after: .refused(error), attempt: 1) == decision)
    }

    @Test(
        "an answer from in between is judged by its status",
        arguments: [
            (HTTPMethod.get, 502, RetryDecision.retry(.backoff)),
            (.get, 503, .retry(.backoff)),
            (.get, 504, .retry(.backoff)),
            (.get, 520, .retry(.backoff)),
            (.put, 520, .fail),
            (.put, 502, .retry(.backoff)),
            (.put, 503, .retry(.backoff)),
            (.delete, 504, .retry(.backoff)),
            (.post, 502, .failWithUnknownOutcome),
            (.post, 503, .failWithUnknownOutcome),
            (.post, 504, .failWithUnknownOutcome),
            (.post, 520, .failWithUnknownOutcome),
            (.get, 409, .fail),
            (.get, 429, .retry(.backoff)),
            (.get, 301, .fail),
            (.post, 404, .fail),
        ]
    )
    func edgeErrors(method: HTTPMethod, status: Int, decision: RetryDecision) {
        let error = APIError(APIResponse(status: status))
        #expect(policy.decision(for: method, after: .refused(error), attempt: 1) == decision)
    }

    @Test(
        "a lost request is repeated only if it cannot have had an effect twice",
        arguments: [
            (HTTPMethod.get, TransportError.Kind.connectionLost, true, RetryDecision.retry(.backoff)),
            (.put, .connectionLost, true, .retry(.backoff)),
            (.delete, .timedOut, true, .retry(.backoff)),
            (.post, .connectionLost, true, .failWithUnknownOutcome),
            (.post, .timedOut, true, .failWithUnknownOutcome),
            (.post, .bodyTooLarge(limit: 1), true, .failWithUnknownOutcome),
            (.post, .invalidAnswer, true, .failWithUnknownOutcome),
            (.post, .connectionLost, false, .retry(.backoff)),
            (.post, .couldNotConnect, false, .retry(.backoff)),
            (.post, .timedOut, false, .retry(.backoff)),
            (.get, .couldNotResolve, false, .retry(.backoff)),
            (.get, .tls, false, .fail),
            (.get, .proxy, false, .fail),
            (.get, .invalidURL, false, .fail),
            (.get, .invalidAnswer, true, .fail),
            (.get, .bodyTooLarge(limit: 1), true, .fail),
        ]
    )
    func transportErrors(method: HTTPMethod, kind: TransportError.Kind, sent: Bool, decision: RetryDecision) {
        let failure = AttemptFailure.unanswered(.fixture(kind, sent: sent))
        #expect(policy.decision(for: method, after: failure, attempt: 1) == decision)
    }

    @Test("an answer that is no JSON is final", arguments: HTTPMethod.allCases)
    func misunderstood(method: HTTPMethod) {
        let response = InvalidResponse(method: method, path: "/", status: 200, reason: "")
        let expected: RetryDecision = method == .post ? .failWithUnknownOutcome : .fail
        #expect(policy.decision(for: method, after: .misunderstood(response), attempt: 1) == expected)
    }

    @Test(
        "the wait that the server asks for is kept, up to a minute",
        arguments: [
            ("0", RetryDecision.retry(.exactly(.zero))),
            ("7", .retry(.exactly(.seconds(7)))),
            ("60", .retry(.exactly(.seconds(60)))),
            ("61", .fail),
            ("-1", .retry(.exactly(.zero))),
            ("Wed, 21 Oct 2026 07:28:00 GMT", .retry(.backoff)),
        ]
    )
    func retryAfter(value: String, decision: RetryDecision) {
        let error = APIError(code: .conflict, message: "", status: 409, headers: ["retry-after": value])
        let failure = AttemptFailure.refused(error)
        #expect(policy.decision(for: .get, after: failure, attempt: 1) == decision)
    }

    @Test("a used-up rate limit is waited for, longer each time", arguments: [(1, 1), (2, 2), (3, 4), (5, 16)])
    func rateLimit(attempt: Int, requests: Int) {
        let headers: HTTPHeaders = ["RateLimit-Limit": "3600"]
        let failure = AttemptFailure.refused(
            APIError(code: .rateLimitExceeded, message: "", status: 429, headers: headers)
        )
        let decision = policy.decision(for: .post, after: failure, attempt: attempt)
        #expect(decision == .retry(.refill(requests: requests)))
    }

    @Test("a request that the rate limit refuses has retries of its own", arguments: [(nil, 5), (20, 20), (2, 2)])
    func rateLimitRetries(most: Int?, last: Int) {
        let policy = RetryPolicy(maxRetries: 5, maxRateLimitRetries: most)
        let refused = AttemptFailure.refusal(429, "rate_limit_exceeded")
        #expect(policy.decision(for: .post, after: refused, attempt: last) == .retry(.backoff))
        #expect(policy.decision(for: .post, after: refused, attempt: last + 1) == .fail)
        let conflict = AttemptFailure.refusal(409, "conflict")
        #expect(policy.decision(for: .get, after: conflict, attempt: 5) == .retry(.backoff))
        #expect(policy.decision(for: .get, after: conflict, attempt: 6) == .fail)
    }

    @Test("retries end after the configured number, and sooner if nobody can be reached")
    func end() {
        let lost = AttemptFailure.unanswered(.fixture(.connectionLost))
        #expect(policy.decision(for: .get, after: lost, attempt: 5) == .retry(.backoff))
        #expect(policy.decision(for: .get, after: lost, attempt: 6) == .fail)
        #expect(RetryPolicy(maxRetries: 0).decision(for: .get, after: lost, attempt: 1) == .fail)
        let unreachable = AttemptFailure.unanswered(.fixture(.couldNotConnect, sent: false))
        #expect(policy.decision(for: .get, after: unreachable, attempt: 2) == .retry(.backoff))
        #expect(policy.decision(for: .get, after: unreachable, attempt: 3) == .fail)
    }

    private static let chosenConditions: [(RetryConditions, HTTPMethod, AttemptFailure, RetryDecision)] = [
        (RetryConditions(codes: [.locked]), .post, .refusal(423, "locked"), .retry(.backoff)),
        (RetryConditions(codes: [.locked]), .get, .refusal(409, "conflict"), .fail),
        (RetryConditions(codes: [.serverError]), .get, .refusal(500, "server_error"), .retry(.backoff)),
        (RetryConditions(codes: [.serverError]), .post, .refusal(500, "server_error"), .failWithUnknownOutcome),
        (RetryConditions(statuses: [520]), .get, .refusal(520), .retry(.backoff)),
        (RetryConditions(statuses: [520]), .get, .refusal(502), .fail),
        (RetryConditions(failures: [.tls]), .post, .unanswered(.fixture(.tls, sent: false)), .retry(.backoff)),
        (RetryConditions(failures: [.tls]), .get, .unanswered(.fixture(.connectionLost)), .fail),
        (.never, .get, .refusal(429, "rate_limit_exceeded"), .fail),
        (.never, .post, .unanswered(.fixture(.timedOut)), .failWithUnknownOutcome),
        (.hcloud, .post, .refusal(502), .retry(.backoff)),
        (.hcloud, .post, .refusal(504, "timeout"), .retry(.backoff)),
        (.hcloud, .post, .unanswered(.fixture(.timedOut)), .retry(.backoff)),
        (.hcloud, .get, .unanswered(.fixture(.connectionLost)), .fail),
        (.hcloud, .get, .refusal(503), .fail),
    ]

    @Test("which failures are repeated can be chosen", arguments: chosenConditions)
    func conditions(
        conditions: RetryConditions,
        method: HTTPMethod,
        failure: AttemptFailure,
        decision: RetryDecision
    ) {
        let policy = RetryPolicy(maxRetries: 5, conditions: conditions)
        #expect(policy.decision(for: method, after: failure, attempt: 1) == decision)
    }

    @Test("a POST that was repeated in vain has an unknown outcome all the same")
    func exhaustedPost() {
        let policy = RetryPolicy(maxRetries: 2, conditions: .hcloud)
        #expect(policy.decision(for: .post, after: .refusal(502), attempt: 3) == .failWithUnknownOutcome)
    }

    @Test(
        "the backoff doubles from a second up to a minute",
        arguments: [(1, 1), (2, 2), (3, 4), (6, 32), (7, 60), (99, 60)]
    )
    func backoff(attempt: Int, seconds: Int) {
        #expect(Backoff().delay(afterAttempt: attempt, random: 1) == .seconds(seconds))
        #expect(Backoff().delay(afterAttempt: attempt, random: 0) == .zero)
    }
}

extension AttemptFailure {
    /// The API's answer if there is a code, else that of something in between.
    fileprivate static func refusal(_ status: Int, _ code: String? = nil) -> AttemptFailure {
        let json: JSONValue? = code.map { ["error": ["code": .string($0), "message": ""]] }
        return .refused(APIError(APIResponse(status: status, json: json)))
    }
}
