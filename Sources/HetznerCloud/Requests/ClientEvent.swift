/// What a client tells its observer.
public enum ClientEvent: Sendable {
    /// A request waits, because the rate limit is nearly used up.
    case paced(method: HTTPMethod, path: String, for: Duration)
    /// A request was sent once; what follows from its outcome is decided.
    case attempted(Attempt)

    /// One sending of a request and what came of it.
    public struct Attempt: Sendable {
        /// Of the request.
        public var method: HTTPMethod
        /// With the query.
        public var path: String
        /// From 1.
        public var number: Int
        /// From when the request could be sent to the end of its answer, in real time.
        public var duration: Duration
        /// `nil` if there was no answer.
        public var status: Int?
        /// Names the request in Hetzner's logs; `nil` if there was no answer.
        public var correlationID: String?
        /// What went wrong, in words; `nil` after a success.
        public var problem: String?
        /// How long the client waits before it tries again; `nil` if it does not.
        public var retryDelay: Duration?
    }
}
