/// A client of the Hetzner Cloud API.
///
/// Copies share the transport, the counters and the pacing; `with` derives one with other settings.
public struct CloudClient: Sendable {
    /// The settings, as they were given or derived.
    public private(set) var configuration: ClientConfiguration
    let transport: any Transport
    let pacer = RequestPacer()
    /// The host of the storage boxes has a limit of its own.
    let storagePacer = RequestPacer()
    let counters = RequestCounters()

    /// Sends requests through a transport of your own: a test's, a recorder, another HTTP library.
    public init(configuration: ClientConfiguration, transport: any Transport) {
        self.configuration = configuration
        self.transport = transport
    }

    /// Speaks HTTP.
    ///
    /// How it connects is said once, and stays so for all clients that are derived from this one.
    public init(configuration: ClientConfiguration, connections: CurlTransport.Options = .init()) {
        self.init(configuration: configuration, transport: CurlTransport(options: connections))
    }

    /// Speaks HTTP, with all settings as they are by default.
    public init(token: String) {
        self.init(configuration: ClientConfiguration(token: token))
    }

    /// A client that differs in some settings, over the same connections.
    public func with(_ change: (inout ClientConfiguration) -> Void) -> CloudClient {
        var client = self
        change(&client.configuration)
        return client
    }

    /// Ends its connections now rather than with the last copy of the client.
    ///
    /// Holds for all copies, and for all that were derived: their requests on the way are cancelled, and later ones fail
    /// with a `TransportError` of the kind `closed`.
    public func close() {
        transport.close()
    }

    /// Does something with a client that is closed at the end, whatever the end is.
    public static func scoped<Value>(
        _ configuration: ClientConfiguration,
        connections: CurlTransport.Options = .init(),
        _ work: (CloudClient) async throws -> Value
    ) async rethrows -> Value {
        let client = CloudClient(configuration: configuration, connections: connections)
        defer { client.close() }
        return try await work(client)
    }

    /// What has been sent so far.
    public var statistics: RequestStatistics { counters.statistics }

    /// How many requests have been sent so far, repetitions included.
    public var requestCount: Int { statistics.requests }

    /// The rate limit as the latest answer stated it; `nil` before the first.
    public var rateLimit: RateLimitStatus? { pacer.gauge.status }

    /// The time between two requests with so much left of the rate limit; `nil` where nothing has to wait.
    package func pace(at status: RateLimitStatus) -> Duration? {
        let reserve = configuration.rateLimitReserve
        guard Double(status.remaining) <= Double(status.limit) * reserve else { return nil }
        return .seconds(3600) / status.limit * status.slowness(reserve: reserve)
    }

    /// Sends one request and, where that is safe, repeats it until it succeeds.
    ///
    /// The path is relative to the endpoint: `"servers/\(id)/actions/poweron"`. Operations on storage boxes go to their
    /// own host. Throws a `CloudError` (`APIError`, `TransportError`, `OutcomeUnknown` for a POST whose answer was lost,
    /// `InvalidResponse`, `InvalidRequest`) or `CancellationError`.
    public func request(
        _ method: HTTPMethod,
        _ path: APIPath,
        query: [QueryItem] = [],
        body: JSONValue? = nil
    ) async throws -> APIResponse {
        try await chain(method, path, query, body, reading: .tree).run()
    }

    /// Sends one request as `request` does; models are read from the text of the answer, without its tree.
    func ask(
        _ method: HTTPMethod,
        _ path: APIPath,
        query: [QueryItem] = [],
        body: JSONValue? = nil
    ) async throws -> APIResponse {
        try await chain(method, path, query, body, reading: .models).run()
    }

    /// Sends one request as `request` does, and leaves the body of the answer as it came.
    ///
    /// For programs that pass it on or read it by other means: nothing looks into it, so it may be no JSON. What the API
    /// refuses is thrown all the same.
    public func bytes(
        _ method: HTTPMethod,
        _ path: APIPath,
        query: [QueryItem] = [],
        body: JSONValue? = nil
    ) async throws -> TransportResponse {
        let response = try await chain(method, path, query, body, reading: .nothing).run()
        return TransportResponse(status: response.status, headers: response.headers, body: response.unread)
    }

    private func chain(
        _ method: HTTPMethod,
        _ path: APIPath,
        _ query: [QueryItem],
        _ body: JSONValue?,
        reading: BodyReading
    ) throws(InvalidRequest) -> RequestChain {
        try RequestChain(client: self, method: method, path: path, query: query, body: body, reading: reading)
    }
}
