/// The table of changes that the plan promises: what is changed, and the file before and after.
struct ChangeRow: Sendable {
    let title: String
    let before: String
    let after: String
    /// A change that is refused when the plan is made.
    var isRefused = false

    init(_ title: String, _ before: String, _ after: String, isRefused: Bool = false) {
        self.title = title
        self.before = before
        self.after = after
        self.isRefused = isRefused
    }

    /// A server `web` alone, with other lines before and after, beside resources that do not change.
    static func server(
        _ title: String,
        _ before: String,
        _ after: String,
        with others: String = "",
        basis: String = "server_type: cx23, image: debian-12"
    ) -> ChangeRow {
        func file(_ lines: String) -> String {
            "\(others)servers:\n  web: { \([basis, lines].filter { !$0.isEmpty }.joined(separator: ", ")) }\n"
        }
        return ChangeRow(title, file(before), file(after))
    }

    /// One resource of another section.
    static func one(
        _ title: String,
        _ address: String,
        _ before: String,
        _ after: String,
        with others: String = "",
        isRefused: Bool = false
    ) -> ChangeRow {
        let parts = address.split(separator: ".")
        func file(_ lines: String) -> String { "\(others)\(parts[0]):\n  \(parts[1]): { \(lines) }\n" }
        return ChangeRow(title, file(before), file(after), isRefused: isRefused)
    }
}

extension ChangeRow {
    private static let network = """
        networks:
          net:
            ip_range: 10.0.0.0/16
            subnets: [{ type: cloud, network_zone: eu-central, ip_range: 10.0.1.0/24 }]

        """
    private static func servers(_ names: String...) -> String {
        "servers: { \(names.map { "\($0): { server_type: cx23, image: debian-12 }" }.joined(separator: ", ")) }\n"
    }

    private static let web = "servers: { web: { server_type: cx23, image: debian-12 } }\n"
    private static let balancer = "load_balancer_type: lb11"
    private static let key =
        "public_key: ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIGVKQLcUZ4GZ4R0e2GmNxwm3m8k3BvI3c3lqsmSMX1zG a"
    private static let otherKey =
        "public_key: ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIHVKQLcUZ4GZ4R0e2GmNxwm3m8k3BvI3c3lqsmSMX1zG a"

    private static func ports(_ numbers: ClosedRange<Int>) -> String {
        ", services: [\(numbers.map { "{ protocol: tcp, listen_port: \($0), destination_port: 80 }" }.joined(separator: ", "))]"
    }

