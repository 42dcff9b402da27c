import ResourceModel

extension Constraint {
    /// What a load balancer needs for its targets and services.
    static let ofLoadBalancers: [Constraint] = [
        .exclusive(["location", "network_zone"]),
        .agreement("location", through: AttributePath("public_net", "ipv4")),
        .agreement("location", through: AttributePath("public_net", "ipv6")),
        .namesOfPublicAddresses,
        .addressInside("network", address: "ip", of: "network", ranges: "subnets", key: "ip_range"),
        .combination(
            in: "network",
            [.part("ip_range", is: .isPresent), .part("ip", is: .isPresent)],
            because: "an 'ip' is in one subnet alone, so 'ip_range' says nothing more"
        ),
        .reserved(.inNetwork("network", "ip", of: "network")),
        .reachesZone(.ofNetworks(in: "network")),
        .references("network", atMost: 100),
        .referencedFlag(
            in: "targets",
            by: "server",
            AttributePath("public_net", "enable_ipv4"),
            unless: "use_private_ip"
        ),
        .sharedReference(
            .init(
                "targets",
                when: "use_private_ip",
                through: "server",
                theirs: ("networks", "network"),
                own: AttributePath("network", "network")
            )
        ),
        .combination(
            in: "targets",
            [.part("use_private_ip", is: .equals(true)), .attribute("network", is: .isAbsent)],
            because: "a target that is reached over the private network needs the load balancer's 'network'"
        ),
        .combination(
            in: "targets",
            [
                .part("type", is: .differs("ip")), .part("use_private_ip", is: .differs(true)),
                .attribute("public_interface", is: .equals(false)),
            ],
            because: "without 'public_interface', targets are reached with 'use_private_ip: true' only"
        ),
        .combination(
            in: nil,
            [.attribute("public_interface", is: .equals(false)), .attribute("network", is: .isAbsent)],
            because: "a load balancer without 'public_interface' needs a 'network'"
        ),
        .elementRule(
            "targets",
            when: "type",
            isOneOf: ["server"],
            requires: ["server"],
            forbids: ["label_selector", "ip"]
        ),
        .elementRule(
            "targets",
            when: "type",
            isOneOf: ["label_selector"],
            requires: ["label_selector"],
            forbids: ["server", "ip"]
        ),
        .elementRule(
            "targets",
            when: "type",
            isOneOf: ["ip"],
            requires: ["ip"],
            forbids: ["server", "label_selector", "use_private_ip"]
        ),
        .elementRule("services", when: "protocol", isOneOf: ["tcp"], requires: [], forbids: ["http"]),
        .combination(
            in: "services",
            [.part("http", "certificates", is: .isAbsent), .part("protocol", is: .equals("https"))],
            because: "a service for https needs 'certificates' in its 'http'"
        ),
        .combination(
            in: "services",
            [.part("http", "certificates", is: .isPresent), .part("protocol", is: .equals("http"))],
            because: "certificates are for https"
        ),
        .combination(
            in: "services",
            [.part("http", "redirect_http", is: .equals(true)), .part("protocol", is: .differs("https"))],
            because: "only a service for https can have port 80 lead to it"
        ),
        .combination(
            in: "services",
            [.part("health_check", "http", is: .isPresent), .part("health_check", "protocol", is: .equals("tcp"))],
            because: "a health check over tcp asks for nothing: its 'http' is for http and https"
        ),
        .alsoTakes("services", part: "listen_port", 80, where: ["http", "redirect_http"]),
        .atMost(in: "services", ["health_check", "timeout"], ["health_check", "interval"]),
    ]
}
