/// The way of one request through the client. From the inside out:
///
/// 1. `send` hands the request to the transport and counts it,
/// 2. `sendPaced` waits for its turn first and learns the rate limit from the answer,
/// 3. `attempt` tells successes from the API's errors,
/// 4. `run` repeats what may be repeated.
struct RequestChain {
    private let client: CloudClient
    private let method: HTTPMethod
    /// For errors and events.
    private let path: String
    private let request: TransportRequest
    private let body: JSONValue?
    private let pacer: RequestPacer
    private let reading: BodyReading

    private var configuration: ClientConfiguration { client.configuration }

    init(
        client: CloudClient,
        method: HTTPMethod,
        path: APIPath,
        query: [QueryItem],
        body: JSONValue?,
        reading: BodyReading
    ) throws(InvalidRequest) {
        let configuration = client.configuration
        let isOnStorageHost = path.segments.first?.hasPrefix("storage_box") == true
        let endpoint = isOnStorageHost ? configuration.storageEndpoint : configuration.endpoint
        self.client = client
        self.method = method
        self.body = body
        self.reading = reading
        pacer = isOnStorageHost ? client.storagePacer : client.pacer
        self.path = try RequestURL.path(path, query: query)
        request = TransportRequest(
            method: method,
            url: RequestURL.url(endpoint: endpoint, path: self.path),
            headers: try Self.headers(configuration, hasBody: body != nil),
            body: body?.encoded(),
            connectTimeout: configuration.connectTimeout,
            timeout: configuration.requestTimeout,
            readTimeout: configuration.readTimeout,
            writeTimeout: configuration.writeTimeout
        )
    }

    private static func headers(
        _ configuration: ClientConfiguration,
        hasBody: Bool
    ) throws(InvalidRequest) -> [(name: String, value: String)] {
        guard configuration.userAgent.unicodeScalars.allSatisfy({ $0.value >= 0x20 && $0.value != 0x7f }) else {
            throw InvalidRequest(.userAgent)
        }
        var headers = [
            (name: "Accept", value: "application/json"), (name: "User-Agent", value: configuration.userAgent),
        ]
        if let token = configuration.token {
            guard token.utf8.allSatisfy({ (0x21...0x7e).contains($0) }) else { throw InvalidRequest(.token) }
            headers.append((name: "Authorization", value: "Bearer \(token)"))
        }
        if hasBody { headers.append((name: "Content-Type", value: "application/json")) }
        return headers
    }

    /// 4. Repeats the request as long as the policy allows.
    func run() async throws -> APIResponse {
        let policy = RetryPolicy(
            maxRetries: configuration.maxRetries,
            maxRateLimitRetries: configuration.maxRateLimitRetries,
            conditions: configuration.retryConditions
        )
        for number in 1... {
            let (result, duration) = try await attempt(number)
            let failure: AttemptFailure
            switch result {
            case .success(var response):
                response.attempts = number
                report(number, duration, status: response.status, correlationID: response.correlationID)
                return response
            case .failure(let reason):
                failure = reason
            }
            switch policy.decision(for: method, after: failure, attempt: number) {
            case .retry(let delay):
                let delay = await self.duration(of: delay, afterAttempt: number)
                report(number, duration, failure: failure, retryDelay: delay)
                try await configuration.clock.sleep(delay)
            case .fail:
                report(number, duration, failure: failure, retryDelay: nil)
                throw failure.cause(trace(number)).error
            case .failWithUnknownOutcome:
                report(number, duration, failure: failure, retryDelay: nil)
                throw OutcomeUnknown(method: method, path: path, cause: failure.cause(trace(number)))
            }
        }
        preconditionFailure("the attempts of a request ran out of numbers")
    }

    private func trace(_ attempts: Int) -> RequestTrace {
        RequestTrace(method: method, path: path, attempts: attempts)
    }

    private func duration(of delay: RetryDelay, afterAttempt number: Int) async -> Duration {
        switch delay {
        case .backoff: configuration.backoff.delay(afterAttempt: number, random: configuration.random())
        case .exactly(let duration): duration
        case .refill(let requests): await pacer.refillTime(of: requests)
        }
    }
}

// One attempt.
extension RequestChain {
    /// 3. Tells a success from what only looks like an answer. Only cancellation is thrown.
    private func attempt(_ number: Int) async throws -> (Result<APIResponse, AttemptFailure>, Duration) {
        let start = ContinuousClock.now
        do {
            let response = try await sendPaced(number)
            return (understand(response), start.duration(to: .now))
        } catch let error as TransportError {
            return (.failure(.unanswered(error)), start.duration(to: .now))
        }
    }

    private func understand(_ answer: TransportResponse) -> Result<APIResponse, AttemptFailure> {
        var response = APIResponse(status: answer.status, headers: answer.headers, method: method, path: path)
        let isSuccess = (200..<300).contains(answer.status)
        do {
            if !answer.body.isEmpty { try response.read(answer.body, as: isSuccess ? reading : .tree) }
        } catch  where isSuccess {
            return .failure(.misunderstood(InvalidResponse(response, "the body is no JSON, \(error)")))
        } catch {
            // An error from in between has a page for people; its status says enough.
        }
        configuration.trace(response)
        guard !isSuccess else { return .success(response) }
        return .failure(.refused(APIError(response)))
    }

    /// 2. Keeps to the rate limit.
    private func sendPaced(_ number: Int) async throws -> TransportResponse {
        let clock = configuration.clock
        let wait = await pacer.takeTurn(at: clock.now(), reserve: configuration.rateLimitReserve)
        do {
            if wait > .zero {
                configuration.tell(.paced(method: method, path: path, for: wait))
                try await clock.sleep(wait)
            }
            let response = try await send(number)
            await pacer.note(RateLimitStatus(response.headers), at: clock.now(), after: wait)
            return response
        } catch {
            await pacer.note(nil, at: clock.now(), after: wait)
            throw error
        }
    }

    /// 1. Sends.
    private func send(_ number: Int) async throws -> TransportResponse {
        client.counters.count(method, attempt: number)
        configuration.trace(request, body: body)
        return try await configuration.handler(around: client.transport)(request)
    }
}

// What the observer hears.
extension RequestChain {
    private func report(_ number: Int, _ duration: Duration, failure: AttemptFailure, retryDelay: Duration?) {
        switch failure {
        case .refused(let error):
            let problem = "\(error.message) (\(error.code))"
            report(number, duration, status: error.status, correlationID: error.correlationID, problem, retryDelay)
        case .misunderstood(let error):
            report(number, duration, status: error.status, correlationID: error.correlationID, error.reason, retryDelay)
        case .unanswered(let error):
            report(number, duration, status: nil, correlationID: nil, error.summary, retryDelay)
        }
    }

    private func report(
        _ number: Int,
        _ duration: Duration,
        status: Int?,
        correlationID: String?,
        _ problem: String? = nil,
        _ retryDelay: Duration? = nil
    ) {
        configuration.tell(
            .attempted(
                ClientEvent.Attempt(
                    method: method,
                    path: path,
                    number: number,
                    duration: duration,
                    status: status,
                    correlationID: correlationID,
                    problem: problem,
                    retryDelay: retryDelay
                )
            )
        )
    }
}
