import CBuildFacts
import FoundationEssentials
import Logging

/// What a client is told about its requests: who asks, how long, and how often.
///
/// Start from the defaults and change what differs. How the machine is reached is not among it, because that cannot
/// differ from request to request: see ``CurlTransport/Options``.
public struct ClientConfiguration: Sendable {
    /// The project's API token.
    ///
    /// Without one, no `Authorization` is sent, which only a simulator accepts.
    public var token: String?
    /// Where all operations are, except those on storage boxes.
    public var endpoint = "https://api.hetzner.cloud/v1"
    /// Where the operations on storage boxes and storage box types are.
    public var storageEndpoint = "https://api.hetzner.com/v1"
    /// Names your program in the user agent.
    public var applicationName: String?
    /// Follows the name in the user agent; not sent without a name.
    public var applicationVersion: String?

    /// How long resolving the name, connecting and the TLS handshake may take together.
    public var connectTimeout: Duration = .seconds(10)
    /// How long one attempt may take from its first byte to its last.
    public var requestTimeout: Duration = .seconds(60)
    /// How long nothing of an answer may come meanwhile, the wait for its beginning too; `nil` for no limit of its own.
    public var readTimeout: Duration?
    /// How long nothing of a body may go out meanwhile; `nil` for no limit of its own.
    public var writeTimeout: Duration?

    /// How often a request is repeated at most; 0 for never.
    public var maxRetries = 5
    /// How often a request is repeated at most that the rate limit refused; ``maxRetries`` where it is `nil`.
    ///
    /// A used-up limit refills by itself, and somebody else may be using it up.
    public var maxRateLimitRetries: Int?
    /// How long to wait between attempts if the API does not say.
    public var backoff = Backoff()
    /// After which failures a request is repeated at all.
    public var retryConditions = RetryConditions.standard
    /// The part of the hourly limit that is left to others: below it, requests go out only as fast as the limit
    /// refills.
    public var rateLimitReserve = 0.1

    /// How often actions are asked about that are waited for, and when to give up: after an hour.
    public var polling = ActionPolling(timeout: .seconds(3600))

    /// What is around every attempt, the first outermost: for headers, metrics, traces.
    public var middleware: [Middleware] = []

    /// What time it is, and how to wait.
    public var clock = ClientClock.system
    /// A number in 0..<1, for the jitter of the backoff.
    public var random: @Sendable () -> Double = { Double.random(in: 0..<1) }
    /// Sees every attempt, from the task that sends it.
    ///
    /// Never gets the token or a body.
    ///
    /// The place for metrics: durations, statuses, retries and waits are in the events.
    public var observer: (@Sendable (ClientEvent) -> Void)?
    /// Told what the observer is told, and at `trace` headers and bodies too, with every secret hidden.
    ///
    /// A wait for the rate limit and a repetition are a `notice`; every other attempt is `debug`, a failed one too,
    /// because its error is thrown.
    public var logger: Logger?

    /// Takes the defaults of every setting but the token.
    public init(token: String? = nil) {
        self.token = token
    }
}

extension ClientConfiguration {
    /// Takes token and endpoints from where Hetzner's own tools look for them.
    ///
    /// `HCLOUD_TOKEN` comes before `HETZNER_API_TOKEN`; `HCLOUD_ENDPOINT` and `HETZNER_ENDPOINT` (for storage boxes)
    /// replace the usual ones. Empty variables count as unset.
    public static func fromEnvironment(
        _ environment: [String: String] = ProcessInfo.processInfo.environment
    ) -> ClientConfiguration {
        let values = environment.filter { !$0.value.isEmpty }
        var configuration = ClientConfiguration(token: values["HCLOUD_TOKEN"] ?? values["HETZNER_API_TOKEN"])
        configuration.endpoint = values["HCLOUD_ENDPOINT"] ?? configuration.endpoint
        configuration.storageEndpoint = values["HETZNER_ENDPOINT"] ?? configuration.storageEndpoint
        return configuration
    }

    /// The name of this library and the program on top of it, as sent to the API.
    public var userAgent: String {
        let library = "hzform-HetznerCloud/\(HZFORM_VERSION)"
        guard let applicationName else { return library }
        return applicationVersion.map { "\(applicationName)/\($0) \(library)" } ?? "\(applicationName) \(library)"
    }
}

extension ClientConfiguration: CustomStringConvertible, CustomReflectable {
    public var description: String { "ClientConfiguration(\(endpoint), token: \(token == nil ? "none" : "hidden"))" }

    /// Keeps the token out of `dump` and test output.
    public var customMirror: Mirror {
        Mirror(self, children: ["endpoint": endpoint, "storageEndpoint": storageEndpoint])
    }
}

/// How time passes for a client; a test or a simulation passes its own.
public struct ClientClock: Sendable {
    /// The time since the start of 1970, because that is how the API says when its limit is refilled.
    public var now: @Sendable () -> Duration
    /// Throws `CancellationError` if the task is cancelled meanwhile.
    public var sleep: @Sendable (Duration) async throws -> Void

    /// Puts a clock together; see `system` for the real one.
    public init(
        now: @escaping @Sendable () -> Duration,
        sleep: @escaping @Sendable (Duration) async throws -> Void
    ) {
        self.now = now
        self.sleep = sleep
    }
}
