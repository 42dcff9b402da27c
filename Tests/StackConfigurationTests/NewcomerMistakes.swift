/// A server that is right, for what stands around it.
private let web = "servers: { web: { server_type: cx23, image: debian-12 } }"

extension Mistakes {
    static let terraform = Mistakes(
        "terraform.txt",
        [
            "variables of the shell in a script": #"""
            stack: shop
            servers:
              web:
                server_type: cx23
                image: debian-12
                user_data: |
                  #!/bin/bash
                  for f in *; do echo "${HOME}" "${f%.txt}" "${arr[@]}" "${x:-default}"; done
            """#,
            "one of them in one line": #"""
            stack: shop
            servers: { web: { server_type: cx23, image: debian-12, user_data: "#!/bin/sh -c 'echo ${HOSTNAME}'" } }
            """#,
            "a disk that is kept": """
            stack: shop
            servers: { web: { server_type: cx23, image: debian-12, keep_disk: true } }
            """,
            "what a provider says of a start, of firewalls and of an address in a network": """
            stack: shop
            networks: { n: { ip_range: 10.0.0.0/16 } }
            servers:
              web:
                server_type: cx23
                image: debian-12
                start_after_create: false
                ignore_remote_firewall_ids: true
                allow_deprecated_images: true
                networks: [{ network: n, ip_address: 10.0.1.5 }, { network: n, subnet_id: "1-10.0.1.0/24" }]
            primary_ips: { p: { type: ipv4, assignee_id: 1, assignee_type: server } }
            """,
            "a firewall that names its servers, and a source without a prefix": """
            stack: shop
            firewalls:
              f:
                rules: [{ direction: in, protocol: tcp, port: any, source_ips: [203.0.113.7, "2001:db8::1"] }]
                apply_to: [{ server: web }]
            """,
            "resource blocks": "stack: shop\nresource: { hcloud_server: { web: { server_type: cx23 } } }",
            "the provider's name of a type":
                "stack: shop\nhcloud_server:\n  web: { server_type: cx23, image: debian-12 }",
            "the provider's block": "stack: shop\nprovider: { hcloud: { token: abc } }",
            "variable instead of variables": "stack: shop\nvariable: { count: { type: integer, default: 2 } }",
            "var. before a variable": """
            stack: shop
            variables: { size: { type: integer, default: 10 } }
            volumes: { data: { size: "${var.size}", location: fsn1 } }
            """,
            "local. before a local": """
            stack: shop
            locals: { size: 10 }
            volumes: { data: { size: "${local.size}", location: fsn1 } }
            """,
            "a type of a variable that is called otherwise": """
            stack: shop
            variables: { size: { type: bool } }
            """,
            "IDs where names are expected": """
            stack: shop
            \(web)
            volumes: { data: { size: 10, server_id: 42 } }
            """,
            "lists of IDs": """
            stack: shop
            servers:
              web: { server_type: cx23, image: debian-12, firewall_ids: [1], placement_group_id: 2 }
            """,
            "a reference with its section": """
            stack: shop
            \(web)
            volumes: { data: { size: 10, server: servers.web } }
            """,
            "references as other tools write them": """
            stack: shop
            servers: { web: { count: 2, server_type: cx23, image: debian-12 } }
            ssh_keys: { ada: { public_key: "ssh-ed25519 AAAAC3Nz ada" } }
            volumes:
              a: { size: 10, server: "{{ servers.web[0].id }}" }
              b: { size: 10, server: web-1 }
              c: { size: 10, server: "web[index]" }
              d: { size: 10, server: hcloud_server.db.id }
            placement_groups: { p: { type: spread } }
            floating_ips: { f: { type: ipv4, server: $servers.web } }
            certificates: { c: { type: managed, domain_names: [shop.example] } }
            load_balancers:
              l:
                load_balancer_type: lb11
                services: [{ protocol: https, http: { certificates: [certificates.c.id] } }]
            """,
            "a public key where its name is expected": """
            stack: shop
            servers: { web: { server_type: cx23, image: debian-12, ssh_keys: ["ssh-ed25519 AAAAC3Nz ada"] } }
            """,
            "depends_on without the section": """
            stack: shop
            \(web)
            volumes: { data: { size: 10, location: fsn1, depends_on: [web] } }
            """,
            "protection as an attribute of its own": """
            stack: shop
            servers: { web: { server_type: cx23, image: debian-12, delete_protection: true } }
            """,
            "lifecycle outside of lifecycle": """
            stack: shop
            servers: { web: { server_type: cx23, image: debian-12, prevent_destroy: true } }
            """,
            "a data centre": """
            stack: shop
            servers: { web: { server_type: cx23, image: debian-12, datacenter: fsn1-dc14 } }
            """,
            "functions that are called otherwise": """
            stack: shop
            locals:
              a: "${length([1])}"
              b: "${cidrsubnet('10.0.0.0/8', 8, 1)}"
              c: "${jsonencode([1])}"
              d: "${join(',', ['a'])}"
            """,
            "count.index": """
            stack: shop
            placement_groups: { web: { type: spread, count: 2, name: "web-${count.index}" } }
            """,
            "each without for_each": """
            stack: shop
            placement_groups: { web: { type: spread, name: "web-${each.key}" } }
            """,
            "rule instead of rules": "stack: shop\nfirewalls: { web: { rule: [{ direction: in, protocol: icmp }] } }",
        ]
    )

    static let compose = Mistakes(
        "compose.txt",
        [
            "services": "version: \"3\"\nstack: shop\nservices: { web: { image: nginx } }",
            "name instead of stack": "name: shop\n\(web)",
            "ports at a server": """
            stack: shop
            servers: { web: { server_type: cx23, image: debian-12, ports: ["80:80"] } }
            """,
            "depends_on as a map": """
            stack: shop
            \(web)
            placement_groups: { a: { type: spread, depends_on: { servers.web: {} } } }
            """,
            "a default in shell style": """
            stack: shop
            variables: { size: { type: string, default: small } }
            placement_groups: { a: { type: spread, name: "web-${size:-big}" } }
            """,
            "labels as a list": "stack: shop\nplacement_groups: { a: { type: spread, labels: [a=b] } }",
        ]
    )

    static let yaml = Mistakes(
        "yaml.txt",
        [
            "a tab": "stack: shop\nservers:\n\tweb: { server_type: cx23, image: debian-12 }",
            "no space after a colon": "stack: shop\nservers:\n  web:\n    server_type:cx23\n    image: debian-12",
            "an unquoted range that begins with colons": """
            stack: shop
            firewalls:
              web: { rules: [{ direction: in, protocol: icmp, source_ips: [::/0] }] }
            """,
            "an unquoted asterisk":
                "stack: shop\nfirewalls:\n  web: { rules: [{ direction: in, protocol: tcp, port: *, source_ips: [0.0.0.0/0] }] }",
            "an unquoted at sign": "stack: shop\nplacement_groups:\n  web: { type: spread, name: @web }",
            "a value that goes on with a colon":
                "stack: shop\nplacement_groups:\n  web: { type: spread }\n  name: web: x",
            "a quote that is never closed": "stack: shop\nplacement_groups:\n  web: { type: \"spread }\n",
            "a bracket that is never closed": "stack: shop\nservers:\n  web: { server_type: cx23, image: debian-12\n",
            "lines that are not below each other":
                "stack: shop\nservers:\n  web:\n    server_type: cx23\n   image: debian-12",
            "a section whose content is not indented": "stack: shop\nservers:\nweb:\n  server_type: cx23",
            "a list where a map is expected": "stack: shop\nservers:\n  - web: { server_type: cx23, image: debian-12 }",
            "a name twice": "stack: shop\nplacement_groups:\n  a: { type: spread }\n  a: { type: spread }",
            "an alias that nothing stands behind": "stack: shop\nservers: { web: *base }",
            "two documents": "stack: shop\n---\nstack: other",
            "yes for true": "stack: shop\nservers:\n  web: { server_type: cx23, image: debian-12, backups: yes }",
            "an expression without quotes in braces":
                "stack: shop\nlocals: { a: 1 }\nplacement_groups: { x: { type: spread, name: ${a} } }",
            "an instance without quotes in braces":
                "stack: shop\nvolumes: { data: { size: 10, server: web[0] } }",
        ]
    )

    static let quantities = Mistakes(
        "quantities.txt",
        [
            "a count in words": "stack: shop\nservers:\n  web: { count: two, server_type: cx23, image: debian-12 }",
            "a count below zero": "stack: shop\nservers:\n  web: { count: -1, server_type: cx23, image: debian-12 }",
            "a count that is a variable's name": """
            stack: shop
            variables: { web_count: { type: integer, default: 2 } }
            servers: { web: { count: web_count, server_type: cx23, image: debian-12 } }
            """,
            "count and for_each": """
            stack: shop
            servers: { web: { count: 2, for_each: [a], server_type: cx23, image: debian-12 } }
            """,
            "for_each over numbers": """
            stack: shop
            servers: { web: { for_each: [1, 2], server_type: cx23, image: debian-12 } }
            """,
            "a size with its unit": "stack: shop\nvolumes:\n  data: { size: 50GB, location: fsn1 }",
            "a size in quotes": "stack: shop\nvolumes:\n  data: { size: \"50\", location: fsn1 }",
            "a size that no volume has": "stack: shop\nvolumes:\n  data: { size: 5, location: fsn1 }",
            "a value of a variable that is of another type": """
            stack: shop
            variables: { size: { type: integer, default: ten } }
            volumes: { data: { size: "${size}", location: fsn1 } }
            """,
            "a variable without a value": "stack: shop\nvariables: { size: { type: integer } }",
            "a value that the file's own condition refuses": """
            stack: shop
            variables: { stage: { type: string, default: test, validate: 'value in ["dev", "prod"]' } }
            """,
        ]
    )

    static let networking = Mistakes(
        "networking.txt",
        [
            "a range with host bits": "stack: shop\nnetworks:\n  back: { ip_range: 10.0.0.1/16 }",
            "a range without its length": "stack: shop\nnetworks:\n  back: { ip_range: 10.0.0.0 }",
            "a range that is too long": "stack: shop\nnetworks:\n  back: { ip_range: 10.0.0.0/33 }",
            "a range of the other family": "stack: shop\nnetworks:\n  back: { ip_range: \"fd00::/64\" }",
            "a subnet outside of its network": """
            stack: shop
            networks:
              back:
                ip_range: 10.0.0.0/16
                subnets: [{ type: cloud, network_zone: eu-central, ip_range: 10.1.0.0/24 }]
            """,
            "subnets that overlap": """
            stack: shop
            networks:
              back:
                ip_range: 10.0.0.0/16
                subnets:
                  - { type: cloud, network_zone: eu-central, ip_range: 10.0.0.0/23 }
                  - { type: cloud, network_zone: eu-central, ip_range: 10.0.1.0/24 }
            """,
            "a type of subnet that is none": """
            stack: shop
            networks:
              back: { ip_range: 10.0.0.0/16, subnets: [{ type: clod, network_zone: eu-central, ip_range: 10.0.1.0/24 }] }
            """,
            "an address outside of the subnets": """
            stack: shop
            networks:
              back: { ip_range: 10.0.0.0/16, subnets: [{ type: cloud, network_zone: eu-central, ip_range: 10.0.1.0/24 }] }
            servers:
              web: { server_type: cx23, image: debian-12, networks: [{ network: back, ip: 10.0.2.5 }] }
            """,
            "one address for two servers": """
            stack: shop
            networks:
              back: { ip_range: 10.0.0.0/16, subnets: [{ type: cloud, network_zone: eu-central, ip_range: 10.0.1.0/24 }] }
            servers:
              a: { server_type: cx23, image: debian-12, networks: [{ network: back, ip: 10.0.1.5 }] }
              b: { server_type: cx23, image: debian-12, networks: [{ network: back, ip: 10.0.1.5 }] }
            """,
            "a range of ports the wrong way round": """
            stack: shop
            firewalls: { web: { rules: [{ direction: in, protocol: tcp, port: 8080-80, source_ips: [0.0.0.0/0] }] } }
            """,
            "a port that is mapped": """
            stack: shop
            firewalls: { web: { rules: [{ direction: in, protocol: tcp, port: "80:8080", source_ips: [0.0.0.0/0] }] } }
            """,
            "a rule for TCP without a port": """
            stack: shop
            firewalls: { web: { rules: [{ direction: in, protocol: tcp, source_ips: [0.0.0.0/0] }] } }
            """,
            "a rule for ICMP with a port": """
            stack: shop
            firewalls: { web: { rules: [{ direction: in, protocol: icmp, port: "1", source_ips: [0.0.0.0/0] }] } }
            """,
            "sources of a rule that goes out": """
            stack: shop
            firewalls: { web: { rules: [{ direction: out, protocol: icmp, source_ips: [0.0.0.0/0] }] } }
            """,
        ]
    )

    static let naming = Mistakes(
        "naming.txt",
        [
            "server instead of servers": "stack: shop\nserver:\n  web: { server_type: cx23, image: debian-12 }",
            "type instead of server_type": "stack: shop\nservers:\n  web: { type: cx23, image: debian-12 }",
            "nothing that a server needs": "stack: shop\nservers:\n  web: {}",
            "no stack": "servers:\n  web: { server_type: cx23, image: debian-12 }",
            "a stack with a space": "stack: my shop\n\(web)",
            "a key that is not declared": """
            stack: shop
            ssh_keys: { deploy: { public_key: ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIGVKQLcUZ4GZ4R0e2GmNxwm3m8k3BvI3c3lqsmSMX1zG } }
            servers: { web: { server_type: cx23, image: debian-12, ssh_keys: [depoly] } }
            """,
            "several where one is expected": """
            stack: shop
            servers: { web: { count: 2, server_type: cx23, image: debian-12 } }
            volumes: { data: { size: 10, server: web } }
            """,
            "a volume without a place": "stack: shop\nvolumes:\n  data: { size: 10 }",
            "a volume with two": """
            stack: shop
            \(web)
            volumes: { data: { size: 10, server: web, location: nbg1 } }
            """,
            "an underscore in a host name": "stack: shop\nservers:\n  web_1: { server_type: cx23, image: debian-12 }",
            "one name for two": """
            stack: shop
            placement_groups: { a: { type: spread, name: x }, b: { type: spread, name: x } }
            """,
            "a file's path where a key is expected":
                "stack: shop\nssh_keys:\n  a: { public_key: ~/.ssh/id_ed25519.pub }",
            "lists for one value": """
            stack: shop
            servers: { web: { server_type: cx23, image: [debian-12] } }
            """,
            "one value for a list": """
            stack: shop
            firewalls: { web: {} }
            servers: { web: { server_type: cx23, image: debian-12, firewalls: web } }
            """,
            "circles of hand-made dependencies": """
            stack: shop
            placement_groups:
              a: { type: spread, depends_on: [placement_groups.b] }
              b: { type: spread, depends_on: [placement_groups.a] }
            """,
        ]
    )

    static let language = Mistakes(
        "language.txt",
        [
            "a variable that is spelled wrong": """
            stack: shop
            variables: { size: { type: integer, default: 10 } }
            volumes: { data: { size: "${sise}", location: fsn1 } }
            """,
            "an expression that is never closed":
                "stack: shop\nplacement_groups: { a: { type: spread, name: \"x-${stack\" } }",
            "an empty expression": "stack: shop\nplacement_groups: { a: { type: spread, name: \"x-${}\" } }",
            "a text and a number added": """
            stack: shop
            locals: { a: "${'x' + 1}" }
            """,
            "a list in the middle of a text":
                "stack: shop\nplacement_groups: { a: { type: spread, name: \"x-${[1]}\" } }",
            "locals that need each other": "stack: shop\nlocals:\n  a: \"${b}\"\n  b: \"${a}\"",
            "a file that is not there": "stack: shop\nlocals: { key: \"${file('keys/deploy.pub')}\" }",
            "a secret in a name": """
            stack: shop
            variables: { password: { type: string, sensitive: true, default: x } }
            placement_groups: { a: { type: spread, name: "${password}" } }
            """,
            "a variable that is called like a section": """
            stack: shop
            variables: { servers: { type: integer } }
            servers: {}
            """,
            "a variable with a dash": "stack: shop\nvariables: { web-count: { type: integer, default: 1 } }",
            "a key of a map that is not there": """
            stack: shop
            locals: { sizes: { small: 10 }, size: "${sizes.smal}" }
            """,
        ]
    )
}
