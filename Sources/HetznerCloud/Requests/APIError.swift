import FoundationEssentials

/// An answer of the API that says no.
public struct APIError: CloudError, Hashable {
    /// The exact reason, to switch on.
    public var code: ErrorCode
    /// The API's own words, for people.
    public var message: String
    /// The HTTP status.
    public var status: Int
    /// Names the request in Hetzner's logs; their support asks for it.
    public var correlationID: String?
    /// What the API adds to some codes.
    public var details: Details
    /// All header fields of the answer, such as `Retry-After`.
    public var headers: HTTPHeaders
    /// Of the request that was refused.
    public var method: HTTPMethod
    /// Of the request that was refused, with its query.
    public var path: String
    /// How often the request was sent.
    public var attempts = 1
    /// Whether the answer had the API's own form.
    ///
    /// An answer without it comes from something in between.
    public var isFromAPI: Bool

    /// What the API adds to some codes; empty for all others.
    public struct Details: Hashable, Sendable {
        /// All of it as it was sent, for codes of which nothing below is known; `null` if there is nothing.
        public var json: JSONValue = .null
        /// The fields that are wrong (`invalid_input`) or not unique (`uniqueness_error`).
        public var fields: [Field] = []
        /// The quotas that are used up, such as `server_limit`.
        public var limits: [String] = []
        /// Where the removal of the operation was announced.
        public var announcement: String?

        /// Creates the details of an error that a program makes up, in a test of its own.
        public init(fields: [Field] = [], limits: [String] = [], announcement: String? = nil) {
            self.fields = fields
            self.limits = limits
            self.announcement = announcement
        }
    }

    /// A field of the request and what is wrong with it.
    public struct Field: Hashable, Sendable {
        /// The path of the field in the body, such as `rules.0.port`.
        public var name: String
        /// The API's own words, for people; may be empty.
        public var messages: [String]

        /// Creates a field of an error that a program makes up, in a test of its own.
        public init(name: String, messages: [String] = []) {
            self.name = name
            self.messages = messages
        }
    }

    /// Creates an error that a program makes up, in a test of its own.
    public init(
        code: ErrorCode,
        message: String,
        status: Int,
        correlationID: String? = nil,
        details: Details = Details(),
        headers: HTTPHeaders = [:],
        method: HTTPMethod = .get,
        path: String = "",
        isFromAPI: Bool = true
    ) {
        self.code = code
        self.message = message
        self.status = status
        self.correlationID = correlationID
        self.details = details
        self.headers = headers
        self.method = method
        self.path = path
        self.isFromAPI = isFromAPI
    }
}

extension APIError {
    /// Reads the envelope `{"error": …}`; without one, the code follows from the status.
    init(_ response: APIResponse) {
        let error = response.json?["error"]
        let code = error?["code"]?.string.map(ErrorCode.init(rawValue:))
        self.init(
            code: code ?? Self.code(ofStatus: response.status),
            message: error?["message"]?.string ?? "the server answered with status \(response.status)",
            status: response.status,
            correlationID: response.correlationID,
            details: error?["details"].map(Details.init(_:)) ?? Details(),
            headers: response.headers,
            method: response.method,
            path: response.path,
            isFromAPI: code != nil
        )
    }

    private static func code(ofStatus status: Int) -> ErrorCode {
        switch status {
        case 401: .unauthorized
        case 403: .forbidden
        case 404: .notFound
        case 405: .methodNotAllowed
        case 409: .conflict
        case 429: .rateLimitExceeded
        case 500: .serverError
        case 502: .badGateway
        case 503: .unavailable
        case 504: .timeout
        default: .unknownError
        }
    }
}

extension APIError {
    /// What kind of refusal it is, for callers who do not care about the exact code.
    public enum Category: Hashable, Sendable {
        /// The request itself is malformed.
        case badRequest
        /// The token is missing, wrong, or may only read.
        case authentication
        /// The operation is not allowed, or a quota is used up.
        case permission
        /// There is no such object, or the operation was removed from the API.
        case notFound
        /// The object is in use, changing, locked or protected, or its name is taken.
        case conflict
        /// The values are wrong or do not fit together.
        case unprocessable
        /// The project has used up its requests for now.
        case rateLimited
        /// The API failed, or cannot do it now.
        case server
        /// A status that has no class, such as a redirect.
        case other
    }

    /// Follows from the status.
    public var category: Category {
        switch status {
        case 400, 405: .badRequest
        case 401: .authentication
        case 403: .permission
        case 404, 410: .notFound
        case 409, 412, 423: .conflict
        case 422: .unprocessable
        case 429: .rateLimited
        case 500...: .server
        default: .other
        }
    }
}

extension APIError.Details {
    init(_ json: JSONValue) {
        self.json = json
        fields = (json["fields"]?.array ?? []).compactMap { field in
            field["name"]?.string.map { name in
                APIError.Field(name: name, messages: field["messages"]?.array?.compactMap(\.string) ?? [])
            }
        }
        limits = (json["limits"]?.array ?? []).compactMap { $0["name"]?.string }
        announcement = json["announcement"]?.string
    }
}

extension APIError {
    public var request: RequestTrace? {
        RequestTrace(method: method, path: path, attempts: attempts, status: status, correlationID: correlationID)
    }

    public var summary: String {
        correlationID.map { "\(message) (\(code), \($0))" } ?? "\(message) (\(code))"
    }
}
