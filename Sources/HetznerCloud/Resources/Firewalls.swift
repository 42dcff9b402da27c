import FoundationEssentials

/// Rules for the traffic of the servers that they are applied to.
public struct Firewall: APIResource {
    public static let names = ResourceNames(path: "firewalls", singular: "firewall")

    /// Given by Hetzner on creation.
    public let id: Identifier<Firewall>
    /// Up to 128 characters, unique among the project's firewalls; can be changed.
    public var name: String
    /// What is let through, in the order given, which has no effect; at most 50.
    public var rules: [Rule]
    /// The servers and label selectors that it is applied to.
    public var appliedTo: [Application]
    /// The time of creation, in whole seconds.
    public var created: Date
    /// All labels; an update replaces them as a whole.
    public var labels: Labels

    /// Traffic that is let through.
    ///
    /// Incoming traffic needs a rule; outgoing traffic is free as long as there is no rule for it.
    public struct Rule: APIModel {
        /// Decides which of the two lists of addresses counts.
        public var direction: Direction
        /// What the port belongs to, if there is one.
        public var networkProtocol: NetworkProtocol
        /// One port, a range such as `80-85`, or `any`; only for TCP and UDP.
        public var port: String?
        /// For incoming traffic, in CIDR notation.
        public var sourceIPs: [String]
        /// For outgoing traffic, in CIDR notation.
        public var destinationIPs: [String]
        /// Up to 255 characters for people.
        public var description: String?

        /// Which way the traffic goes, seen from the server.
        public struct Direction: OpenString {
            public let rawValue: String

            public init(rawValue: String) {
                self.rawValue = rawValue
            }

            /// From `sourceIPs` to the server.
            public static let incoming: Self = "in"
            /// From the server to `destinationIPs`.
            public static let outgoing: Self = "out"
        }

        /// The protocol of the traffic.
        public struct NetworkProtocol: OpenString {
            public let rawValue: String

            public init(rawValue: String) {
                self.rawValue = rawValue
            }

            /// Needs a port.
            public static let tcp: Self = "tcp"
            /// Needs a port.
            public static let udp: Self = "udp"
            /// Pings and error messages; has no port.
            public static let icmp: Self = "icmp"
            /// The encrypted packets of IPsec; has no port.
            public static let esp: Self = "esp"
            /// Tunnels of Generic Routing Encapsulation; has no port.
            public static let gre: Self = "gre"
        }

        /// Creates a rule for a request.
        ///
        /// `sourceIPs` are for incoming traffic and `destinationIPs` for outgoing: up to 100 networks without host
        /// bits, such as `0.0.0.0/0` and `::/0`.
        public init(
            direction: Direction,
            networkProtocol: NetworkProtocol,
            port: String? = nil,
            sourceIPs: [String] = [],
            destinationIPs: [String] = [],
            description: String? = nil
        ) {
            self.direction = direction
            self.networkProtocol = networkProtocol
            self.port = port
            self.sourceIPs = sourceIPs
            self.destinationIPs = destinationIPs
            self.description = description
        }

        public init(_ json: JSONFields) throws(ModelError) {
            direction = try json.read("direction")
            networkProtocol = try json.read("protocol")
            port = try json.read("port")
            sourceIPs = try json.read("source_ips", default: [])
            destinationIPs = try json.read("destination_ips", default: [])
            description = try json.read("description")
        }

        public var json: JSONValue {
            var object: JSONObject = ["direction": direction.json, "protocol": networkProtocol.json]
            object.add("port", port)
            object.add("source_ips", sourceIPs.nonEmpty)
            object.add("destination_ips", destinationIPs.nonEmpty)
            object.add("description", description)
            return .object(object)
        }
    }

    /// What a firewall is applied to.
    public enum Target: Hashable, Sendable, JSONEncodable {
        /// One server, which needs a public address.
        case server(Server.ID)
        /// All servers with these labels, now and later.
        case labelSelector(LabelSelector)

        public var json: JSONValue {
            switch self {
            case .server(let id): ["type": "server", "server": ["id": id.json]]
            case .labelSelector(let selector):
                ["type": "label_selector", "label_selector": ["selector": selector.description.json]]
            }
        }
    }

