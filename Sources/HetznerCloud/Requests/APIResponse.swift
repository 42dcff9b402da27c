/// A successful answer of the API.
public struct APIResponse: Sendable {
    /// From 200 to 299; everything else is thrown.
    public var status: Int
    /// All header fields, such as `RateLimit-Remaining` and `X-Correlation-Id`.
    public var headers: HTTPHeaders
    /// The body; `nil` if there is none, as after most deletions.
    public var json: JSONValue? {
        get { tree ?? outline?.withRoot(\.value) }
        set {
            tree = newValue
            outline = nil
        }
    }

    /// The request that was answered.
    public var method: HTTPMethod
    /// With the query.
    public var path: String
    /// How often the request was sent.
    public var attempts = 1
    /// The body as it came, where nobody wants it read.
    var unread: [UInt8] = []
    private var tree: JSONValue?
    /// The body, where only models are read from it.
    private var outline: JSONOutline?

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
        tree = json
        self.method = method
        self.path = path
    }

    /// Names the request in Hetzner's logs.
    public var correlationID: String? { headers["X-Correlation-Id"] }

    /// The member of the body, if there is one: `response["server"]`.
    public subscript(key: String) -> JSONValue? {
        guard let outline else { return json?[key] }
        return outline.withRoot { $0.member(key)?.value }
    }

    /// The members of the body, for models.
    var fields: JSONFields {
        guard let outline, outline.withRoot(\.isObject) else { return JSONFields(json?.object ?? JSONObject()) }
        return JSONFields(outline.root, of: outline)
    }

    /// Takes what was received as the body.
    mutating func read(_ body: [UInt8], as reading: BodyReading) throws(JSONParseError) {
        switch reading {
        case .nothing:
            unread = body
        case .models:
            outline = JSONOutline(body)
            // What is wrong, and what is rare, is the parser's.
            if outline == nil { tree = try JSONParser.parse(body) }
        case .tree:
            tree = try JSONParser.parse(body)
        }
    }
}

/// What becomes of the body of a success; that of a refusal is always read as a tree.
enum BodyReading {
    /// It stays as it came.
    case nothing
    /// Models are read from it, and nothing else is made.
    case models
    case tree
}
