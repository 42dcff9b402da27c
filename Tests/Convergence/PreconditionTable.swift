/// What is found out before anything is called: each condition, and a file that does not meet it.
struct PreconditionRow: Sendable {
    let title: String
    /// What an earlier apply made.
    let before: String
    /// What somebody else made since: the path and the body of each request.
    ///
    /// `@servers/web` in them is the ID of an object.
    let others: [Request]
    let file: String
    /// Where it is no error: a warning, or a note in the plan.
    let isAllowed: Bool

    struct Request: Sendable {
        let path: String
        let body: String
    }

    init(
        _ title: String,
        before: String = "",
        others: [Request] = [],
        isAllowed: Bool = false,
        _ file: String
    ) {
        self.title = title
        self.before = before
        self.others = others
        self.isAllowed = isAllowed
        self.file = file
    }
}

extension PreconditionRow {
    private static let net = """
        networks:
          net:
            ip_range: 10.0.0.0/16
            subnets: [{ type: cloud, network_zone: eu-central, ip_range: 10.0.1.0/24 }]

        """
    private static let web = "servers: { web: { server_type: cx23, image: debian-12 } }\n"

    private static func servers(_ entries: String...) -> String {
        "servers:\n" + entries.map { "  \($0)\n" }.joined()
    }

    private static func attached(_ attachment: String) -> String {
        net + servers("web: { server_type: cx23, image: debian-12, networks: [{ network: net, \(attachment) }] }")
    }

    private static let finder = """
        load_balancers:
          l: { load_balancer_type: lb11, targets: [{ type: label_selector, label_selector: r=w }] }

        """

    private static func group(_ image: String) -> String {
        """
        placement_groups: { g: { type: spread } }
        servers:
          a:
            count: 6
            server_type: cx23
            image: \(image)
            placement_group: g
            lifecycle: { create_before_destroy: true }

        """
    }

    private static func targets(_ numbers: ClosedRange<Int>) -> String {
        "load_balancers:\n  lb:\n    load_balancer_type: lb11\n    targets:\n"
            + numbers.map { "      - { type: ip, ip: 198.51.100.\($0) }\n" }.joined()
    }

    private static func stranger(_ name: String) -> Request {
        Request(
            path: "servers",
            body: #"{"name": "\#(name)", "server_type": "cx23", "image": "debian-12", "location": "fsn1"}"#
        )
    }

    static let all: [PreconditionRow] = offerings + addresses + limits + names

    private static let offerings: [PreconditionRow] = [
        .init("the type exists", servers("web: { server_type: cx24, image: debian-12 }")),
        .init(
            "the type is available in that location",
            servers("web: { server_type: cax11, image: debian-12, location: ash }")
        ),
        .init(
            "one of several types is available in one of several locations",
            servers("web: { server_type: [cax11, cax21], image: debian-12, location: [ash, sin] }")
        ),
        .init("the type is not deprecated", servers("web: { server_type: cx22, image: debian-12 }")),
        .init(
            "image and type are for the same architecture",
            servers("web: { server_type: cax11, image: docker-ce }")
        ),
        .init(
            "a server's disk does not shrink",
            before: servers("web: { server_type: cx33, image: debian-12 }"),
            servers("web: { server_type: cx23, image: debian-12 }")
        ),
        .init(
            "a volume does not shrink",
            before: "volumes: { data: { size: 20 } }\n",
            "volumes: { data: { size: 10 } }\n"
        ),
    ]

    private static let addresses: [PreconditionRow] = [
        .init("the address is inside a subnet", attached("ip: 10.0.2.5")),
        .init(
            "the address is free in the file",
            net
                + servers(
                    "a: { server_type: cx23, image: debian-12, networks: [{ network: net, ip: 10.0.1.5 }] }",
                    "b: { server_type: cx23, image: debian-12, networks: [{ network: net, ip: 10.0.1.5 }] }"
                )
        ),
        .init(
            "the address is free in the cloud",
            before: net,
            others: [
                stranger("stranger"),
                Request(
                    path: "servers/@servers/stranger/actions/attach_to_network",
                    body: #"{"network": "@networks/net", "ip": "10.0.1.5"}"#
                ),
            ],
            attached("ip: 10.0.1.5")
        ),
        .init("the address is not reserved", attached("ip: 10.0.1.255")),
        .init(
            "subnets do not overlap",
            """
            networks:
              net:
                ip_range: 10.0.0.0/16
                subnets:
                  - { type: cloud, network_zone: eu-central, ip_range: 10.0.1.0/24 }
                  - { type: cloud, network_zone: eu-central, ip_range: 10.0.1.128/25 }

            """
        ),
        .init(
            "volume and server are in one location",
            before: "volumes: { data: { size: 10, location: nbg1 } }\n",
            web + "volumes: { data: { size: 10, location: nbg1, server: web } }\n"
        ),
        .init(
            "Primary IP and server are in one location",
            "primary_ips: { main: { type: ipv4, location: nbg1 } }\n"
                + servers("web: { server_type: cx23, image: debian-12, public_net: { ipv4: main } }")
        ),
    ]

