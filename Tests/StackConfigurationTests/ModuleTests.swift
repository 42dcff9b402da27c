import Diagnostics
import HetznerCatalog
import ResourceModel
import StackConfiguration
import TestSupport
import Testing

@Suite("Modules")
struct ModuleTests {
    private static let cluster = """
        variables:
          size: { type: integer, default: 1, validate: value <= 3 }
          place: { type: string, default: fsn1 }
          network_id: { type: integer, default: 0 }
          password: { type: string, default: "", sensitive: true }
        settings: { location: "${place}" }
        servers:
          web: { count: "${size}", server_type: cx23, image: debian-12, user_data: "${password}" }
        volumes: { data: { size: 10, server: "web[0]" } }
        outputs:
          first: "${servers.web[0].id}"
          names: "${servers.web.map(s, s.name)}"
          place: "${place}"
          secret: "${password}"
        """

    private func load(
        _ text: String,
        cluster: String = cluster,
        _ others: [String: String] = [:]
    ) -> LoadedConfiguration {
        let files = ["cluster/hzform.yaml": cluster].merging(others) { _, other in other }
        return StackConfigurationTests.load(text, files: files)
    }

    private func resources(_ loaded: LoadedConfiguration) throws -> [String: DesiredResource] {
        #expect(loaded.diagnostics.map(\.description) == [])
        let desired = try #require(loaded.desired)
        return Dictionary(uniqueKeysWithValues: desired.resources.map { ($0.key.description, $0.value) })
    }

