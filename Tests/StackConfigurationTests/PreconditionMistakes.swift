extension Mistakes {
    /// What the API would refuse, as far as the file alone shows it.
    static let preconditions = Mistakes(
        "preconditions.txt",
        [
            "zones that nobody can register": """
            stack: shop
            zones:
              deeper: { name: a.b.brightwater.de }
              reverse: { name: 113.0.203.in-addr.arpa }
              registry: { name: co.uk }
            """,
            "parts of targets, services and addresses that belong to another kind": """
            stack: shop
            load_balancers:
              lb:
                load_balancer_type: lb11
                location: fsn1
                targets: [{ type: ip, ip: 203.0.113.9, use_private_ip: true }]
                services:
                  - { protocol: tcp, listen_port: 80, destination_port: 80, http: { sticky_sessions: true } }
            primary_ips:
              four: { type: ipv4, location: fsn1, dns_ptr: [{ ip: ipv6, dns_ptr: a.shop.example }] }
            floating_ips:
              six: { type: ipv6, home_location: fsn1, dns_ptr: [{ ip: ipv4, dns_ptr: a.shop.example. }] }
            """,
            "networks that are not private, and too small": """
            stack: shop
            networks:
              public: { ip_range: 203.0.113.0/24 }
              small: { ip_range: 10.0.0.0/25 }
              parts:
                ip_range: 10.1.0.0/16
                subnets: [{ type: cloud, network_zone: eu-central, ip_range: 10.1.1.0/31 }]
                routes: [{ destination: 198.51.100.0/24, gateway: 10.1.1.5 }]
            """,
            "subnets in two zones, and a vSwitch where there is none": """
            stack: shop
            networks:
              net:
                ip_range: 10.0.0.0/16
                subnets:
                  - { type: cloud, network_zone: eu-central, ip_range: 10.0.1.0/24 }
                  - { type: cloud, network_zone: us-east, ip_range: 10.0.2.0/24 }
              far:
                ip_range: 10.1.0.0/16
                subnets: [{ type: vswitch, network_zone: us-east, ip_range: 10.1.1.0/24, vswitch_id: 5 }]
            """,
            "routes that overlap with each other and with a subnet; everything else overlaps with nothing": """
            stack: shop
            networks:
              net:
                ip_range: 10.0.0.0/16
                subnets: [{ type: cloud, network_zone: eu-central, ip_range: 10.0.1.0/24 }]
                routes:
                  - { destination: 0.0.0.0/0, gateway: 10.0.1.5 }
                  - { destination: 10.100.0.0/16, gateway: 10.0.1.5 }
                  - { destination: 10.100.7.0/24, gateway: 10.0.1.6 }
                  - { destination: 10.0.1.128/25, gateway: 10.0.1.6 }
            """,
            "gateways that cannot be one": """
            stack: shop
            networks:
              net:
                ip_range: 10.0.0.0/16
                routes:
                  - { destination: 10.100.0.0/16, gateway: 10.0.0.1 }
                  - { destination: 10.101.0.0/16, gateway: 172.31.1.1 }
                  - { destination: 10.102.0.0/16, gateway: 10.9.0.1 }
            """,
            "addresses that a network keeps for itself": """
            stack: shop
            networks:
              net:
                ip_range: 10.0.0.0/16
                subnets:
                  - { type: cloud, network_zone: eu-central, ip_range: 10.0.0.0/24 }
                  - { type: cloud, network_zone: eu-central, ip_range: 10.0.1.0/24 }
              odd:
                ip_range: 172.31.0.0/16
                subnets: [{ type: cloud, network_zone: eu-central, ip_range: 172.31.1.0/24 }]
            servers:
              a: { server_type: cx23, image: debian-12, networks: [{ network: net, ip: 10.0.0.1 }] }
              b: { server_type: cx23, image: debian-12, networks: [{ network: net, ip: 10.0.1.0 }] }
              c: { server_type: cx23, image: debian-12, networks: [{ network: net, ip: 10.0.1.1, alias_ips: [10.0.1.255] }] }
              d: { server_type: cx23, image: debian-12, networks: [{ network: odd, ip: 172.31.1.1 }] }
            load_balancers:
              lb: { load_balancer_type: lb11, location: fsn1, network: { network: net, ip: 10.0.0.255 } }
            """,
            "an address that a server and a load balancer want": """
            stack: shop
            networks:
              net:
                ip_range: 10.0.0.0/16
                subnets: [{ type: cloud, network_zone: eu-central, ip_range: 10.0.1.0/24 }]
            servers:
              web: { server_type: cx23, image: debian-12, networks: [{ network: net, ip: 10.0.1.5 }] }
            load_balancers:
              lb: { load_balancer_type: lb11, location: fsn1, network: { network: net, ip: 10.0.1.5 } }
            """,
            "networks that overlap at one server": """
            stack: shop
            networks:
              a: { ip_range: 10.0.0.0/16 }
              b: { ip_range: 10.0.128.0/20 }
            servers:
              web: { server_type: cx23, image: debian-12, networks: [{ network: a }, { network: b }] }
            """,
            "a server that nothing reaches, and one whose firewall guards nothing": """
            stack: shop
            firewalls: { web: {} }
            networks: { net: { ip_range: 10.0.0.0/16 } }
            servers:
              lost: { server_type: cx23, image: debian-12, public_net: { enable_ipv4: false, enable_ipv6: false } }
              inner:
                server_type: cx23
                image: debian-12
                public_net: { enable_ipv4: false, enable_ipv6: false }
                networks: [{ network: net }]
                firewalls: [web]
            """,
            "a Primary IP of the other family, and one that is protected and goes": """
            stack: shop
            primary_ips:
              six: { type: ipv6, location: fsn1 }
              gone: { type: ipv4, location: fsn1, auto_delete: true, protection: { delete: true } }
            servers:
              web: { server_type: cx23, image: debian-12, location: fsn1, public_net: { ipv4: six } }
            """,
            "more volumes than a server takes": """
            stack: shop
            servers: { web: { server_type: cx23, image: debian-12 } }
            x-volume: &volume { size: 10, server: web }
            volumes:
            \((1...17).map { "  v\($0): { <<: *volume }" }.joined(separator: "\n"))
            """,
            "targets that the load balancer cannot reach": """
            stack: shop
            networks:
              net:
                ip_range: 10.0.0.0/16
                subnets: [{ type: cloud, network_zone: eu-central, ip_range: 10.0.1.0/24 }]
            servers: { web: { server_type: cx23, image: debian-12 } }
            load_balancers:
              without:
                load_balancer_type: lb11
                location: fsn1
                targets: [{ type: server, server: web, use_private_ip: true }]
              apart:
                load_balancer_type: lb11
                location: fsn1
                network: { network: net }
                targets: [{ type: server, server: web, use_private_ip: true }]
              inner:
                load_balancer_type: lb11
                location: fsn1
                network: { network: net }
                public_interface: false
                targets: [{ type: server, server: web }]
              lost: { load_balancer_type: lb11, location: fsn1, public_interface: false }
              odd:
                load_balancer_type: lb11
                location: fsn1
                targets: [{ type: server, label_selector: a=b }]
            """,
            "two names for one address": """
            stack: shop
            primary_ips:
              web4: { type: ipv4, location: fsn1, dns_ptr: [{ ip: ipv4, dns_ptr: www.shop.example }] }
              web6:
                type: ipv6
                location: fsn1
                dns_ptr:
                  - { ip: ipv6, dns_ptr: www.shop.example }
                  - { ip: "2001:db8::5", dns_ptr: mail.shop.example }
              lb4: { type: ipv4, location: fsn1, dns_ptr: [{ ip: ipv4, dns_ptr: lb.shop.example }] }
            servers:
              web:
                server_type: cx23
                image: debian-12
                public_net: { ipv4: web4, ipv6: web6 }
                dns_ptr:
                  - { ip: ipv4, dns_ptr: web.shop.example }
                  - { ip: ipv6, dns_ptr: www.shop.example }
                  - { ip: "2001:db8:0::5", dns_ptr: mx.shop.example }
            load_balancers:
              lb:
                load_balancer_type: lb11
                location: fsn1
                public_net: { ipv4: lb4 }
                dns_ptr: [{ ip: ipv4, dns_ptr: shop.example }]
            """,
            "services that cannot be": """
            stack: shop
            certificates: { site: { type: managed, domain_names: [shop.example] } }
            load_balancers:
              lb:
                load_balancer_type: lb11
                location: fsn1
                services:
                  - { protocol: https, listen_port: 443, destination_port: 80 }
                  - { protocol: http, listen_port: 80, destination_port: 80, http: { certificates: [site] } }
                  - { protocol: http, listen_port: 81, destination_port: 80, http: { redirect_http: true } }
                  - { protocol: tcp, listen_port: 82, destination_port: 80, http: { sticky_sessions: true } }
            """,
            "services that want the same port 80, and questions that take longer than there is between them": """
            stack: shop
            certificates: { site: { type: managed, domain_names: [shop.example] } }
            load_balancers:
              lb:
                load_balancer_type: lb11
                location: fsn1
                services:
                  - { protocol: http, listen_port: 80, destination_port: 80 }
                  - protocol: https
                    listen_port: 443
                    destination_port: 80
                    http: { certificates: [site], redirect_http: true }
                  - protocol: https
                    listen_port: 8443
                    destination_port: 80
                    http: { certificates: [site], redirect_http: true }
                  - protocol: tcp
                    listen_port: 25
                    destination_port: 25
                    health_check: { protocol: tcp, port: 25, interval: 5, timeout: 6 }
                  - protocol: tcp
                    listen_port: 26
                    destination_port: 26
                    health_check: { protocol: tcp, port: 26, timeout: 16 }
            """,
            "label selectors that are none": """
            stack: shop
            firewalls:
              web: { apply_to: [{ label_selector: "role=" }, { label_selector: "role in web" }, { label_selector: "" }] }
            load_balancers:
              lb:
                load_balancer_type: lb11
                location: fsn1
                targets: [{ type: label_selector, label_selector: "=web" }]
            """,
            "certificates with too little and too much": """
            stack: shop
            certificates:
              a: { type: managed }
              b: { type: uploaded, domain_names: [shop.example] }
            """,
            "records that cannot be beside each other, and a SOA that is not the zone's": """
            stack: shop
            zones:
              main:
                name: shop.example
                rrsets:
                  - { name: www, type: CNAME, records: ["@"] }
                  - { name: www, type: A, records: [203.0.113.10] }
                  - { name: "@", type: CNAME, records: [other.example.] }
                  - name: deep
                    type: SOA
                    records: ["hydrogen.ns.hetzner.com. dns.hetzner.com. 1 86400 10800 3600000 3600"]
            """,
        ]
    )
}
