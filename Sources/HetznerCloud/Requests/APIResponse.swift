/// A successful answer of the API.
public struct APIResponse: Sendable {
    /// From 200 to 299; everything else is thrown.
    public var status: Int
    /// All header fields, such as `RateLimit-Remaining` and `X-Correlation-Id`.
    public var headers: HTTPHeaders
    /// The body; `nil` if there is none, as after most deletions.
    public var json: JSONValue?

    /// The request that was answered.
    public var method: HTTPMethod
    /// With the query.
    public var path: String
    /// How often the request was sent.
    public var attempts = 1
    /// The body as it came, where nobody wants it read.
    var unread: [UInt8] = []

    /// Creates an answer that a program makes up, in a test of its own.
    public init(
        status: Int,
        headers: HTTPHeaders = [:],
        json: JSONValue? = nil,
        method: HTTPMethod = .get,
        path: String = ""
    ) {
        self.status = status
        self.headers = headers
        self.json = json
        self.method = method
        self.path = path
    }

    /// Names the request in Hetzner's logs.
    public var correlationID: String? { headers["X-Correlation-Id"] }

    /// The member of the body, if there is one: `response["server"]`.
    public subscript(key: String) -> JSONValue? { json?[key] }
}
