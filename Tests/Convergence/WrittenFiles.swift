/// Files as people write them, in the canonical layout.
enum WrittenFiles {
    static let all = [counted, keyed, apart, servers, balanced, domains]

    private static let counted = """
        # What the project had.
        stack: random

        settings: { location: fsn1 }

        placement_groups:
          web: { count: 2, type: spread }

        primary_ips:
          entry: { count: 3, name: "entry-${index}", type: ipv4 }

        volumes:
          data: { count: 2, size: "${10 + index}" }

        """

    private static let keyed = """
        # What the project had.
        stack: random

        settings: { location: fsn1 }

        firewalls:
          web:
            for_each: [dev, prod]
            rules: [{ direction: in, protocol: tcp, port: "443", source_ips: [0.0.0.0/0] }]

        volumes:
          log:
            for_each: [a, b]
            labels: { of: "${each.key}" }
            size: 10

        """

    /// Names alone do not make a family: a number is missing, something else differs, and the name is taken.
    private static let apart = """
        # What the project had.
        stack: random

        settings: { location: fsn1 }

        placement_groups:
          web: { type: spread }
          web-1: { type: spread }
          web-2: { type: spread }

        volumes:
          data-2: { size: 10 }
          data-4: { size: 12 }
          log-a: { size: 10 }
          log-b: { size: 20 }

        """

    private static let servers = """
        # What the project had.
        stack: random

        settings: { location: fsn1 }

        networks:
          back:
            ip_range: 10.0.0.0/16
            subnets: [{ type: cloud, network_zone: eu-central, ip_range: 10.0.1.0/24 }]

        volumes:
          data: { count: 2, size: 10, server: "web[${index}]" }

        # The API does not show 'ssh_keys' and 'user_data': what is written of that here is for new ones.
        servers:
          web:
            count: 2
            server_type: cx23
            image: debian-12
            networks: [{ network: back, ip: "10.0.1.${10 + index}" }]

        load_balancers:
          front:
            load_balancer_type: lb11
            network: { network: back, ip: 10.0.1.2 }
            targets: [{ type: server, server: web, use_private_ip: true }]

        """

    /// A check is written where it is not the one that the API gives, and without what that has anyway.
    private static let balanced = """
        # What the project had.
        stack: random

        settings: { location: fsn1 }

        load_balancers:
          front:
            load_balancer_type: lb11
            services:
              - { protocol: tcp, listen_port: 22, destination_port: 2222 }
              - protocol: tcp
                listen_port: 6443
                destination_port: 6443
                health_check: { protocol: tcp, port: 6444 }
              - protocol: http
                listen_port: 80
                destination_port: 8080
                health_check: { protocol: http, port: 8080, http: { path: /up } }

        """

    private static let domains = """
        # What the project had.
        stack: random

        certificates:
          site:
            type: managed
            domain_names: ["*.shop.example", shop.example]

        zones:
          shop.example:
            ttl: 600
            rrsets: [{ name: www, type: A, records: [192.0.2.1] }]

        """
}
