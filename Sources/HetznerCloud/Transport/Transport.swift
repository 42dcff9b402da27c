/// Carries one HTTP request to a server and brings the answer back.
///
/// There are two: `CurlTransport` speaks HTTP; the simulator answers in the same process.
public protocol Transport: Sendable {
    /// Any status is an answer. Throws `TransportError` if there is none, `CancellationError` if the task was
    /// cancelled.
    func send(_ request: TransportRequest) async throws -> TransportResponse

    /// Ends what is open; requests on their way are given up, and later ones fail.
    ///
    /// Does nothing unless the transport says otherwise.
    func close()
}

extension Transport {
    public func close() {}
}

/// The methods that the API uses.
public enum HTTPMethod: String, Hashable, Sendable, CaseIterable {
    /// Reads.
    case get = "GET"
    /// Creates something or starts an action.
    case post = "POST"
    /// Changes what it mentions, and leaves the rest.
    case put = "PUT"
    /// Deletes.
    case delete = "DELETE"

    /// Whether sending the request twice leaves the cloud as sending it once does.
    public var isIdempotent: Bool { self != .post }
}

/// One HTTP request, ready to be sent.
public struct TransportRequest: Sendable {
    /// Goes into the request line as it is.
    public var method: HTTPMethod
    /// Goes there instead, where a server that is none of Hetzner's knows another word.
    package var verb: String?
    /// How a store of objects knows who asks.
    package var signature: AWSSignature?
    /// Absolute, with everything percent-encoded.
    public var url: String
    /// In order; the transport adds what HTTP itself needs, such as `Host`.
    public var headers: [(name: String, value: String)]
    /// Sent as it is; `nil` sends none.
    public var body: [UInt8]?
    /// How long resolving the name, connecting and the TLS handshake may take together.
    public var connectTimeout: Duration
    /// How long the whole exchange may take, once a connection is free for it.
    public var timeout: Duration
    /// How long nothing of the answer may come once the request has been sent; `nil` for as long as the rest allows.
    public var readTimeout: Duration?
    /// How long nothing of the body may go out; `nil` for as long as the rest allows.
    public var writeTimeout: Duration?

    /// Puts a request together; the time-outs are those of `ClientConfiguration`.
    public init(
        method: HTTPMethod,
        url: String,
        headers: [(name: String, value: String)] = [],
        body: [UInt8]? = nil,
        connectTimeout: Duration = .seconds(10),
        timeout: Duration = .seconds(60),
        readTimeout: Duration? = nil,
        writeTimeout: Duration? = nil
    ) {
        self.method = method
        self.url = url
        self.headers = headers
        self.body = body
        self.connectTimeout = connectTimeout
        self.timeout = timeout
        self.readTimeout = readTimeout
        self.writeTimeout = writeTimeout
    }
}

/// The answer to one HTTP request.
public struct TransportResponse: Sendable {
    /// From 100 to 999; a transport judges none.
    public var status: Int
    /// As they came.
    public var headers: HTTPHeaders
    /// Whole and already decompressed.
    public var body: [UInt8]

    /// Creates an answer, as a transport of your own does.
    public init(status: Int, headers: HTTPHeaders = [:], body: [UInt8] = []) {
        self.status = status
        self.headers = headers
        self.body = body
    }
}
