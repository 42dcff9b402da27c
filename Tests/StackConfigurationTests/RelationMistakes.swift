extension Mistakes {
    static let references = Mistakes(
        "references.txt",
        [
            "references that are spelled wrong": """
            stack: shop
            networks:
              backend: { ip_range: 10.0.0.0/16 }
            servers:
              web:
                server_type: cx23
                image: debian-12
                networks: [{ network: backnd }]
                firewalls: [web]
            volumes:
              data: { size: 10, server: servers.web }
            """,
            "a reference to what has a mistake itself is no mistake": """
            stack: shop
            servers:
              web: { server_type: [], image: debian-12 }
            volumes:
              data: { size: 10, server: web }
            """,
            "the same thing twice in a list": """
            stack: shop
            firewalls: { web: {} }
            servers:
              web: { server_type: cx23, image: debian-12, firewalls: [web, web] }
            """,
            "the same record twice, and a nameserver of which nothing secret is shown": """
            stack: shop
            zones:
              main: { name: shop.example, rrsets: [{ name: "@", type: TXT, records: [a, { value: a }] }] }
              copy:
                name: copy.example
                mode: secondary
                primary_nameservers:
                  - { address: 198.51.100.53, tsig_algorithm: hmac-sha256, tsig_key: c2VjcmV0 }
                  - { address: 198.51.100.53, tsig_algorithm: hmac-sha256, tsig_key: c2VjcmV0 }
            """,
            "the same record with and without a comment": """
            stack: shop
            zones:
              main: { name: shop.example, rrsets: [{ name: "@", type: TXT, records: [a, { value: a, comment: b }] }] }
            """,
            "dependencies that do not exist": """
            stack: shop
            placement_groups:
              web: { type: spread, depends_on: [placement_groups.wep, db] }
            """,
        ]
    )

    static let recordSets = Mistakes(
        "record-sets.txt",
        [
            "a set of records in two places": """
            stack: shop
            zones:
              main: { name: shop.example, rrsets: [{ name: www, type: A, records: [203.0.113.1] }] }
            rrsets:
              www: { zone: main, type: A, records: [203.0.113.2] }
              api: { zone: main, type: A, records: [203.0.113.3] }
              other: { zone: main, name: API, type: A, records: [203.0.113.4] }
            """,
            "what has to be alone and is not": """
            stack: shop
            zones:
              main:
                name: shop.example
                rrsets:
                  - { name: www, type: A, records: [203.0.113.1] }
                  - { name: old, type: CNAME, records: [www] }
              other: { name: blog.example }
            rrsets:
              www: { zone: main, type: CNAME, records: ["@"] }
              old: { zone: main, type: TXT, records: [gone] }
              api: { zone: main, type: CNAME, records: [www] }
              more: { zone: main, name: api, type: TXT, records: [fast] }
              elsewhere: { zone: other, name: www, type: CNAME, records: ["api"] }
            """,
            "what every zone has, and what its records cannot be": """
            stack: shop
            zones:
              main: { name: shop.example }
              copy: { name: blog.example, mode: secondary, primary_nameservers: [{ address: 198.51.100.1 }] }
            rrsets:
              soa: { zone: main, name: "@", type: SOA, records: [hydrogen.ns.hetzner.com. dns.hetzner.com. 0 1 1 1 1] }
              ns: { zone: main, name: "@", type: NS, records: [ns1.shop.example.] }
              alias: { zone: main, name: "@", type: CNAME, records: [www] }
              www: { zone: copy, type: A, records: [203.0.113.2] }
              six: { records: [203.0.113.2], type: AAAA, zone: main }
              mine: { zone: mian, type: A, records: [203.0.113.2], adopt: { id: 42 } }
            """,
        ]
    )

    static let lifecycle = Mistakes(
        "lifecycle.txt",
        [
            "unknown keys, choices and attributes": """
            stack: shop
            placement_groups:
              web:
                type: spread
                lifecycle:
                  prevent_destruction: true
                  create_before_destroy: yes
                  on_removal: forget
                  ignore_changes: [lables.foo, type.x, labels.foo]
                  replace_on: [tpye]
            """,
            "on_change of what has no choice, and a rebuild that does not exist": """
            stack: shop
            ssh_keys: { deploy: { public_key: ssh-ed25519 AAAA } }
            servers:
              web:
                server_type: cx23
                image: debian-12
                ssh_keys: [deploy]
                on_change: { server_type: rebuild, ssh_keys: rebuild, image: rebuilt, images: replace }
            """,
            "on_change where nothing has a choice": """
            stack: shop
            placement_groups:
              web: { type: spread, on_change: { type: replace } }
            """,
        ]
    )

    static let constraints = Mistakes(
        "constraints.txt",
        [
            "a volume with server and location": """
            stack: shop
            servers:
              web: { server_type: cx23, image: debian-12 }
            volumes:
              data: { size: 10, server: web, location: fsn1 }
            """,
            "a volume with neither": "stack: shop\nvolumes:\n  data: { size: 10 }\n",
            "a subnet outside its network": """
            stack: shop
            networks:
              net:
                ip_range: 10.0.0.0/16
                subnets: [{ type: cloud, network_zone: eu-central, ip_range: 10.1.0.0/24 }]
            """,
            "subnets that overlap, and one that is there twice": """
            stack: shop
            networks:
              net:
                ip_range: 10.0.0.0/16
                subnets:
                  - { type: cloud, network_zone: eu-central, ip_range: 10.0.1.0/24 }
                  - { type: cloud, network_zone: eu-central, ip_range: 10.0.0.0/20 }
                  - { type: cloud, network_zone: eu-central, ip_range: 10.0.32.0/24 }
                  - { type: cloud, network_zone: eu-central, ip_range: 10.0.32.0/24 }
            """,
            "addresses outside of every subnet": """
            stack: shop
            networks:
              net:
                ip_range: 10.0.0.0/16
                subnets: [{ type: cloud, network_zone: eu-central, ip_range: 10.0.1.0/24 }]
            servers:
              web:
                server_type: cx23
                image: debian-12
                networks: [{ network: net, ip: 10.0.9.5, alias_ips: [10.0.1.6, 10.0.8.6] }]
            """,
            "an address that two servers want": """
            stack: shop
            networks: { net: { ip_range: 10.0.0.0/16 } }
            servers:
              a: { server_type: cx23, image: debian-12, networks: [{ network: net, ip: 10.0.1.5 }] }
              b: { server_type: cx23, image: debian-12, networks: [{ network: net, alias_ips: [10.0.1.5] }] }
            """,
            "a vSwitch without its ID, and a cloud subnet with one": """
            stack: shop
            networks:
              net:
                ip_range: 10.0.0.0/16
                subnets:
                  - { type: vswitch, network_zone: eu-central, ip_range: 10.0.1.0/24 }
                  - { type: cloud, network_zone: eu-central, ip_range: 10.0.2.0/24, vswitch_id: 5 }
            """,
            "rules with too little and too much": """
            stack: shop
            firewalls:
              web:
                rules:
                  - { direction: in, protocol: tcp, source_ips: [0.0.0.0/0] }
                  - { direction: in, protocol: icmp, port: 80, source_ips: [0.0.0.0/0], destination_ips: [] }
                  - { direction: in, protocol: udp, port: 53, source_ips: [] }
                  - { direction: out, protocol: gre, source_ips: ["::/0"] }
                  - { direction: out, protocol: esp, source_ips: ["::/0"], destination_ips: ["::/0"] }
            """,
            "a server that may be deleted and not rebuilt": """
            stack: shop
            servers:
              web: { server_type: cx23, image: debian-12, protection: { rebuild: true, delete: false } }
            """,
            "more firewalls than a server takes": """
            stack: shop
            firewalls: { a: {}, b: {}, c: {}, d: {}, e: {}, f: {} }
            servers:
              web: { server_type: cx23, image: debian-12, firewalls: [a, b, c, d, e, f] }
            """,
            "more servers than a placement group takes": """
            stack: shop
            placement_groups: { web: { type: spread } }
            x-server: &server { server_type: cx23, image: debian-12, placement_group: web }
            servers:
            \((1...12).map { "  web-\($0): { <<: *server }" }.joined(separator: "\n"))
            """,
        ]
    )

    static let cycles = Mistakes(
        "cycles.txt",
        [
            "three resources in a circle": """
            stack: shop
            networks:
              net:
                ip_range: 10.0.0.0/16
                depends_on: [volumes.data]
            servers:
              web:
                server_type: cx23
                image: debian-12
                networks: [{ network: net }]
            volumes:
              data: { size: 10, location: fsn1, depends_on: [servers.web] }
            """,
            "a resource that waits for itself": """
            stack: shop
            placement_groups:
              web: { type: spread, depends_on: [placement_groups.web] }
            """,
            "two circles": """
            stack: shop
            placement_groups:
              a: { type: spread, depends_on: [placement_groups.b] }
              b: { type: spread, depends_on: [placement_groups.a] }
              c: { type: spread, depends_on: [placement_groups.a, placement_groups.d] }
              d: { type: spread, depends_on: [placement_groups.c] }
            """,
        ]
    )
}
