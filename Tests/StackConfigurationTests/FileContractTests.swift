import Diagnostics
import HetznerCatalog
import ResourceModel
import StackConfiguration
import Testing

/// What the description of the file promises, clause by clause; other suites have the rest.
@Suite("The desired-state file")
struct FileContractTests {
    private static let otherFiles = [
        "keys/deploy.pub": "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIGVKQLcUZ4GZ4R0e2GmNxwm3m8k3BvI3c3lqsmSMX1zG",
        "cloud-init.yaml": "role ${role} ${n}",
    ]

    private static let example = #"""
        # yaml-language-server: $schema=../schemas/hzform.schema.json
        stack: shop                    # required; [a-z0-9]([a-z0-9-]{0,38}[a-z0-9])?; names what this file owns

        settings:                      # all optional
          location: fsn1               # default for every resource that takes a location
          labels: { team: shop }       # merged into every resource that takes labels (the resource's own win)
          ownership_labels: true       # hzform/stack and hzform/address on what hzform creates (see Ownership)

        variables:
          web_count:   { type: integer, default: 2, description: "Web servers behind the load balancer" }
          db_password: { type: string, sensitive: true }          # no default: a value must be given
          environment: { type: string, default: dev, validate: 'value in ["dev", "prod"]' }

        locals:
          domain: "${environment}.shop.example"     # variables and locals are plain names in expressions

        existing:                      # looked up on every plan, never changed
          ssh_keys:  { admin: { name: admin@laptop } }
          images:    { golden: { label_selector: "role=golden", type: snapshot, architecture: x86 } }   # newest wins

        ssh_keys:
          deploy: { public_key: "${file('keys/deploy.pub')}" }

        networks:
          backend:
            ip_range: 10.0.0.0/16
            subnets:
              - { type: cloud, network_zone: eu-central, ip_range: 10.0.1.0/24 }

        placement_groups:
          web: { type: spread }

        firewalls:
          web:
            rules:
              - { direction: in, protocol: tcp, port: "443", source_ips: [0.0.0.0/0, "::/0"], description: https }

        servers:
          web:
            count: ${web_count}                     # addresses servers.web[0], servers.web[1]; names web-1, web-2
            server_type: cx23
            image: debian-12
            ssh_keys: [admin, deploy]
            placement_group: web
            firewalls: [web]
            networks:
              - { network: backend, ip: "10.0.1.${10 + index}" }
            user_data: "${template('cloud-init.yaml', {'role': 'web', 'n': index})}"
            lifecycle: { create_before_destroy: true }

        volumes:
          data: { size: 50, format: ext4, server: "web[0]" }

        load_balancers:
          front:
            load_balancer_type: lb11
            network: { network: backend, ip: 10.0.1.2 }
            targets: [{ type: server, server: web, use_private_ip: true }]     # every instance of web
            services:
              - protocol: https
                listen_port: 443
                destination_port: 8080
                http: { certificates: [site], redirect_http: true }

        certificates:
          site: { type: managed, domain_names: ["${domain}"] }

        zones:
          main:
            name: "${domain}"
            ttl: 3600
            rrsets:
              - { name: "@",   type: A,   records: [ "${load_balancers.front.ipv4}" ] }
              - { name: "@",   type: TXT, records: [ "v=spf1 -all" ] }