    static let servers: [ChangeRow] = [
        .server("server: name", "name: old", "name: new"),
        .server("server: labels", "labels: { a: b }", "labels: { a: c }"),
        .server("server: backups on", "", "backups: true"),
        .server(
            "server: rDNS",
            "dns_ptr: [{ ip: ipv4, dns_ptr: a.example }]",
            "dns_ptr: [{ ip: ipv4, dns_ptr: b.example }]"
        ),
        .server("server: protection", "", "protection: { delete: true }"),
        .server("server: firewalls", "", "firewalls: [f]", with: "firewalls: { f: {} }\n"),
        .server(
            "server: another firewall, which comes before the old one goes",
            "firewalls: [f]",
            "firewalls: [g]",
            with: "firewalls: { f: {}, g: {} }\n"
        ),
        .server(
            "server: another firewall where there is no room for both",
            "firewalls: [a, b, c, d, e]",
            "firewalls: [a, b, c, d, f]",
            with: "firewalls: { a: {}, b: {}, c: {}, d: {}, e: {}, f: {} }\n"
        ),
        .server("server: networks", "", "networks: [{ network: net, ip: 10.0.1.5 }]", with: network),
        .server(
            "server: alias IPs",
            "networks: [{ network: net, ip: 10.0.1.5 }]",
            "networks: [{ network: net, ip: 10.0.1.5, alias_ips: [10.0.1.6] }]",
            with: network
        ),
        .server("server: backups off", "backups: true", "backups: false"),
        .server("server_type", "server_type: cx23", "server_type: cx33", basis: "image: debian-12"),
        .server(
            "server_type with upgrade_disk",
            "server_type: cx23",
            "server_type: cx33, upgrade_disk: true",
            basis: "image: debian-12"
        ),
        .server("placement group", "", "placement_group: g", with: "placement_groups: { g: { type: spread } }\n"),
        .server(
            "placement group and server type, each of which starts the server",
            "server_type: cx23",
            "server_type: cx33, placement_group: g",
            with: "placement_groups: { g: { type: spread } }\n",
            basis: "image: debian-12"
        ),
        .server("Primary IP", "", "public_net: { ipv4: p }", with: "primary_ips: { p: { type: ipv4 } }\n"),
        .server("public_net off", "", "public_net: { enable_ipv4: false }"),
        .server(
            "public_net off, and the name of the address",
            "dns_ptr: [{ ip: ipv4, dns_ptr: a.example }]",
            "public_net: { enable_ipv4: false }"
        ),
        .server(
            "public_net on, and the name of the address",
            "public_net: { enable_ipv4: false }",
            "dns_ptr: [{ ip: ipv4, dns_ptr: a.example }]"
        ),
        .server(
            "another IPv4 address of the same name",
            "dns_ptr: [{ ip: ipv4, dns_ptr: a.example }]",
            "dns_ptr: [{ ip: ipv4, dns_ptr: a.example }], public_net: { ipv4: p }",
            with: "primary_ips: { p: { type: ipv4 } }\n"
        ),
        .server("public_net on", "public_net: { enable_ipv4: false }", "public_net: { enable_ipv4: true }"),
        .server(
            "public_net on, and a firewall that guards it from the start",
            "public_net: { enable_ipv4: false, enable_ipv6: false }, networks: [{ network: net }]",
            "networks: [{ network: net }], firewalls: [f]",
            with: network + "firewalls: { f: {} }\n"
        ),
        .server(
            "type and Primary IP in one window",
            "server_type: cx23",
            "server_type: cx33, public_net: { ipv4: p }",
            with: "primary_ips: { p: { type: ipv4 } }\n",
            basis: "image: debian-12"
        ),
        .server("image (replace)", "image: debian-12", "image: debian-13", basis: "server_type: cx23"),
        .server(
            "image (rebuild)",
            "image: debian-12",
            "image: debian-13, on_change: { image: rebuild }",
            basis: "server_type: cx23"
        ),
        .server(
            "image (rebuild) of a protected server",
            "image: debian-12, protection: { delete: true }",
            "image: debian-13, protection: { delete: true }, on_change: { image: rebuild }",
            basis: "server_type: cx23"
        ),
        .server("user_data (ignore)", "user_data: a", "user_data: b"),
        .server("user_data (rebuild)", "user_data: a", "user_data: b, on_change: { user_data: rebuild }"),
        .server(
            "image and user_data (one rebuild)",
            "image: debian-12, user_data: a",
            "image: debian-13, user_data: b, on_change: { image: rebuild, user_data: rebuild }",
            basis: "server_type: cx23"
        ),
        .server(
            "image (rebuild) and type: off once",
            "server_type: cx23, image: debian-12",
            "server_type: cx33, image: debian-13, on_change: { image: rebuild }",
            basis: ""
        ),
        .server(
            "image (rebuild) of a server that is off",
            "image: debian-12, power: off",
            "image: debian-13, power: off, on_change: { image: rebuild }",
            basis: "server_type: cx23"
        ),
        .server(
            "ssh_keys (replace)",
            "ssh_keys: []",
            "ssh_keys: [k], on_change: { ssh_keys: replace }",
            with: "ssh_keys: { k: { \(key) } }\n"
        ),
        .server(
            "server: parts that are ignored",
            "labels: { a: b }",
            "labels: { a: c }, public_net: { enable_ipv6: false }, protection: { delete: true }, "
                + "lifecycle: { ignore_changes: [labels.a, public_net.enable_ipv6, protection.delete] }"
        ),
        .server("server location", "location: fsn1", "location: nbg1"),
    ]

