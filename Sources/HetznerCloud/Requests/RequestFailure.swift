import FoundationEssentials

/// A request that changes something went out, and what became of it is unknown.
///
/// It was not repeated.
///
/// The caller has to look: is there an object of that name now, does the object have the new value?
public struct OutcomeUnknown: CloudError, Hashable {
    /// What came instead of an answer that can be trusted.
    public enum Cause: Hashable, Sendable {
        /// No answer at all.
        case transport(TransportError)
        /// An answer that does not say what became of the request, such as a gateway's.
        case api(APIError)
        /// A success that cannot be understood.
        case response(InvalidResponse)

        /// The cause as an error like any other.
        public var error: any CloudError {
            switch self {
            case .transport(let error): error
            case .api(let error): error
            case .response(let error): error
            }
        }
    }

    /// Always `POST` from the client itself.
    public var method: HTTPMethod
    /// With the query.
    public var path: String
    /// Why nothing is known.
    public var cause: Cause

    /// Wraps what came instead of an answer that can be trusted.
    public init(method: HTTPMethod, path: String, cause: Cause) {
        self.method = method
        self.path = path
        self.cause = cause
    }

    public var request: RequestTrace? { cause.error.request ?? RequestTrace(method: method, path: path) }

    public var summary: String { "it may or may not have been carried out: \(cause.error.summary)" }
}

/// The server said yes, but not in the form that the API promises.
public struct InvalidResponse: CloudError, Hashable {
    /// Of the request that was answered.
    public var method: HTTPMethod
    /// With the query.
    public var path: String
    /// From 200 to 299.
    public var status: Int
    /// Names the request in Hetzner's logs; their support asks for it.
    public var correlationID: String?
    /// How often the request was sent.
    public var attempts = 1
    /// Which value is wrong, and how.
    public var reason: String

    /// Describes an answer that does not fit.
    public init(method: HTTPMethod, path: String, status: Int, correlationID: String? = nil, reason: String) {
        self.method = method
        self.path = path
        self.status = status
        self.correlationID = correlationID
        self.reason = reason
    }

    init(_ response: APIResponse, _ reason: String) {
        self.init(
            method: response.method,
            path: response.path,
            status: response.status,
            correlationID: response.correlationID,
            reason: reason
        )
        attempts = response.attempts
    }

    public var request: RequestTrace? {
        RequestTrace(method: method, path: path, attempts: attempts, status: status, correlationID: correlationID)
    }

    public var summary: String {
        let reference = correlationID.map { ", \($0)" } ?? ""
        return "the answer cannot be understood: \(reason) (status \(status)\(reference))"
    }
}

/// A request that was not sent, because something in it could mean something else than it should.
public struct InvalidRequest: CloudError, Hashable {
    /// What is wrong with it.
    public enum Reason: Hashable, Sendable {
        /// The token has characters that no token has, and that must not get into a header.
        case token
        /// The name or version of the application has characters that must not get into a header.
        case userAgent
        /// A header of that name, which a middleware has added, would not end where it should.
        case header(String)
        /// A name that is empty, `.` or `..` leads to another resource.
        case pathSegment(String)
    }

    /// What is wrong with it.
    public var reason: Reason

    /// Describes what was refused.
    public init(_ reason: Reason) {
        self.reason = reason
    }

    public var request: RequestTrace? { nil }

    public var summary: String {
        switch reason {
        case .token: "the API token contains characters that cannot be part of one"
        case .userAgent: "the application's name or version contains characters that cannot be part of a header"
        case .header(let name): "the header '\(name)' contains characters that cannot be part of one"
        case .pathSegment(let segment): "'\(segment)' cannot be the name of an object in a path"
        }
    }
}
