extension Mistakes {
    static let file = Mistakes(
        "file.txt",
        [
            "an empty file": "",
            "a list instead of a map": "- servers\n",
            "no stack, and a stack without a name": "servers: {}\n",
            "a stack's name in capitals": "stack: Shop_1\n",
            "a section that is spelled wrong": "stack: shop\nserver:\n  web: {}\n",
            "what is taken over, said in a wrong way": """
            stack: shop
            servers:
              web: { server_type: cx23, image: debian-12, adopt: yes }
              db: { server_type: cx23, image: debian-12, adopt: { name: old-db } }
              mail: { adopt: { id: mail } }
              files: { adopt: {} }
              cache: { adopt: true }
            snapshots:
              base: { server: web, adopt: true }
            """,
            "a setting that does not exist, and one of the wrong type": """
            stack: shop
            settings:
              locaton: fsn1
              ownership_labels: "true"
            """,
            "a section that is a list": "stack: shop\nservers:\n  - web\n",
            "names that cannot be logical names": """
            stack: shop
            placement_groups:
              -web: { type: spread }
              web server: { type: spread }
              web[0]: { type: spread }
            """,
            "a key that is written twice": """
            stack: shop
            placement_groups:
              web: { type: spread }
              web: { type: spread }
            """,
        ]
    )

    static let resources = Mistakes(
        "resources.txt",
        [
            "an attribute that is spelled wrong":
                "stack: shop\nvolumes:\n  data: { sise: 50, size: 50, location: fsn1 }\n",
            "nothing of what a server needs": "stack: shop\nservers:\n  web:\n",
            "null where something is needed": "stack: shop\nservers:\n  web: { server_type: cx23, image: null }\n",
            "a resource that is a text": "stack: shop\nservers:\n  web: debian-12\n",
            "a logical name that is no host name": """
            stack: shop
            servers:
              web_1: { server_type: cx23, image: debian-12 }
            """,
            "two servers of one name": """
            stack: shop
            servers:
              web: { server_type: cx23, image: debian-12 }
              db: { server_type: cx23, image: debian-12, name: web }
            """,
            "one public key twice": """
            stack: shop
            ssh_keys:
              a: { public_key: ssh-ed25519 AAAAC3Nz }
              b: { public_key: "ssh-ed25519  AAAAC3Nz" }
            """,
            "labels that the API refuses": """
            stack: shop
            placement_groups:
              web:
                type: spread
                labels:
                  team: the shop
                  "-x": y
                  hetzner.cloud/a: b
                  hzform/stack: c
                  empty:
                  ok: ""
            """,
            "unknown and missing parts": """
            stack: shop
            firewalls:
              web: { rules: [{ direction: in, prot: tcp }] }
            networks:
              net: { ip_range: 10.0.0.0/16, subnets: [{ typ: cloud, ip_range: 10.0.1.0/24 }] }
            servers:
              web: { server_type: cx23, image: debian-12, public_net: { ipv5: false }, networks: [net] }
            """,
        ]
    )

    static let values = Mistakes(
        "values.txt",
        [
            "a text where an integer is expected": "stack: shop\nvolumes:\n  data: { size: big, location: fsn1 }\n",
            "an integer in quotes": "stack: shop\nvolumes:\n  data: { size: \"50\", location: fsn1 }\n",
            "an integer that is too small": "stack: shop\nvolumes:\n  data: { size: 5, location: fsn1 }\n",
            "yes where true is expected":
                "stack: shop\nvolumes:\n  data: { size: 50, location: fsn1, automount: yes }\n",
            "true where a text is expected":
                "stack: shop\nplacement_groups:\n  web: { type: spread, name: true }\n",
            "a label selector that is never closed": """
            stack: shop
            existing: { firewalls: { web: { label_selector: "a in (b" } } }
            """,
            "sets of records by name": """
            stack: shop
            zones: { main: { name: shop.example, rrsets: { www: { type: A, records: [192.0.2.1] } } } }
            """,
            "false where a Primary IP is named": """
            stack: shop
            servers:
              web: { server_type: cx23, image: debian-12, location: fsn1, public_net: { ipv4: false } }
            """,
            "a word that is not among the choices":
                "stack: shop\nvolumes:\n  data: { size: 50, location: fsn1, format: ext3 }\n",
            "a map where a text is expected":
                "stack: shop\nplacement_groups:\n  web: { type: spread, name: { a: b } }\n",
            "a text where a list is expected": """
            stack: shop
            firewalls: { web: {} }
            servers:
              web: { server_type: cx23, image: debian-12, firewalls: web }
            """,
            "ranges that are none": """
            stack: shop
            networks:
              a: { ip_range: 10.0.0.0 }
              b: { ip_range: 10.0.0.1/16 }
              c: { ip_range: "fd00::/64" }
            """,
            "addresses, ports and names in the wrong form": """
            stack: shop
            networks: { net: { ip_range: 10.0.0.0/16 } }
            firewalls:
              web: { rules: [{ direction: in, protocol: tcp, port: 8000-80 }] }
            servers:
              web:
                server_type: cx23
                image: debian-12
                name: web.
                networks: [{ network: net, ip: 10.0.1.256 }]
                dns_ptr: [{ ip: public, dns_ptr: web.shop.example }]
            """,
            "keys that are no public keys": """
            stack: shop
            ssh_keys:
              a: { public_key: keys/deploy.pub }
              b:
                public_key: |
                  -----BEGIN OPENSSH PRIVATE KEY-----
                  c2VjcmV0
            """,
            "a name that is too long and one that is empty": """
            stack: shop
            volumes:
              a: { name: \(String(repeating: "a", count: 65)), size: 10, location: fsn1 }
              b: { name: "", size: 10, location: fsn1 }
            """,
            "more user data than a server takes, counted in bytes": """
            stack: shop
            servers:
              web:
                server_type: cx23
                image: debian-12
                user_data: \(String(repeating: "ä", count: 16_385))
            """,
        ]
    )
}