    private static let limits: [PreconditionRow] = [
        .init(
            "a placement group has at most 10 servers",
            "placement_groups: { g: { type: spread } }\n"
                + servers("web: { count: 11, server_type: cx23, image: debian-12, placement_group: g }")
        ),
        .init(
            "a firewall has at most 50 rules",
            "firewalls:\n  f:\n    rules:\n"
                + (1...51).map {
                    "      - { direction: in, protocol: tcp, port: \"\($0)\", source_ips: [0.0.0.0/0] }\n"
                }.joined()
        ),
        .init(
            "a server has at most 5 firewalls",
            "firewalls: { f: { count: 6 } }\n" + servers("web: { server_type: cx23, image: debian-12, firewalls: [f] }")
        ),
        .init(
            "a server has at most 5 firewalls, with those that find it by its labels",
            "firewalls:\n  f: { count: 4 }\n  g: { count: 2, apply_to: [{ label_selector: role=web }] }\n"
                + servers("web: { server_type: cx23, image: debian-12, labels: { role: web }, firewalls: [f] }")
        ),
        .init(
            "a server has at most 5 firewalls, with those of others",
            before: "firewalls: { f: { count: 4 } }\n"
                + servers("web: { server_type: cx23, image: debian-12, labels: { role: db }, firewalls: [f] }"),
            others: [
                Request(path: "firewalls", body: #"{"name": "manual", "rules": []}"#),
                Request(
                    path: "firewalls/@firewalls/manual/actions/apply_to_resources",
                    body: #"{"apply_to": [{"type": "server", "server": {"id": "@servers/web"}}]}"#
                ),
                Request(
                    path: "firewalls",
                    body: """
                        {"name": "selecting", "rules": [],
                         "apply_to": [{"type": "label_selector", "label_selector": {"selector": "role=web"}}]}
                        """
                ),
            ],
            "firewalls: { f: { count: 4 } }\n"
                + servers("web: { server_type: cx23, image: debian-12, labels: { role: web }, firewalls: [f] }")
        ),
        .init(
            "a network has at most 100 members",
            net + servers("web: { count: 100, server_type: cx23, image: debian-12, networks: [{ network: net }] }")
                + "load_balancers: { lb: { load_balancer_type: lb11, network: { network: net } } }\n"
        ),
        .init(
            "a network has at most 100 members, with those of others",
            before: net,
            others: [
                stranger("stranger"),
                Request(
                    path: "servers/@servers/stranger/actions/attach_to_network",
                    body: #"{"network": "@networks/net"}"#
                ),
            ],
            net + servers("web: { count: 100, server_type: cx23, image: debian-12, networks: [{ network: net }] }")
        ),
        .init(
            "a placement group has room for the new servers besides the old ones",
            before: group("debian-12"),
            group("debian-13")
        ),
        .init(
            "a storage box's type takes so many snapshots",
            "storage_boxes:\n  b:\n    storage_box_type: bx11\n    password: Correct-Horse-7\n    snapshots:\n"
                + (1...11).map { "      - { description: s\($0) }\n" }.joined()
                + "    snapshot_plan: { max_snapshots: 50, hour: 1, minute: 0 }\n"
        ),
        .init(
            "passwords, directories and descriptions have the form that the API takes",
            """
            storage_boxes:
              b:
                storage_box_type: bx11
                password: alllowercaseletters
                snapshots: [{ description: ümlaut }]
                subaccounts: [{ name: ci, home_directory: "a*b", password: Correct-Horse-7 }]

            """
        ),
        .init(
            "a set of records has some, and a key for transfers its algorithm",
            """
            zones:
              main: { name: shop.example, rrsets: [{ name: www, type: A, records: [] }] }
              copy:
                name: blog.example
                mode: secondary
                primary_nameservers: [{ address: 198.51.100.1, tsig_key: c2VjcmV0 }]

            """
        ),
        .init(
            "the load balancer's type has room for its services",
            "load_balancers:\n  lb:\n    load_balancer_type: lb11\n    services:\n"
                + (1...6).map { "      - { protocol: tcp, listen_port: \($0), destination_port: 80 }\n" }.joined()
        ),
        .init(
            "the load balancer's type has room for its targets",
            targets(1...26)
        ),
        .init(
            "the load balancer's type has room for its targets and for those that stay",
            before: targets(1...24),
            others: [
                Request(
                    path: "load_balancers/@load_balancers/lb/actions/add_target",
                    body: #"{"type": "ip", "ip": {"ip": "198.51.100.99"}}"#
                )
            ],
            targets(1...25) + "    extra: { targets: keep }\n"
        ),
        .init(
            "user_data is at most 32 KiB",
            servers(
                "web: { server_type: cx23, image: debian-12, user_data: \(String(repeating: "x", count: 32_769)) }"
            )
        ),
    ]

    private static let names: [PreconditionRow] = [
        .init("names are free among unmanaged objects too", others: [stranger("web")], web),
        .init(
            "a Primary IP is of one server",
            "primary_ips: { p: { type: ipv4 } }\n"
                + servers(
                    "a: { server_type: cx23, image: debian-12, public_net: { ipv4: p } }",
                    "b: { server_type: cx23, image: debian-12, public_net: { ipv4: p } }"
                )
        ),
        .init(
            "a Primary IP is of no server of somebody else",
            before: "primary_ips: { p: { type: ipv4 } }\n",
            others: [
                Request(
                    path: "servers",
                    body: """
                        {"name": "theirs", "server_type": "cx23", "image": "debian-12", "location": "fsn1",
                         "public_net": {"enable_ipv4": true, "ipv4": "@primary_ips/p"}}
                        """
                )
            ],
            "primary_ips: { p: { type: ipv4 } }\n"
                + servers("a: { server_type: cx23, image: debian-12, public_net: { ipv4: p } }")
        ),
        .init(
            "what has to be alone has nothing of others beside it",
            before: "zones: { main: { name: shop.example } }\n",
            others: [
                Request(
                    path: "zones/shop.example/rrsets",
                    body: #"{"name": "www", "type": "A", "records": [{"value": "203.0.113.1"}]}"#
                ),
                Request(
                    path: "zones/shop.example/rrsets",
                    body: #"{"name": "api", "type": "CNAME", "records": [{"value": "www"}]}"#
                ),
            ],
            "zones: { main: { name: shop.example } }\nrrsets:\n"
                + "  www: { zone: main, type: CNAME, records: [\"@\"] }\n"
                + "  api: { zone: main, type: TXT, records: [fast] }\n"
        ),
        .init(
            "a list of record sets leaves alone what another stack has",
            before: "zones: { main: { name: shop.example } }\n",
            others: [
                Request(
                    path: "zones/shop.example/rrsets",
                    body: """
                        {"name": "shop", "type": "A", "records": [{"value": "203.0.113.1"}],
                         "labels": {"hzform/stack": "theirs", "hzform/address": "rrsets.shop"}}
                        """
                )
            ],
            """
            zones:
              main:
                name: shop.example
                rrsets: [{ name: shop, type: A, records: [203.0.113.2] }]

            """
        ),
        .init(
            "a Primary IP does not go with a server while it is declared",
            before: "primary_ips: { p: { type: ipv4, auto_delete: true } }\n"
                + servers("a: { server_type: cx23, image: debian-12, public_net: { ipv4: p } }"),
            "primary_ips: { p: { type: ipv4, auto_delete: true } }\n"
        ),
        .init(
            "a target that is found by its labels keeps its address",
            before: finder + servers("a: { server_type: cx23, image: debian-12, labels: { r: w } }"),
            finder
                + servers(
                    "a: { server_type: cx23, image: debian-12, labels: { r: w }, public_net: { enable_ipv4: false } }"
                )
        ),
        .init(
            "a target can be reached",
            servers("a: { server_type: cx23, image: debian-12, public_net: { enable_ipv4: false } }")
                + "load_balancers: { l: { load_balancer_type: lb11, targets: [{ type: server, server: a }] } }\n"
        ),
        .init(
            "names are free in the file",
            servers(
                "a: { server_type: cx23, image: debian-12, name: web }",
                "web: { server_type: cx23, image: debian-12 }"
            )
        ),
        .init(
            "no two of them wait for each other's names",
            before: servers(
                "a: { server_type: cx23, image: debian-12, name: left }",
                "b: { server_type: cx23, image: debian-12, name: right }"
            ),
            servers(
                "a: { server_type: cx23, image: debian-12, name: right }",
                "b: { server_type: cx23, image: debian-12, name: left }"
            )
        ),
        .init(
            "what must go and is protected is said to be",
            before: "volumes: { data: { size: 10 } }\n",
            others: [Request(path: "volumes/@volumes/data/actions/change_protection", body: #"{"delete": true}"#)],
            isAllowed: true,
            ""
        ),
        .init(
            "processors that a server has not",
            before: web,
            servers("web: { server_type: cax11, image: debian-12 }")
        ),
        .init(
            "processors that a server has not, in a list",
            before: web,
            servers("web: { server_type: [cax11], image: debian-12 }")
        ),
        .init(
            "other processors for a new server in its place",
            before: web,
            isAllowed: true,
            servers("web: { server_type: cax11, image: debian-12, lifecycle: { replace_on: [server_type] } }")
        ),
        .init(
            "what must go may go",
            before: "volumes: { data: { size: 10, lifecycle: { prevent_destroy: true } } }\n",
            ""
        ),
        .init(
            "labels are labels",
            servers(
                "web: { server_type: cx23, image: debian-12, labels: { \"-a\": b, c: \"d e\", hetzner.cloud/x: y } }"
            )
        ),
    ]
}