        outputs:
          url:     "https://${domain}"
          web_ips: "${servers.web.map(s, s.ipv4)}"
        """#

    @Test("may have everything that its description shows, and is checked without a project")
    func everything() throws {
        var sources = VariableSources()
        sources.assignments = ["db_password=secret", "web_count=2"]
        let loaded = load(Self.example, files: Self.otherFiles, sources: sources)
        #expect(loaded.diagnostics.map(\.code) == ["subdomain"])
        #expect(loaded.lookups.count == 2)
        let desired = try #require(loaded.desired)
        #expect(desired.resources.count == 10)
        let data = desired.resources[try #require(ResourceAddress("volumes.data"))]
        #expect(data?.value("server")?.keyText == "web[0]")
        let front = desired.resources[try #require(ResourceAddress("load_balancers.front"))]
        #expect(front?.value("targets")?.list?.compactMap { $0["server"]?.keyText } == ["web[0]", "web[1]"])
        #expect(desired.outputs.first?.value == "https://dev.shop.example")
    }

    private static let values: [(expression: String, value: Value)] = [
        ("[a, b, c].map(x, type(x) == string)", [true, true, true]), ("d + e", 46), ("f == 1000.0 && g == null", true),
        ("text", "p${a}-s"), ("servers['web-a'].name", "web-a"), ("servers.many.map(s, s.name)", ["many-1", "many-2"]),
        ("servers.some.x.name", "some-x"), ("servers.some.map(k, servers.some[k].labels.of)", ["1", "2"]),
        ("cidr_subnet('10.0.0.0/16', 8, 3)", "10.0.3.0/24"), ("cidr_subnet('fd00::/48', 16, 2)", "fd00:0:0:2::/64"),
        ("cidr_host('10.0.0.0/24', 5)", "10.0.0.5"),
        ("cidr_host('2001:db8::/64', -1)", "2001:db8::ffff:ffff:ffff:ffff"),
        ("json({'a': [1, true, null]})", "{\"a\":[1,true,null]}"), ("parse_json('{\"a\": 1}').a", 1),
        ("parse_yaml(yaml({'a': ['no']})).a[0]", "no"), ("env('NAME') + env('NONE', '-')", "value-"),
        ("sha256('x').startsWith('2d711642')", true),
        ("template('cloud-init.yaml', {'role': 'db', 'n': 1})", "role db 1"),
        ("file('keys/deploy.pub').size() > 60 && file_base64('cloud-init.yaml') == 'cm9sZSAke3JvbGV9ICR7bn0='", true),
        ("ip('10.0.0.1').family() == 4 && cidr('10.0.0.0/8').containsIP('10.1.1.1')", true),
        ("[1, 2].exists_one(x, x > 1) && [1, 2].all(x, x > 0) && [1, 2].filter(x, x > 1) == [2]", true),
        ("math.greatest([1, 2]) + 'a,b'.split(',').size()", 4), ("servers.main.networks[0].ip", "10.0.1.5"),
        ("servers.main.private_ips.back", "10.0.1.5"),
        ("zones.main.rrsets.map(r, r.type)", ["A"]), ("servers.main.location", "fsn1"),
    ]

    private static let valuesFile = """
        stack: s
        settings: { location: fsn1 }
        x-anything: [1, { a: b }]
        locals: { a: no, b: on, c: yes, d: 0o17, e: 0x1F, f: 1e3, g: ~, text: "p$${a}-${stack}" }
        networks:
          back: { ip_range: 10.0.0.0/16, subnets: [{ type: cloud, network_zone: eu-central, ip_range: 10.0.1.0/24 }] }
        servers:
          main: { server_type: cx23, image: debian-12, networks: [{ network: back, ip: 10.0.1.5 }], power: off }
          web-a: { server_type: cx23, image: debian-12 }
          many: { count: 2, server_type: cx23, image: debian-12 }
          some: { for_each: { x: 1, y: 2 }, server_type: cx23, image: debian-12, labels: { of: "${string(each.value)}" } }
        zones: { main: { name: s.example, rrsets: [{ name: "@", type: A, records: [203.0.113.1] }] } }

        """

    @Test("gives expressions the values that its description tells", arguments: values.indices)
    func evaluates(index: Int) throws {
        let (expression, value) = Self.values[index]
        var sources = VariableSources()
        sources.environment = ["NAME": "value"]
        let text = Self.valuesFile + "outputs:\n  it: >-\n    ${\(expression)}\n"
        let loaded = load(text, files: Self.otherFiles, sources: sources)
        #expect(loaded.diagnostics.map(\.description) == [], "\(expression)")
        #expect(loaded.desired?.outputs.first?.value == value, "\(expression)")
    }

    @Test(
        "says what is known later, in every attribute that only the API tells",
        arguments: [
            "servers.main.id", "servers.main.ipv4", "servers.main.ipv6",
            "servers.many.map(s, s.ipv4)", "networks.back.id", "zones.main.nameservers",
        ]
    )
    func later(expression: String) throws {
        let loaded = load(Self.valuesFile + "outputs: { it: \"${\(expression)}\" }", files: Self.otherFiles)
        #expect(loaded.diagnostics.map(\.description) == [])
        #expect(loaded.desired?.outputs.first?.value.isDeferred == true)
    }

    @Test(
        "is refused at its place, with what to write instead",
        arguments: [
            (
                "servers: { a: { server_type: cx23, image: debian-12, volumes: [d] } }", "2:54",
                "A volume names its server"
            ),
            ("locals: { in: 1 }", "2:11", ""), ("include: [none.yaml]", "2:11", "relative to the file"),
            (
                "outputs: { a: \"${servers.weba.id}\" }\nservers: { web-a: { server_type: cx23, image: debian-12 } }",
                "2:26", "Did you mean 'web-a'? It is written with brackets: [\"web-a\"]."
            ),
            ("stack: t", "2:1", ""), ("existing: { imags: { a: {} } }", "2:13", "Did you mean 'images'?"),
            ("networks: { a: { ip_range: 10.0.0.0/16, depends_on: servers.a } }", "2:53", "Write addresses"),
        ]
    )
    func refusals(lines: String, place: String, hint: String) {
        let text = "stack: s\n\(lines)\n"
        let diagnostics = load(text, files: Self.otherFiles).diagnostics
        #expect(diagnostics.count == 1, "\(diagnostics.map(\.description))")
        #expect(diagnostics.first?.description.hasPrefix("shop.yaml:\(place): error: ") == true, "\(diagnostics)")
        #expect(hint.isEmpty || diagnostics.first?.hint?.contains(hint) == true, "\(diagnostics)")
    }
}
