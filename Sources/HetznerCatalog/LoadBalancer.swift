import ResourceModel

extension ResourceType {
    static let loadBalancer = ResourceType(
        .loadBalancer,
        section: "load_balancers",
        "Takes connections and spreads them over its targets.",
        attributes: [
            .name(.text(1...128)),
            .labels,
            Attribute(
                "load_balancer_type",
                "How much it can take.",
                .offering(.loadBalancerType),
                .required,
                update: .action("change_type", .object([("load_balancer_type", .value)])),
                observedAt: "load_balancer_type.name",
                capacities: [
                    CapacityRule(figure: "max_services", of: "services"),
                    CapacityRule(figure: "max_targets", of: "targets"),
                    CapacityRule(figure: "max_assigned_certificates", of: "services", "http", "certificates"),
                ],
                charge: .named(.loadBalancerType, at: "location")
            ),
            .balancerLocation,
            Attribute(
                "network_zone",
                "The zone of a location that the API chooses, instead of a `location`.",
                .offering(.networkZone),
                update: .replace,
                observedAt: "location.network_zone"
            ),
            Attribute(
                "algorithm",
                "How it chooses among its targets.",
                .object([.part("type", "The rule.", .oneOf(["round_robin", "least_connections"]), .required)]),
                update: .action("change_algorithm", .value),
                reset: ["type": "round_robin"]
            ),
            .balancerPublicNet,
            .balancerNetwork,
            Attribute(
                "public_interface",
                "Whether it can be reached from the internet.",
                .boolean,
                creation: .afterwards,
                update: .pair(
                    set: [.action("enable_public_interface")],
                    clear: [.action("disable_public_interface")],
                    clearsFirst: false
                ),
                observedAt: "public_net.enabled",
                reset: true,
                after: ["network"]
            ),
            .balancerServices,
            .balancerTargets,
            .reverseDNS(at: [.init("public_net.ipv4"), .init("public_net.ipv6")]),
            .deleteProtection,
        ],
        outputs: [
            Output("ipv4", "Its public IPv4 address.", "public_net.ipv4.ip", ownAddress: .publicAddress),
            Output("ipv6", "Its public IPv6 address.", "public_net.ipv6.ip", ownAddress: .publicAddress),
            .firstPrivateAddress(writtenIn: "network"),
            .privateAddresses(writtenIn: "network"),
        ],
        createdWithOneOf: [["network_zone", "location"]],
        isSerialized: true,
        constraints: Constraint.ofLoadBalancers,
        deletionImpacts: [.ipChange, .downtime],
        replacementImpacts: [.ipChange],
        health: HealthReport(
            of: .server,
            list: "targets",
            id: ["server", "id"],
            states: "health_status",
            state: "status",
            healthy: "healthy"
        ),
        example: """
            servers:
              web: { server_type: cx23, image: debian-12, location: fsn1 }
            load_balancers:
              front:
                load_balancer_type: lb11
                location: fsn1
                services: [{ protocol: tcp, listen_port: 80, destination_port: 8080 }]
                targets: [{ type: server, server: web }]
            """
    )
}

extension Attribute {
    fileprivate static let balancerLocation: Attribute = {
        var attribute = Attribute(
            "location",
            "Where it is.",
            .offering(.location),
            .setting("location"),
            update: .replace,
            observedAt: "location.name",
            takesAlternatives: true
        )
        attribute.yieldsTo = "network_zone"
        return attribute
    }()

    fileprivate static let balancerNetwork = Attribute(
        "network",
        "The private network that it is attached to.",
        .object([
            .part(
                "network",
                "The network.",
                .reference(ReferenceKind(.network, needs: ["ip_range", "subnets"], locksTarget: .changes)),
                .required
            ),
            .part(
                "ip",
                "Its address there; a free one by default.",
                .string(.ip(.ipv4)),
                claim: .within("network", isPicked: true)
            ),
            .addressRange,
        ]),
        creation: .afterwards,
        update: .pair(
            set: [.action("attach_to_network", .value, title: "attach to network")],
            clear: [
                .action(
                    "detach_from_network",
                    .object([("network", .part("network"))]),
                    title: "detach from network"
                )
            ],
            clearsFirst: true
        ),
        observedAt: .firstEntry("private_net"),
        reset: .null,
        impacts: [ImpactRule(.downtime, .cleared), ImpactRule(.ipChange, .cleared)]
    )

    fileprivate static let balancerPublicNet = Attribute(
        "public_net",
        "The Primary IPs that it uses as long as it lives, instead of ones that come and go with it.",
        .object(
            [("ipv4", "IPv4"), ("ipv6", "IPv6")].map { name, shown in
                .part(
                    AttributeName(name),
                    "The Primary \(shown).",
                    .reference(ReferenceKind(.primaryIP, locksTarget: .changesAndCreation)),
                    observedAt: .path(ObservationPath("\(name).id")),
                    reset: .null,
                    claim: .target
                )
            }
        ),
        update: .replace,
        reset: .null
    )

