/// Mistakes in the use of modules and in their files.
enum ModuleMistakes {
    struct Mistake: Sendable {
        let title: String
        let text: String
        var module = """
            variables:
              size: { type: integer, validate: value > 0 }
              town: { type: string, default: fsn1 }
            servers: { web: { count: "${size}", server_type: cx23, image: debian-12, location: "${town}" } }
            outputs: { address: "${servers.web[0].ipv4}" }
            """
    }

    static let golden = "modules.txt"

    static let all = [
        Mistake(
            title: "no folder, a folder that is not there, and an expression for one",
            text: """
                stack: shop
                modules:
                  eu: ./cluster
                  us: { source: ./clutser }
                  asia: { variables: { size: 1 } }
                  africa: { source: "./${stack}" }
                """
        ),
        Mistake(
            title: "a name with a dot, and a key that a module has not",
            text: """
                stack: shop
                modules:
                  eu.west: { source: cluster, variables: { size: 1 } }
                  us: { source: cluster, variable: { size: 1 } }
                """
        ),
        Mistake(
            title: "variables: one missing, one unknown, one of another type, one that is refused",
            text: """
                stack: shop
                modules:
                  a: { source: cluster }
                  b: { source: cluster, variables: { size: 1, twon: hel1 } }
                  c: { source: cluster, variables: { size: three } }
                  d: { source: cluster, variables: { size: 0 } }
                """
        ),
        Mistake(
            title: "an output and a module that are not there",
            text: """
                stack: shop
                modules: { eu: { source: cluster, variables: { size: 1 } } }
                outputs:
                  a: "${modules.eu.adress}"
                  b: "${modules.us.address}"
                """
        ),
        Mistake(
            title: "a mistake in the module's file is told once, at its place, however often it is used",
            text: """
                stack: shop
                modules: { eu: { source: cluster, count: 3 } }
                """,
            module: """
                servers: { web: { server_type: cx23, imgae: debian-12, location: fsn1 } }
                volumes: { data: { size: 10, server: wbe } }
                """
        ),
        Mistake(
            title: "what only the file has that hzform is given",
            text: """
                stack: shop
                modules: { eu: { source: cluster } }
                """,
            module: """
                stack: cluster
                moved: [{ from: servers.a, to: servers.b }]
                """
        ),
        Mistake(
            title: "names of the file around it are not known in a module",
            text: """
                stack: shop
                locals: { domain: shop.example }
                ssh_keys: { admin: { public_key: ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIGVKQLcUZ4GZ4R0e2GmNxwm3m8k3BvI3c3lqsmSMX1zG } }
                modules: { eu: { source: cluster } }
                """,
            module: """
                servers: { web: { server_type: cx23, image: debian-12, location: fsn1, ssh_keys: [admin] } }
                outputs: { url: "https://${domain}" }
                """
        ),
        Mistake(
            title: "a module that uses itself",
            text: """
                stack: shop
                modules: { eu: { source: cluster } }
                """,
            module: "modules: { again: { source: ../cluster } }"
        ),
        Mistake(
            title: "modules that give each other what they need, in a circle",
            text: """
                stack: shop
                modules:
                  a: { source: cluster, variables: { size: 1, town: "${modules.b.town}" } }
                  b: { source: cluster, variables: { size: 1, town: "${modules.a.town}" } }
                """,
            module: """
                variables: { size: { type: integer }, town: { type: string } }
                outputs: { town: "${town}" }
                """
        ),
        Mistake(
            title: "the ID of another type, and a number of modules that is not known yet",
            text: """
                stack: shop
                settings: { location: fsn1 }
                modules:
                  eu: { source: cluster, variables: { size: 1 } }
                  us: { source: cluster, count: "${servers.one.id}", variables: { size: 1 } }
                servers: { one: { server_type: cx23, image: debian-12 } }
                volumes: { data: { size: 10, server: "${networks.back.id}" } }
                networks: { back: { ip_range: 10.0.0.0/16 } }
                """
        ),
        Mistake(
            title: "a move into a module that is not there",
            text: """
                stack: shop
                modules: { eu: { source: cluster, variables: { size: 1 } } }
                moved: [{ from: servers.web, to: "modules.us.servers.web[0]" }]
                """
        ),
    ]
}