    static let others: [ChangeRow] = [
        .one("volume size up", "volumes.v", "size: 10", "size: 20"),
        .one("volume server", "volumes.v", "size: 10", "size: 10, server: web", with: web),
        .one(
            "volume to another server",
            "volumes.v",
            "size: 10, server: web",
            "size: 10, server: other",
            with:
                "servers: { web: { server_type: cx23, image: debian-12 }, other: { server_type: cx23, image: debian-12 } }\n"
        ),
        .one("volume from its server", "volumes.v", "size: 10, server: web", "size: 10, location: fsn1", with: web),
        .one("volume size down", "volumes.v", "size: 20", "size: 10", isRefused: true),
        .one("volume location", "volumes.v", "size: 10, location: fsn1", "size: 10, location: nbg1", isRefused: true),
        .one("volume format", "volumes.v", "size: 10, format: ext4", "size: 10, format: xfs", isRefused: true),
        .one(
            "volume size down with replace_on",
            "volumes.v",
            "size: 20",
            "size: 10, lifecycle: { replace_on: [size] }"
        ),
        .one("network ip_range extended", "networks.n", "ip_range: 10.0.0.0/16", "ip_range: 10.0.0.0/12"),
        ChangeRow(
            "network ip_range otherwise, with a member",
            "networks: { net: { ip_range: 10.0.0.0/16, subnets: [{ type: cloud, network_zone: eu-central, ip_range: 10.0.1.0/24 }] } }\n"
                + "servers: { web: { server_type: cx23, image: debian-12, networks: [{ network: net }] } }\n",
            "networks: { net: { ip_range: 10.1.0.0/16, subnets: [{ type: cloud, network_zone: eu-central, ip_range: 10.1.1.0/24 }] } }\n"
                + "servers: { web: { server_type: cx23, image: debian-12, networks: [{ network: net }] } }\n"
        ),
        ChangeRow(
            "subnet and route",
            "networks: { net: { ip_range: 10.0.0.0/16, subnets: [{ type: cloud, network_zone: eu-central, ip_range: 10.0.1.0/24 }], "
                + "routes: [{ destination: 10.9.0.0/24, gateway: 10.0.1.9 }] } }\n",
            "networks: { net: { ip_range: 10.0.0.0/16, subnets: [{ type: cloud, network_zone: eu-central, ip_range: 10.0.2.0/24 }], "
                + "routes: [{ destination: 10.9.0.0/24, gateway: 10.0.2.9 }] } }\n"
        ),
        .one("load balancer type", "load_balancers.l", "load_balancer_type: lb11", "load_balancer_type: lb21"),
        .one(
            "load balancer algorithm",
            "load_balancers.l",
            balancer,
            "\(balancer), algorithm: { type: least_connections }"
        ),
        .one(
            "load balancer services",
            "load_balancers.l",
            "\(balancer), services: [{ protocol: tcp, listen_port: 80, destination_port: 80 }]",
            "\(balancer), services: [{ protocol: tcp, listen_port: 80, destination_port: 81 }]"
        ),
        .one(
            "a part of a load balancer's service that is not in the file any more",
            "load_balancers.l",
            "\(balancer), services: [{ protocol: http, listen_port: 80, destination_port: 80, http: { cookie_name: X } }]",
            "\(balancer), services: [{ protocol: http, listen_port: 80, destination_port: 80 }]"
        ),
        .one(
            "labels of a set of records, of which one goes",
            "zones.z",
            "name: shop.example, rrsets: [{ name: www, type: A, records: [192.0.2.1], labels: { a: b, c: d } }]",
            "name: shop.example, rrsets: [{ name: www, type: A, records: [192.0.2.1], labels: { a: b } }]"
        ),
        .one(
            "what a zone's own nameservers had",
            "zones.z",
            "name: shop.example, rrsets: [{ name: '@', type: NS, ttl: 300, records: [ns1.other.example.], labels: { a: b } }]",
            "name: shop.example"
        ),
        .one(
            "labels of a network that replace_on names",
            "networks.n",
            "ip_range: 10.0.0.0/16, labels: { a: b }",
            "ip_range: 10.0.0.0/16, labels: { a: c }, lifecycle: { replace_on: [labels] }"
        ),
        ChangeRow(
            "what a server lets go of, and what is forgotten",
            """
            networks:
              n: { ip_range: 10.0.0.0/16, subnets: [{ type: cloud, network_zone: eu-central, ip_range: 10.0.1.0/24 }] }
            firewalls: { f: {} }
            servers: { web: { server_type: cx23, image: debian-12, firewalls: [f], networks: [{ network: n }] } }

            """,
            """
            servers: { web: { server_type: cx23, image: debian-12 } }
            removed: [{ from: networks.n }, { from: firewalls.f }]

            """
        ),
        .one(
            "load balancer listen_port",
            "load_balancers.l",
            "\(balancer), services: [{ protocol: tcp, listen_port: 80, destination_port: 80 }]",
            "\(balancer), services: [{ protocol: tcp, listen_port: 81, destination_port: 80 }]"
        ),
        .one(
            "load balancer targets",
            "load_balancers.l",
            balancer,
            "\(balancer), targets: [{ type: server, server: web }]",
            with: web
        ),
        .one(
            "load balancer network",
            "load_balancers.l",
            balancer,
            "\(balancer), network: { network: net }",
            with: network
        ),
        .one(
            "load balancer public interface",
            "load_balancers.l",
            "\(balancer), network: { network: net }",
            "\(balancer), network: { network: net }, public_interface: false",
            with: network
        ),
        .one("load balancer location", "load_balancers.l", balancer, "\(balancer), location: nbg1"),
        .one("floating IP server", "floating_ips.f", "type: ipv4", "type: ipv4, server: web", with: web),
        .one(
            "floating IP from server to server",
            "floating_ips.f",
            "type: ipv4, server: a",
            "type: ipv4, server: b",
            with: servers("a", "b")
        ),
        ChangeRow(
            "floating IP from a server that goes",
            "floating_ips: { f: { type: ipv4, home_location: fsn1, server: a } }\n" + servers("a"),
            "floating_ips: { f: { type: ipv4, home_location: fsn1, server: b } }\n" + servers("b")
        ),
        ChangeRow(
            "a zone with a protected set goes",
            "zones: { z: { name: shop.example, rrsets: [{ name: www, type: A, records: [203.0.113.1], "
                + "protection: { change: true } }] } }\n",
            ""
        ),
        .one(
            "floating IP rDNS and description",
            "floating_ips.f",
            "type: ipv4",
            "type: ipv4, description: new, dns_ptr: [{ ip: ipv4, dns_ptr: f.example }]"
        ),
        .one("ssh_key public_key", "ssh_keys.k", key, otherKey),
        .one(
            "ssh_key public_key that a server got",
            "ssh_keys.k",
            key,
            otherKey,
            with: "servers: { web: { server_type: cx23, image: debian-12, ssh_keys: [k] } }\n"
        ),
        ChangeRow(
            "certificate domains, in a service",
            certificate("shop.example"),
            certificate("shop.example, www.shop.example")
        ),
        .one("zone ttl", "zones.z", "name: shop.example, ttl: 300", "name: shop.example, ttl: 600"),
        .one(
            "rrset values and ttl",
            "zones.z",
            "name: shop.example, rrsets: [{ name: www, type: A, records: [203.0.113.1] }]",
            "name: shop.example, rrsets: [{ name: www, type: A, ttl: 60, records: [203.0.113.2] }]"
        ),
        .one("zone name", "zones.z", "name: shop.example", "name: store.example"),
        .one(
            "a larger load balancer with more services than the smaller one takes",
            "load_balancers.l",
            balancer + ports(1...4),
            "load_balancer_type: lb21" + ports(1...6)
        ),
        .one(
            "a smaller load balancer with fewer services than there were",
            "load_balancers.l",
            "load_balancer_type: lb21" + ports(1...6),
            balancer + ports(4...7)
        ),
        .one(
            "storage box type, settings, plan and password",
            "storage_boxes.b",
            "storage_box_type: bx11, password: Aa1!aaaaaaaaaa",
            "storage_box_type: bx21, password: Aa1!bbbbbbbbbb, access_settings: { ssh_enabled: true }, "
                + "snapshot_plan: { max_snapshots: 5, hour: 3, minute: 0 }"
        ),
        .one(
            "storage box location",
            "storage_boxes.b",
            "storage_box_type: bx11, password: Aa1!aaaaaaaaaa",
            "storage_box_type: bx11, password: Aa1!aaaaaaaaaa, location: hel1"
        ),
    ]

