/// What has to be there before something else, and what has to let go of it before it goes.
struct OrderRow: Sendable {
    /// The edge, from what needs to what is needed.
    let title: String
    let file: String

    init(_ title: String, _ file: String) {
        self.title = title
        self.file = file
    }
}

extension OrderRow {
    private static let key = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIGVKQLcUZ4GZ4R0e2GmNxwm3m8k3BvI3c3lqsmSMX1zG a"
    private static let net = """
        networks:
          net:
            ip_range: 10.0.0.0/16
            subnets: [{ type: cloud, network_zone: eu-central, ip_range: 10.0.1.0/24 }]

        """

    private static func web(_ lines: String = "") -> String {
        "servers: { web: { server_type: cx23, image: debian-12\(lines.isEmpty ? "" : ", \(lines)") } }\n"
    }

    /// Written with what is needed last, so that nothing comes first by being declared first.
    static let all: [OrderRow] = [
        .init("server: ssh_key", web("ssh_keys: [k]") + "ssh_keys: { k: { public_key: \(key) } }\n"),
        .init(
            "server: image (snapshot of another server)",
            """
            servers:
              copy: { server_type: cx23, image: base }
              web: { server_type: cx23, image: debian-12 }
            snapshots: { base: { server: web } }

            """
        ),
        .init("server: placement_group", web("placement_group: g") + "placement_groups: { g: { type: spread } }\n"),
        .init("server: firewall", web("firewalls: [f]") + "firewalls: { f: {} }\n"),
        .init("server: network and subnet", web("networks: [{ network: net }]") + net),
        .init(
            "server_network: server, network, subnet of the address",
            web("networks: [{ network: net, ip: 10.0.1.5 }]") + net
        ),
        .init(
            "server_network without an address: those that name theirs",
            """
            servers:
              any: { server_type: cx23, image: debian-12, networks: [{ network: net }] }
              web: { server_type: cx23, image: debian-12, networks: [{ network: net, ip: 10.0.1.2 }] }

            """ + net
        ),
        .init("server: primary_ip", web("public_net: { ipv4: p }") + "primary_ips: { p: { type: ipv4 } }\n"),
        .init("volume: server", "volumes: { v: { size: 10, server: web } }\n" + web()),
        .init("floating_ip: server", "floating_ips: { f: { type: ipv4, server: web } }\n" + web()),
        .init(
            "route: subnet",
            """
            networks:
              net:
                ip_range: 10.0.0.0/16
                routes: [{ destination: 10.100.0.0/16, gateway: 10.0.1.5 }]
                subnets: [{ type: cloud, network_zone: eu-central, ip_range: 10.0.1.0/24 }]

            """
        ),
        .init(
            "load balancer's network: network, subnet",
            "load_balancers: { l: { load_balancer_type: lb11, network: { network: net, ip: 10.0.1.9 } } }\n" + net
        ),
        .init(
            "load balancer's targets: its network, which is told by a range",
            web("networks: [net]")
                + """
                load_balancers:
                  l:
                    load_balancer_type: lb11
                    network: { network: net, ip_range: 10.0.1.0/24 }
                    targets: [{ type: server, server: web, use_private_ip: true }]

                """ + net
        ),
        .init(
            "service: certificate, and certificate: zone",
            """
            load_balancers:
              l:
                load_balancer_type: lb11
                services: [{ protocol: https, listen_port: 443, destination_port: 80, http: { certificates: [c] } }]
            certificates: { c: { type: managed, domain_names: [www.shop.example] } }
            zones: { z: { name: shop.example } }

            """
        ),
        .init(
            "target: server",
            "load_balancers: { l: { load_balancer_type: lb11, targets: [{ type: server, server: web }] } }\n" + web()
        ),
        .init(
            "private target: the networks of both",
            """
            load_balancers:
              l:
                load_balancer_type: lb11
                network: { network: net }
                targets: [{ type: server, server: web, use_private_ip: true }]

            """ + web("networks: [{ network: net, ip: 10.0.1.5 }]") + net
        ),
        .init("rDNS: server", web("dns_ptr: [{ ip: ipv4, dns_ptr: web.shop.example }]")),
        .init(
            "rrset: zone, and the address that it holds",
            "zones: { z: { name: shop.example, rrsets: [{ name: www, type: A, records: [\"${servers.web.ipv4}\"] }] } }\n"
                + web()
        ),
        .init("snapshot: server", "snapshots: { base: { server: web } }\n" + web()),
        .init(
            "storage box's subaccount and snapshot: storage_box",
            """
            storage_boxes:
              b:
                storage_box_type: bx11
                password: Correct-Horse-7-Battery
                subaccounts: [{ name: ci, home_directory: ci, password: Correct-Horse-7-Battery }]
                snapshots: [{ description: first }]

            """
        ),
        .init(
            "protection: everything else first, and taken off before all",
            web("backups: true, protection: { delete: true }")
        ),
        .init(
            "a firewall whose rule names a server that uses it",
            web("firewalls: [f]")
                + """
                firewalls:
                  f: { rules: [{ direction: in, protocol: tcp, port: "22", source_ips: ["${servers.web.ipv4}/32"] }] }

                """
        ),
        .init(
            "what only the file knows: depends_on",
            web("depends_on: [volumes.v]") + "volumes: { v: { size: 10 } }\n"
        ),
    ]
}
