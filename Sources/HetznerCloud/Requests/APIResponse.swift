/// A successful answer of the API.
public struct APIResponse: Sendable {
    public var status: Int
    public var headers: HTTPHeaders
    /// The body; `nil` if there is none, as after most deletions.
    public var json: JSONValue?

    public init(status: Int, headers: HTTPHeaders = [:], json: JSONValue? = nil) {
        self.status = status
        self.headers = headers
        self.json = json
    }

    /// Names the request in Hetzner's logs.
    public var correlationID: String? { headers["X-Correlation-Id"] }

    /// The member of the body, if there is one: `response["server"]`.
    public subscript(key: String) -> JSONValue? { json?[key] }
}
