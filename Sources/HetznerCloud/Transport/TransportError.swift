import FoundationEssentials

/// Says why a request got no answer, in terms of what can be done about it.
public struct TransportError: CloudError, Hashable {
    /// What went wrong.
    public enum Kind: Hashable, Sendable {
        /// The host's name is unknown to DNS.
        case couldNotResolve
        /// Nobody listens there, or the network does not lead there.
        case couldNotConnect
        /// The certificate is not trusted, or there was no agreement on encryption.
        case tls
        /// The proxy could not be found, reached or used.
        case proxy
        /// No answer, or no end of it, within the time-out.
        case timedOut
        /// The connection ended before the answer was complete.
        case connectionLost
        /// What came back is not HTTP.
        case invalidAnswer
        /// The answer is larger than the configured limit.
        case bodyTooLarge(limit: Int)
        /// The URL cannot be used.
        case invalidURL
        /// The client was closed.
        case closed
        /// Anything else; the reason tells.
        case other
    }

    /// What can be done about it follows from this.
    public var kind: Kind
    /// Of the URL, without its port.
    public var host: String
    /// Of the URL, or the scheme's own.
    public var port: Int
    /// The transport's own words, for people.
    public var reason: String
    /// Whether the server may have received the request.
    ///
    /// `false` makes any request safe to repeat.
    public var mayHaveBeenSent: Bool
    /// Set by the client; a transport knows only the URL.
    public var request: RequestTrace?

    /// Creates an error, as a transport of your own does.
    public init(_ kind: Kind, host: String, port: Int, reason: String, mayHaveBeenSent: Bool) {
        self.kind = kind
        self.host = host
        self.port = port
        self.reason = reason
        self.mayHaveBeenSent = mayHaveBeenSent
    }
}

extension TransportError {
    public var summary: String {
        let server = "\(host):\(port)"
        return switch kind {
        case .couldNotResolve: "the name '\(host)' could not be resolved: \(reason)"
        case .couldNotConnect: "could not connect to \(server): \(reason)"
        case .tls: "no secure connection to \(server): \(reason)"
        case .proxy: "could not reach \(server) through the proxy: \(reason)"
        case .timedOut where mayHaveBeenSent: "\(server) did not answer in time: \(reason)"
        case .timedOut: "could not connect to \(server) in time: \(reason)"
        case .connectionLost: "the connection to \(server) was lost: \(reason)"
        case .invalidAnswer: "\(server) does not speak HTTP: \(reason)"
        case .bodyTooLarge(let limit): "the answer of \(server) is larger than \(limit) bytes"
        case .invalidURL: "the URL of the endpoint cannot be used: \(reason)"
        case .closed: "the request to \(server) was not sent: the client is closed"
        case .other: "the request to \(server) failed: \(reason)"
        }
    }

    /// What a person can do about it.
    public var hint: String? {
        switch kind {
        case .couldNotResolve: "Is the endpoint spelled right, and is there a network?"
        case .couldNotConnect: "Is anything listening on port \(port) of '\(host)'?"
        case .tls: "Does the machine trust the certificate's authority, and is its clock right?"
        case .proxy: "Is the proxy setting right (HTTPS_PROXY, NO_PROXY)?"
        case .invalidAnswer, .invalidURL: "Is the endpoint spelled right?"
        case .timedOut, .connectionLost, .bodyTooLarge, .closed, .other: nil
        }
    }
}
