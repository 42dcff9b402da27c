@testable import HetznerCloud

/// Answers each request from a script and remembers what was asked.
final class ScriptedTransport: Transport {
    typealias Step = Result<TransportResponse, TransportError>

    private let log = Lock<[TransportRequest]>([])
    private let answer: @Sendable (TransportRequest, _ index: Int) throws -> TransportResponse

    init(answer: @escaping @Sendable (TransportRequest, Int) throws -> TransportResponse) {
        self.answer = answer
    }

    /// Goes through the steps; the last one stands for all later requests.
    convenience init(_ steps: Step...) {
        self.init { _, index in try steps[min(index, steps.count - 1)].get() }
    }

    func send(_ request: TransportRequest) async throws -> TransportResponse {
        let index = log.withLock { log in
            log.append(request)
            return log.count - 1
        }
        return try answer(request, index)
    }

    var requests: [TransportRequest] { log.withLock { $0 } }

    /// Method and URL of each request, without the endpoint.
    var lines: [String] {
        requests.map { "\($0.method.rawValue) \($0.url.replacing("http://test/v1", with: ""))" }
    }
}

extension Result where Success == TransportResponse, Failure == TransportError {
    static func answer(_ status: Int, _ json: JSONValue? = nil, headers: HTTPHeaders = [:]) -> Self {
        .success(TransportResponse(status: status, headers: headers, body: json?.encoded() ?? []))
    }

    static func text(_ status: Int, _ text: String) -> Self {
        .success(TransportResponse(status: status, body: Array(text.utf8)))
    }

    static func error(_ status: Int, _ code: String, headers: HTTPHeaders = [:]) -> Self {
        .answer(status, ["error": ["code": .string(code), "message": "no"]], headers: headers)
    }

    static func lost(_ kind: TransportError.Kind, sent: Bool) -> Self {
        .failure(.fixture(kind, sent: sent))
    }
}

extension TransportError {
    static func fixture(_ kind: Kind = .connectionLost, sent: Bool = true) -> TransportError {
        TransportError(kind, host: "test", port: 80, reason: "scripted", mayHaveBeenSent: sent)
    }
}

/// A clock that jumps ahead instead of sleeping.
final class JumpingClock: Sendable {
    private let state = Lock((now: Duration.seconds(1_800_000_000), sleeps: [Duration]()))

    var clock: ClientClock {
        ClientClock(
            now: { self.state.withLock { $0.now } },
            sleep: { duration in
                try Task.checkCancellation()
                self.state.withLock { state in
                    state.now += duration
                    state.sleeps.append(duration)
                }
            }
        )
    }

    var now: Duration { state.withLock { $0.now } }

    var sleeps: [Duration] { state.withLock { $0.sleeps } }
}

extension CloudClient {
    /// A client without jitter (every backoff takes its full length) whose time jumps.
    static func fixture(
        _ transport: ScriptedTransport,
        clock: JumpingClock = JumpingClock(),
        configure: (inout ClientConfiguration) -> Void = { _ in }
    ) -> CloudClient {
        var configuration = ClientConfiguration(token: "secret")
        configuration.endpoint = "http://test/v1"
        configuration.storageEndpoint = "http://storage/v1"
        configuration.clock = clock.clock
        configuration.random = { 1 }
        configure(&configuration)
        return CloudClient(configuration: configuration, transport: transport)
    }
}