    @Test("declare their resources under addresses and names of their own, for each use")
    func uses() throws {
        let all = try resources(
            load(
                """
                stack: shop
                modules:
                  eu: { source: ./cluster, variables: { size: 2 } }
                  far: { source: cluster, for_each: { us: ash }, variables: { place: "${each.value}" } }
                """
            )
        )
        #expect(
            all.keys.sorted() == [
                "modules.eu.servers.web[0]", "modules.eu.servers.web[1]", "modules.eu.volumes.data",
                #"modules.far["us"].servers.web[0]"#, #"modules.far["us"].volumes.data"#,
            ]
        )
        #expect(all["modules.eu.servers.web[1]"]?.value(.name) == "eu-web-2")
        #expect(all["modules.eu.volumes.data"]?.value("location") == "fsn1")
        #expect(all[#"modules.far["us"].servers.web[0]"#]?.value("location") == "ash")
        #expect(
            all["modules.eu.volumes.data"]?.value("server")
                == .reference(.resource(ResourceAddress("servers", "web", .index(0), in: ModulePath([.init("eu")]))))
        )
    }

    @Test("tell their user what 'outputs' says, and take what the user's expressions give, in any order")
    func outputs() throws {
        let loaded = load(
            """
            stack: shop
            modules:
              b: { source: cluster, variables: { place: "${modules.a.place}", size: "${modules.a.names.size()}" } }
              a: { source: cluster, variables: { place: "${town}", size: 2 } }
            locals: { town: hel1 }
            outputs: { names: "${modules.b.names}" }
            """
        )
        let all = try resources(loaded)
        #expect(all["modules.b.servers.web[1]"]?.value("location") == "hel1")
        #expect(loaded.desired?.outputs.first?.value == ["b-web-1", "b-web-2"])
    }

    @Test("may each take something of the other, as long as no value needs itself")
    func mutual() throws {
        let all = try resources(
            load(
                """
                stack: shop
                modules:
                  a: { source: cluster, variables: { place: "${modules.b.place}" } }
                  b: { source: cluster, variables: { place: hel1, size: "${modules.a.names.size()}" } }
                """
            )
        )
        #expect(all["modules.a.servers.web[0]"]?.value("location") == "hel1")
        #expect(all["modules.b.servers.web[0]"] != nil)
    }

    @Test("refer to what stands elsewhere by its ID, in both directions")
    func references() throws {
        let all = try resources(
            load(
                """
                stack: shop
                settings: { location: fsn1 }
                networks: { back: { ip_range: 10.0.0.0/16 } }
                modules: { eu: { source: cluster, variables: { network_id: "${networks.back.id}" } } }
                volumes: { log: { size: 10, server: "${modules.eu.first}" } }
                """,
                cluster: Self.cluster.replacing(
                    "server_type: cx23,",
                    with: "server_type: cx23, networks: [{ network: \"${network_id}\" }],"
                )
            )
        )
        let server = ResourceAddress("servers", "web", .index(0), in: ModulePath([.init("eu")]))
        #expect(all["volumes.log"]?.value("server") == .reference(.resource(server)))
        let networks = all[server.description]?.value("networks")?.list?.first
        #expect(networks?["network"] == .reference(.resource(.fixture("networks.back"))))
    }

    @Test("inherit settings, and say their own over them")
    func settings() throws {
        let all = try resources(
            load(
                """
                stack: shop
                settings: { location: nbg1, labels: { team: shop, tier: base } }
                modules: { eu: { source: cluster } }
                """,
                cluster: """
                    settings: { labels: { tier: web } }
                    placement_groups: { web: { type: spread } }
                    servers: { web: { server_type: cx23, image: debian-12 } }
                    """
            )
        )
        #expect(all["modules.eu.servers.web"]?.value("location") == "nbg1")
        #expect(all["modules.eu.servers.web"]?.value(.labels) == ["team": "shop", "tier": "web"])
    }

    @Test("can use modules themselves, with paths relative to where they are written")
    func nested() throws {
        let all = try resources(
            load(
                "stack: shop\nmodules: { eu: { source: cluster } }",
                cluster: "modules: { cache: { source: ../cache, count: 2, variables: { town: fsn1 } } }",
                [
                    "cache/hzform.yml": """
                    variables: { town: { type: string } }
                    include: [more.yaml]
                    """,
                    "cache/more.yaml":
                        "servers: { redis: { server_type: cx23, image: debian-12, location: \"${town}\" } }",
                ]
            )
        )
        #expect(
            all.keys.sorted() == [
                "modules.eu.modules.cache[0].servers.redis", "modules.eu.modules.cache[1].servers.redis",
            ]
        )
        #expect(all["modules.eu.modules.cache[1].servers.redis"]?.value(.name) == "eu-cache-2-redis")
    }

    @Test("can be waited for, as a whole or a resource of them")
    func dependencies() throws {
        let all = try resources(
            load(
                """
                stack: shop
                settings: { location: fsn1 }
                modules: { eu: { source: cluster } }
                volumes:
                  whole: { size: 10, depends_on: [modules.eu] }
                  one: { size: 10, depends_on: ["modules.eu.servers.web[0]"] }
                """
            )
        )
        let whole = all["volumes.whole"]?.dependsOn.map(\.address.description)
        #expect(whole == ["modules.eu.servers.web[0]", "modules.eu.volumes.data"])
        #expect(all["volumes.one"]?.dependsOn.map(\.address.description) == ["modules.eu.servers.web[0]"])
    }

    @Test("keep what is secret, given or told")
    func secrets() throws {
        let loaded = load(
            """
            stack: shop
            variables: { key: { type: string, sensitive: true, default: hush } }
            modules: { eu: { source: cluster, variables: { password: "${key}" } } }
            outputs: { secret: "${modules.eu.secret}" }
            """
        )
        #expect(loaded.diagnostics.map(\.description) == [])
        #expect(loaded.desired?.outputs.first?.isSensitive == true)
        let server = loaded.desired?.resources.first { $0.key.section == "servers" }?.value
        #expect(server?.attributes["user_data"]?.isSensitive == true)
        let open = load(
            "stack: shop\nmodules: { eu: { source: cluster } }\nvolumes: { \"a\": { size: 10, name: \"${modules.eu.secret}\", location: fsn1 } }"
        )
        #expect(open.diagnostics.map(\.code) == ["sensitive-value"])
    }

    @Test("are moved as a whole, and what stood in the file moves into them")
    func moves() throws {
        let loaded = load(
            """
            stack: shop
            modules: { eu: { source: cluster } }
            moved:
              - { from: modules.old, to: modules.eu }
              - { from: volumes.data, to: modules.eu.volumes.data }
            """
        )
        #expect(loaded.diagnostics.map(\.description) == [])
        #expect(loaded.desired?.moves.count == 2)
    }
}
