import FoundationEssentials

/// Anything that the client throws, except `CancellationError`.
///
/// Its description is one line that says which request it is about, what went wrong, and after how many attempts.
public protocol CloudError: LocalizedError, Sendable, CustomStringConvertible {
    /// The request that failed; `nil` where the error is about none, such as an action's.
    var request: RequestTrace? { get }
    /// What went wrong, without the request.
    var summary: String { get }
}

/// A request as an error remembers it.
public struct RequestTrace: Hashable, Sendable {
    /// Of the request.
    public var method: HTTPMethod
    /// Below the endpoint, with the query.
    public var path: String
    /// How often it was sent.
    public var attempts: Int
    /// Of the last answer; `nil` if there was none.
    public var status: Int?
    /// Names the request in Hetzner's logs; their support asks for it.
    public var correlationID: String?

    /// Puts together what is known.
    public init(
        method: HTTPMethod,
        path: String,
        attempts: Int = 1,
        status: Int? = nil,
        correlationID: String? = nil
    ) {
        self.method = method
        self.path = path
        self.attempts = attempts
        self.status = status
        self.correlationID = correlationID
    }
}

extension CloudError {
    public var description: String {
        guard let request else { return summary.oneLine }
        let attempts = request.attempts > 1 ? " (after \(request.attempts) attempts)" : ""
        return "\(request.method.rawValue) \(request.path): \(summary)\(attempts)".oneLine
    }

    public var errorDescription: String? { description }
}

extension String {
    fileprivate var oneLine: String { split(whereSeparator: \.isNewline).joined(separator: " ") }
}