    /// Servers that stand in for each other go off one after the other, and others at once.
    static let windows: [ChangeRow] = [
        ChangeRow("two servers that have nothing to do with each other", pair("cx23"), pair("cx33")),
        ChangeRow(
            "two servers of a placement group",
            "placement_groups: { g: { type: spread } }\n" + pair("cx23, placement_group: g"),
            "placement_groups: { g: { type: spread } }\n" + pair("cx33, placement_group: g")
        ),
        ChangeRow(
            "another target of a load balancer, which is there before the old one goes",
            target("a") + pair("cx23"),
            target("b") + pair("cx23")
        ),
        ChangeRow(
            "a target of a load balancer that is replaced, the new one first",
            target("a") + "servers: { a: { image: debian-12, server_type: cx23 } }\n",
            target("a")
                + "servers: { a: { image: debian-13, server_type: cx23, lifecycle: { create_before_destroy: true } } }\n"
        ),
        ChangeRow(
            "a target of a load balancer that is shut down before it is replaced, the new one first",
            target("a") + "servers: { a: { image: debian-12, server_type: cx23, shutdown_before_deletion: true } }\n",
            target("a") + """
                servers:
                  a:
                    image: debian-13
                    server_type: cx23
                    shutdown_before_deletion: true
                    lifecycle: { create_before_destroy: true }

                """
        ),
        ChangeRow(
            "two targets of a load balancer that are shut down before they are replaced",
            targets + pair("cx23, shutdown_before_deletion: true"),
            targets + pair("cx23, shutdown_before_deletion: true", image: "debian-13")
        ),
        ChangeRow(
            "a target of a load balancer that is shut down before it goes",
            targets + pair("cx23, shutdown_before_deletion: true"),
            target("a") + "servers: { a: { image: debian-12, server_type: cx23, shutdown_before_deletion: true } }\n"
        ),
        ChangeRow(
            "two servers of a placement group that are rebuilt",
            "placement_groups: { g: { type: spread } }\n" + pair("cx23, placement_group: g, user_data: a"),
            "placement_groups: { g: { type: spread } }\n"
                + pair("cx23, placement_group: g, user_data: b, on_change: { user_data: rebuild }")
        ),
        ChangeRow("two targets of a load balancer", targets + pair("cx23"), targets + pair("cx33")),
        ChangeRow(
            "two targets of a load balancer that are replaced",
            targets + pair("cx23"),
            targets + pair("cx23", image: "debian-13")
        ),
        ChangeRow(
            "a server of a placement group that is replaced, and another one that comes",
            "placement_groups: { g: { type: spread } }\nservers: { b: \(grouped("debian-12")) }\n",
            "placement_groups: { g: { type: spread } }\nservers: { a: \(grouped("debian-12")), b: \(grouped("debian-13")) }\n"
        ),
        ChangeRow(
            "two targets of a load balancer that get other addresses",
            "primary_ips: { p: { type: ipv4 }, q: { type: ipv4 } }\n" + targets
                + "servers: { a: { image: debian-12, server_type: cx23 }, b: { image: debian-12, server_type: cx23 } }\n",
            "primary_ips: { p: { type: ipv4 }, q: { type: ipv4 } }\n" + targets + """
                servers:
                  a: { image: debian-12, server_type: cx23, public_net: { ipv4: p } }
                  b: { image: debian-12, server_type: cx23, public_net: { ipv4: q } }

                """
        ),
        ChangeRow(
            "two servers that a load balancer finds by their labels, and one that it does not",
            selecting + pair("cx23, labels: { role: web }") + third("cx23"),
            selecting + pair("cx33, labels: { role: web }") + third("cx33")
        ),
        ChangeRow(
            "two servers of a placement group that swap their addresses",
            swapping(["p", "q"]),
            swapping(["q", "p"])
        ),
    ]

