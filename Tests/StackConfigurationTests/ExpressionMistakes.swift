extension Mistakes {
    static let variables = Mistakes(
        "variables.txt",
        [
            "addresses that the file rules out": #"""
            stack: shop
            settings: { location: fsn1 }
            servers:
              s: { server_type: cx23, image: debian-12, backups: false, public_net: { enable_ipv4: false } }
            primary_ips: { p: { type: ipv6 } }
            zones:
              z: { name: shop.example, rrsets: [{ name: s, type: A, records: ["${servers.s.ipv4}"] }] }
            firewalls:
              f: { rules: [{ direction: in, protocol: tcp, port: 22, source_ips: ["${servers.s.ipv4}/32"] }] }
              g: { labels: { there: "${string(has(servers.s.ipv4))}", or: "${servers.s.?ipv4.orValue('none')}" } }
            outputs:
              window: ${servers.s.backup_window}
              four: ${primary_ips.p.ipv4}
              id: ${servers.s.ipv4_id}
            """#,
            "nothing inside of a text": #"""
            stack: shop
            outputs: { text: "a ${null} b" }
            """#,
            "a variable without a type, of an unknown one, and none at all": """
            stack: shop
            variables:
              a: { default: 1 }
              b: { type: int, default: 1 }
              c: 5
              d: { typ: string }
            """,
            "a variable that nobody gives a value": "stack: shop\nvariables:\n  password: { type: string }\n",
            "defaults of the wrong type": """
            stack: shop
            variables:
              count: { type: integer, default: two }
              zones: { type: list, default: fsn1 }
              open: { type: boolean, default: yes }
            """,
            "names that mean something else": """
            stack: shop
            variables:
              servers: { type: string, default: a }
              each: { type: string, default: a }
              web-count: { type: integer, default: 1 }
              size: { type: integer, default: 10 }
            locals:
              size: 20
              file: a
            servers: {}
            """,
            "a condition that is not met, one that is none, and one with a mistake": """
            stack: shop
            variables:
              environment: { type: string, default: staging, validate: 'value in ["dev", "prod"]' }
              a: { type: integer, default: 1, validate: "value + 1" }
              b: { type: integer, default: 1, validate: "size(value) > vale" }
            """,
            "locals that use each other in a circle": """
            stack: shop
            locals:
              a: "${b}"
              b: { c: ["${c}"] }
              c: "${a}-c"
              d: "${d}"
              e: "${a}"
            """,
        ]
    )

    static let repetition = Mistakes(
        "repetition.txt",
        [
            "all else that is wrong where nobody knows how many there are": """
            stack: shop
            servers:
              web:
                count: many
                server_type: { a: b }
                labels: { n: "n${index}" }
                ssh_keys: [nobody]
                sise: 3
              db:
                for_eech: [a, b]
                depends: [servers.web]
                server_type: cx23
                image: debian-12
            """,
            "counts that are none": """
            stack: shop
            placement_groups:
              a: { type: spread, count: two }
              b: { type: spread, count: -1 }
              c: { type: spread, count: 2, for_each: [x] }
              d: { type: spread, count: "${index}" }
            """,
            "keys that cannot be part of an address, and one twice": """
            stack: shop
            placement_groups:
              a: { type: spread, for_each: [x, "a b"] }
              b: { type: spread, for_each: [x, x] }
              c: { type: spread, for_each: "${3}" }
              d: { type: spread, for_each: [1, 2] }
            """,
            "an instance that is not there, and none named where one is expected": """
            stack: shop
            placement_groups:
              web: { type: spread, count: 2 }
            servers:
              a: { server_type: cx23, image: debian-12, placement_group: web }
              b: { server_type: cx23, image: debian-12, placement_group: "web[2]" }
            """,
        ]
    )

    static let expressions = Mistakes(
        "expressions.txt",
        [
            "names, functions and attributes that are not there": """
            stack: shop
            variables: { environment: { type: string, default: dev } }
            locals: { tags: { team: shop } }
            placement_groups:
              a: { type: spread, name: "web-${enviroment}" }
              b: { type: spread, name: "${stack}-${tags.tem}" }
              c: { type: spread, name: "${uper(stack)}" }
              d: { type: spread, name: "web-${index}" }
            """,
            "expressions that do not end, or are none": """
            stack: shop
            placement_groups:
              a: { type: spread, name: "web-${stack" }
              b: { type: spread, name: "web-${}" }
              c: { type: spread, name: "${1 +}" }
            """,
            "values of the wrong type": """
            stack: shop
            variables: { size: { type: integer, default: 5 }, name: { type: string, default: a } }
            volumes:
              a: { size: "${name}", location: fsn1 }
              b: { size: "${size}", location: fsn1 }
              c: { size: "${size + name}", location: fsn1 }
              d: { size: 10, location: fsn1, name: "x-${[1]}" }
            """,
            "a place in a text of many lines": """
            stack: shop
            servers:
              web:
                server_type: cx23
                image: "debian-$${x}"
                user_data: |
                  #cloud-config
                  hostname: ${name}
            """,
            "files that are not there, ranges that are none": """
            stack: shop
            networks:
              a: { ip_range: "${cidr_subnet('10.0.0.0/8', 8, 300)}" }
              b: { ip_range: "${cidr_subnet('10.0.0.1/8', 8, 3)}" }
            servers:
              web:
                server_type: cx23
                image: debian-12
                name: "${env('HZFORM_NO_SUCH_NAME')}"
            """,
            "a secret where it would be shown": """
            stack: shop
            variables: { password: { type: string, sensitive: true, default: hunter2 } }
            placement_groups:
              a: { type: spread, labels: { password: "${password}" } }
            servers:
              web: { server_type: cx23, image: debian-12, user_data: "${json([password])}" }
            """,
        ]
    )
}
