/// A request that changes something went out, and what became of it is unknown.
///
/// It was not repeated.
///
/// The caller has to look: is there an object of that name now, does the object have the new value?
public struct OutcomeUnknown: Error, Sendable, CustomStringConvertible {
    /// Always `POST` from the client itself.
    public var method: HTTPMethod
    /// With the query.
    public var path: String
    /// A `TransportError`, an `APIError` or an `InvalidResponse`.
    public var cause: any Error

    /// Wraps what came instead of an answer that can be trusted.
    public init(method: HTTPMethod, path: String, cause: any Error) {
        self.method = method
        self.path = path
        self.cause = cause
    }

    public var description: String { "\(method.rawValue) \(path) may or may not have been carried out: \(cause)" }
}

/// The server said yes, but not in the form that the API promises.
public struct InvalidResponse: Error, Hashable, Sendable, CustomStringConvertible {
    /// Of the request that was answered.
    public var method: HTTPMethod
    /// With the query.
    public var path: String
    /// From 200 to 299.
    public var status: Int
    /// Names the request in Hetzner's logs; their support asks for it.
    public var correlationID: String?
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

    public var description: String {
        let reference = correlationID.map { ", \($0)" } ?? ""
        return
            "\(method.rawValue) \(path) got an answer that cannot be understood: \(reason) (status \(status)\(reference))"
    }
}

/// The token has characters that no token has, and that must not get into a header.
public struct InvalidToken: Error, Hashable, Sendable, CustomStringConvertible {
    /// Has nothing to tell, because the token must not get into a message.
    public init() {}

    public var description: String { "the API token contains characters that cannot be part of one" }
}