    private static let targets = """
        load_balancers:
          l:
            load_balancer_type: lb11
            targets: [{ type: server, server: a }, { type: server, server: b }]

        """

    private static func target(_ server: String) -> String {
        "load_balancers:\n  l: { load_balancer_type: lb11, targets: [{ type: server, server: \(server) }] }\n"
    }

    private static let selecting = """
        load_balancers:
          l:
            load_balancer_type: lb11
            targets: [{ type: label_selector, label_selector: "role in (web, api)" }]

        """

    private static func third(_ type: String) -> String {
        "  c: { image: debian-12, server_type: \(type), labels: { role: db } }\n"
    }

    private static func grouped(_ image: String) -> String {
        "{ image: \(image), server_type: cx23, placement_group: g }"
    }

    private static func pair(_ type: String, image: String = "debian-12") -> String {
        """
        servers:
          a: { image: \(image), server_type: \(type) }
          b: { image: \(image), server_type: \(type) }

        """
    }

    private static func swapping(_ addresses: [String]) -> String {
        """
        placement_groups: { g: { type: spread } }
        primary_ips: { p: { type: ipv4 }, q: { type: ipv4 } }
        servers:
          a: { image: debian-12, server_type: cx23, placement_group: g, public_net: { ipv4: \(addresses[0]) } }
          b: { image: debian-12, server_type: cx23, placement_group: g, public_net: { ipv4: \(addresses[1]) } }

        """
    }

    private static func certificate(_ names: String) -> String {
        """
        zones: { z: { name: shop.example } }
        certificates: { c: { type: managed, domain_names: [\(names)], depends_on: [zones.z] } }
        load_balancers:
          l:
            load_balancer_type: lb11
            services: [{ protocol: https, listen_port: 443, destination_port: 80, http: { certificates: [c] } }]

        """
    }
}
