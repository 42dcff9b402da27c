/// How the simulated cloud behaves where the real one leaves a choice.
public struct SimulatorSettings: Sendable {
    /// The tokens that are let in, each a project of its own; nil lets every token in.
    public var tokens: Set<String>?
    /// Tokens that may only read, each for the project of the token that it stands for.
    public var readOnlyTokens: [String: String]
    public var pace: Pace
    /// Where passwords, addresses of network cards and the dice of the faults come from.
    public var seed: UInt64
    /// Added to every answer.
    public var latencyMilliseconds: Int
    /// Requests an hour in each project, refilled evenly; nil for no limit.
    public var requestsPerHour: Int?
    /// The most objects of a kind in a project, by the kind's path: `servers`, `primary_ips`.
    public var limits: [String: Int]
    public var faults: [SimulatorFault]
    /// The most servers that a project can have in a location, by its name; 0 where it is sold out.
    public var capacities: [String: Int]
    /// The domains that somebody registered and pointed at Hetzner's nameservers, nil for every one.
    public var registeredDomains: Set<String>? = []
    /// The vSwitches that subnets can be of, by their IDs; nil for every one.
    public var vSwitches: Set<Int>?
    /// Answers `/datacenters` as the API did until October 2026, instead of with 410.
    public var servesDatacenters = false

    /// The names that `limits` knows.
    public static let limitedKinds = [
        "certificates", "firewalls", "floating_ips", "images", "load_balancers", "networks", "placement_groups",
        "primary_ips", "servers", "ssh_keys", "storage_boxes", "volumes", "zones",
    ]

    func isRegistered(_ domain: String) -> Bool { registeredDomains?.contains(domain) ?? true }

    /// How long actions take.
    public enum Pace: Sendable, Equatable {
        /// So many times faster than the real ones.
        case times(Double)
        /// An action has finished by the first time that it is asked for.
        case instant
    }

    public init(
        tokens: Set<String>? = nil,
        readOnlyTokens: [String: String] = [:],
        pace: Pace = .times(20),
        seed: UInt64 = 1,
        latencyMilliseconds: Int = 0,
        requestsPerHour: Int? = 3600,
        limits: [String: Int] = [:],
        faults: [SimulatorFault] = [],
        capacities: [String: Int] = [:]
    ) {
        self.tokens = tokens
        self.readOnlyTokens = readOnlyTokens
        self.pace = pace
        self.seed = seed
        self.latencyMilliseconds = latencyMilliseconds
        self.requestsPerHour = requestsPerHour
        self.limits = limits
        self.faults = faults
        self.capacities = capacities
    }
}