    fileprivate static let balancerServices = Attribute(
        "services",
        "What it listens to.",
        .elements(
            ElementSet(
                "service",
                key: ["listen_port"],
                limit: 50,
                [
                    .part("protocol", "How it speaks.", .oneOf(["tcp", "http", "https"]), .required),
                    .part("listen_port", "The port that it listens to.", .integer(1...65_535), .required),
                    .part("destination_port", "The port of the targets.", .integer(1...65_535), .required),
                    .part(
                        "proxyprotocol",
                        "Whether targets are told the client's address.",
                        .boolean,
                        reset: false
                    ),
                    .part("http", "For http and https.", .object(http)),
                    healthCheckOfService,
                ]
            )
        ),
        creation: .bodyWhenKnown(.value),
        update: .elements(
            add: .action("add_service", .value, title: "add service"),
            remove: .action(
                "delete_service",
                .object([("listen_port", .part("listen_port"))]),
                title: "delete service"
            ),
            change: .whole(.action("update_service", .value, title: "update service")),
            undeclared: .removed
        ),
        observedAt: .elements([.init("services[]")]),
        reset: .list([])
    )

    private static let http: [Attribute] = [
        .part("sticky_sessions", "Whether a client stays with its target.", .boolean, reset: false),
        .part("cookie_name", "The cookie for that.", .string(.text(1...4_096)), reset: "HCLBSTICKY"),
        .part("cookie_lifetime", "Its lifetime in seconds.", .integer(1...34_560_000), reset: 300),
        .part("redirect_http", "Whether port 80 leads here; for https.", .boolean, reset: false),
        .part("timeout_idle", "Seconds until an idle connection ends.", .integer(30...300), reset: 50),
        .part(
            "certificates",
            "For https.",
            .list(.reference(.certificate), order: .irrelevant, limit: 50)
        ),
    ]

    /// Where nothing is written the API asks the port of the targets.
    private static let healthCheckOfService: Attribute = {
        var attribute = Attribute.part(
            "health_check",
            "How it finds out whether a target can serve.",
            .object(healthCheck)
        )
        attribute.usual = .object([
            "protocol": .value("tcp"), "port": .sibling("destination_port"), "interval": .value(15),
            "timeout": .value(10), "retries": .value(3),
        ])
        return attribute
    }()

    private static let healthCheck: [Attribute] = [
        .part("protocol", "How it asks.", .oneOf(["tcp", "http"]), .required),
        .part("port", "The port that it asks.", .integer(1...65_535), .required),
        .part("interval", "Seconds between two questions; 15 at first.", .integer(3...60), reset: 15),
        .part("timeout", "Seconds before a check counts as failed; 10 at first.", .integer(1...60), reset: 10),
        .part("retries", "Failures until the target is out; 3 at first.", .integer(1...5), reset: 3),
        .part("http", "What it asks for.", .object(healthCheckOverHTTP)),
    ]

    private static let healthCheckOverHTTP: [Attribute] = {
        var parts: [Attribute] = [
            .part("domain", "The host.", .string(.host(0...255))),
            .part("path", "The path.", .string(.ruled(.requestPath))),
            .part("response", "What the answer has to begin with.", .string(.text(0...255))),
            .part(
                "status_codes",
                "Answers that count: `2??`.",
                .list(.string(.ruled(.statusCode)), order: .irrelevant, limit: 20)
            ),
            .part("tls", "Whether it asks over TLS.", .boolean),
        ]
        // https://docs.hetzner.cloud/reference/cloud#load-balancer-actions-add-service
        let usual: [AttributeName: Value] = ["path": "/", "status_codes": ["2??", "3??"], "tls": false]
        for index in parts.indices { parts[index].usual = usual[parts[index].name].map(UsualValue.value) }
        return parts
    }()

    fileprivate static let balancerTargets = Attribute(
        "targets",
        "Where the connections go.",
        .elements(
            ElementSet(
                "target",
                key: ["type", "server", "label_selector", "ip"],
                separator: " ",
                limit: 150,
                [
                    .part("type", "What the target is.", .oneOf(["server", "label_selector", "ip"]), .required),
                    .part(
                        "server",
                        "A server.",
                        .reference(ReferenceKind(.server, needs: ["networks", "public_net"], staggersWindows: true)),
                        observedAt: "server.id"
                    ),
                    .part(
                        "label_selector",
                        "Every server with such labels.",
                        .string(.labelSelector(LabelSelection(of: .server, staggersWindows: true))),
                        observedAt: "label_selector.selector"
                    ),
                    .part("ip", "An address of a dedicated server.", .string(.ip(.any)), observedAt: "ip.ip"),
                    .part(
                        "use_private_ip",
                        "Whether it is reached over the private network.",
                        .boolean,
                        reset: false
                    ),
                ]
            )
        ),
        creation: .afterwards,
        update: .elements(
            add: .action("add_target", target(usesPrivateIP: true), title: "add target"),
            remove: .action("remove_target", target(usesPrivateIP: false), title: "remove target"),
            change: .none,
            undeclared: .removed
        ),
        observedAt: .elements([.init("targets[]")]),
        reset: .list([]),
        after: ["network", "public_interface"],
        footing: [
            .own("network", where: "use_private_ip"),
            .target("server", has: "public_net", parts: ["ipv4", "enable_ipv4"], unless: "use_private_ip"),
        ],
        addsFirst: true
    )

    private static func target(usesPrivateIP: Bool) -> BodyTemplate {
        let identity: [(String, BodyTemplate)] = [
            ("type", .part("type")),
            ("server", .objectIfAny([("id", .part("server"))])),
            ("label_selector", .objectIfAny([("selector", .part("label_selector"))])),
            ("ip", .objectIfAny([("ip", .part("ip"))])),
        ]
        return .object(usesPrivateIP ? identity + [("use_private_ip", .part("use_private_ip"))] : identity)
    }
}