    /// A target, and the servers that it stands for at the moment.
    public struct Application: APIModel {
        /// `nil` for a kind of target that this library does not know.
        public var target: Target?
        /// The server itself, or those that the selector stands for at the moment.
        public var servers: [Server.ID]

        /// Creates one that a program makes up, in a test of its own.
        public init(target: Target? = nil, servers: [Server.ID] = []) {
            self.target = target
            self.servers = servers
        }

        public init(_ json: JSONFields) throws(ModelError) {
            let server: ServerReference? = try json.read("server")
            let selector: Selector? = try json.read("label_selector")
            let selected: [SelectedServer] = try json.read("applied_to_resources", default: [])
            target = server.map { .server($0.id) } ?? selector.map { .labelSelector(LabelSelector($0.selector)) }
            servers = server.map { [$0.id] } ?? selected.compactMap { $0.server?.id }
        }

        public var json: JSONValue {
            var object = target?.json.object ?? JSONObject()
            if case .labelSelector = target {
                let selected = servers.map { Target.server($0).json }
                object["applied_to_resources"] = .array(selected)
            }
            return .object(object)
        }

        private struct ServerReference: JSONModel {
            let id: Server.ID

            init(_ json: JSONFields) throws(ModelError) {
                id = try json.read("id")
            }
        }

        private struct SelectedServer: JSONModel {
            let server: ServerReference?

            init(_ json: JSONFields) throws(ModelError) {
                server = try json.read("server")
            }
        }

        private struct Selector: JSONModel {
            let selector: String

            init(_ json: JSONFields) throws(ModelError) {
                selector = try json.read("selector")
            }
        }
    }

    /// Creates one that a program makes up, in a test of its own.
    public init(
        id: Identifier<Firewall>,
        name: String,
        rules: [Rule] = [],
        appliedTo: [Application] = [],
        created: Date,
        labels: Labels = [:]
    ) {
        self.id = id
        self.name = name
        self.rules = rules
        self.appliedTo = appliedTo
        self.created = created
        self.labels = labels
    }

    public init(_ json: JSONFields) throws(ModelError) {
        id = try json.read("id")
        name = try json.read("name")
        rules = try json.read("rules")
        appliedTo = try json.read("applied_to", default: [])
        created = try json.read("created")
        labels = try json.read("labels", default: [:])
    }

    public var json: JSONValue {
        [
            "id": id.json,
            "name": name.json,
            "rules": rules.json,
            "applied_to": appliedTo.json,
            "created": created.json,
            "labels": labels.json,
        ]
    }
}

extension CloudClient {
    /// Firewalls, their rules, and what they are applied to.
    public var firewalls: FirewallsClient { FirewallsClient(client: self) }
}

/// The operations on [firewalls](https://docs.hetzner.cloud/reference/cloud#firewalls).
public struct FirewallsClient: LabelledResourceClient, DeletableResourceClient, RenamableResourceClient,
    ActingResourceClient
{
    public typealias Resource = Firewall

    public let client: CloudClient

    /// Creates a firewall and applies it to what is given.
    public func create(
        name: String,
        rules: [Firewall.Rule] = [],
        applyTo targets: [Firewall.Target] = [],
        labels: Labels? = nil
    ) async throws -> Created<Firewall> {
        var body: JSONObject = ["name": name.json]
        body.add("rules", rules.nonEmpty)
        body.add("apply_to", targets.nonEmpty)
        body.add("labels", labels)
        return try Created(try await make(body))
    }

    /// Replaces all rules.
    ///
    /// Without any, no traffic comes in.
    public func setRules(_ id: Firewall.ID, _ rules: [Firewall.Rule]) async throws -> [Action] {
        try await actions("set_rules", on: id, ["rules": rules.json])
    }

    /// Applies the firewall to more targets.
    public func apply(_ id: Firewall.ID, to targets: [Firewall.Target]) async throws -> [Action] {
        try await actions("apply_to_resources", on: id, ["apply_to": targets.json])
    }

    /// Takes the firewall from targets.
    public func remove(_ id: Firewall.ID, from targets: [Firewall.Target]) async throws -> [Action] {
        try await actions("remove_from_resources", on: id, ["remove_from": targets.json])
    }

    private func actions(_ name: String, on id: Firewall.ID, _ body: JSONObject) async throws -> [Action] {
        try await client.ask(.post, "\(path(id))/actions/\(name)", body: .object(body)).decode("actions")
    }
}
