/// After which failures a request is repeated, as long as there are retries left.
///
/// A `POST` is special: sent twice, it may create two servers. Unless told otherwise it is repeated only if it has
/// certainly not been carried out; else it ends in `OutcomeUnknown`.
public struct RetryConditions: Hashable, Sendable {
    /// The API's codes after which the same request may succeed a little later.
    ///
    /// `locked` and `resource_unavailable` last for minutes, so they are not among them.
    public var codes: Set<ErrorCode>
    /// The statuses of answers that something in between gave in the API's place, without its form.
    public var statuses: Set<Int>
    /// Why there was no answer.
    public var failures: Set<TransportError.Kind>
    /// How often a server that cannot be reached is tried again, even if more retries are left.
    ///
    /// Its name is more likely misspelled than its machine busy, and somebody is waiting to hear that.
    public var retriesToConnect: Int
    /// Whether a read is repeated after any status from 500, and a `PUT` after 503, whatever the code.
    public var coversServerErrors: Bool
    /// Whether a `POST` is repeated after it may have been carried out.
    ///
    /// The second one usually ends in `uniqueness_error` if it creates something with a name. Without a name there are
    /// two of them then.
    public var repeatsUncertainPosts: Bool

    /// Covers nothing but what is given.
    public init(
        codes: Set<ErrorCode> = [],
        statuses: Set<Int> = [],
        failures: Set<TransportError.Kind> = [],
        retriesToConnect: Int = 2,
        coversServerErrors: Bool = false,
        repeatsUncertainPosts: Bool = false
    ) {
        self.codes = codes
        self.statuses = statuses
        self.failures = failures
        self.retriesToConnect = retriesToConnect
        self.coversServerErrors = coversServerErrors
        self.repeatsUncertainPosts = repeatsUncertainPosts
    }
}

extension RetryConditions {
    /// Those of Hetzner's own clients and lost connections too, but never twice the same `POST`.
    public static let standard = RetryConditions(
        codes: [.conflict, .rateLimitExceeded, .limitReached, .badGateway, .timeout],
        statuses: [429, 502, 503, 504],
        failures: [.couldNotResolve, .couldNotConnect, .timedOut, .connectionLost, .other],
        coversServerErrors: true
    )

    /// What hcloud-go and hcloud-python do, which repeat every request after a gateway's error or a time-out.
    public static let hcloud = RetryConditions(
        codes: [.conflict, .rateLimitExceeded, .badGateway, .timeout],
        statuses: [502, 504],
        failures: [.timedOut],
        repeatsUncertainPosts: true
    )

    /// Every failure is final.
    public static let never = RetryConditions()

    func cover(_ error: APIError, of method: HTTPMethod) -> Bool {
        let isServerError = method == .get && error.status >= 500 || method == .put && error.status == 503
        if coversServerErrors, isServerError { return true }
        return error.isFromAPI ? codes.contains(error.code) : statuses.contains(error.status)
    }
}
