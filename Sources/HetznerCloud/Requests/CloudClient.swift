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

    /// Speaks HTTP, with the proxy, CA file and limits of the configuration.
    public init(configuration: ClientConfiguration) {
        let options = CurlTransport.Options(
            proxy: configuration.proxy,
            caFile: configuration.caFile,
            maxBodyBytes: configuration.maxBodyBytes,
            maxConnections: configuration.maxConnections,
            offersHTTP2: configuration.offersHTTP2
        )
        self.init(configuration: configuration, transport: CurlTransport(options: options))
    }

    /// Speaks HTTP, with all settings as they are by default.
    public init(token: String) {
        self.init(configuration: ClientConfiguration(token: token))
    }

    /// A client that differs in some settings.
    ///
    /// The transport's own settings (proxy, CA file, sizes) stay as they are.
    public func with(_ change: (inout ClientConfiguration) -> Void) -> CloudClient {
        var client = self
        change(&client.configuration)
        return client
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
        try await RequestChain(client: self, method: method, path: path, query: query, body: body).run()
    }
}
