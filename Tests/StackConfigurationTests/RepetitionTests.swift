import Diagnostics
import ResourceModel
import StackConfiguration
import Testing

@Suite("Repetition")
struct RepetitionTests {
    private let tier = """
        stack: shop
        variables: { count: { type: integer, default: 2 } }
        networks:
          backend:
            ip_range: 10.0.0.0/16
            subnets: [{ type: cloud, network_zone: eu-central, ip_range: 10.0.1.0/24 }]
        ssh_keys:
          team:
            for_each: { ada: ssh-ed25519 AAAAC3Nz, grace: ssh-ed25519 AAAAC3Nx }
            public_key: "${each.value} ${each.key}"
        placement_groups:
          web: { type: spread }
        servers:
          web:
            count: ${count}
            server_type: cx23
            image: debian-12
            ssh_keys: [team]
            placement_group: web
            networks: [{ network: backend, ip: "10.0.1.${10 + index}" }]
            labels: { n: "n${index}" }
          db: { server_type: cx23, image: debian-12, depends_on: [servers.web] }
        volumes:
          data: { size: 50, server: "web[1]", format: ext4 }
        """

    private func desired(_ assignments: [String] = []) throws -> DesiredState {
        var sources = VariableSources()
        sources.assignments = assignments
        let loaded = load(tier, files: [:], sources: sources)
        #expect(loaded.diagnostics.map(\.description) == [])
        return try #require(loaded.desired)
    }

    @Test("count makes as many resources, each with its index, address and name")
    func count() throws {
        let desired = try desired()
        let servers = desired.resources.keys.filter { $0.section == "servers" }.sorted().map(\.description)
        #expect(servers == ["servers.db", "servers.web[0]", "servers.web[1]"])
        let second = try #require(desired.resources[ResourceAddress("servers", "web", .index(1))])
        #expect(second.value(.name) == "web-2")
        #expect(second.value(.labels) == ["n": "n1"])
        #expect(second.value("networks")?.list?.first?["ip"] == "10.0.1.11")
    }

    @Test("for_each makes a resource of each key, which sees the key and its value")
    func forEach() throws {
        let key = try #require(try desired().resources[ResourceAddress("ssh_keys", "team", .key("ada"))])
        #expect(key.value(.name) == "team-ada")
        #expect(key.value("public_key")?.string?.hasPrefix("ssh-ed25519 AAAAC3Nz") == true)
    }

    @Test("a name stands for one instance with brackets, in a list for all, and depends_on follows")
    func references() throws {
        let desired = try desired()
        let first = ResourceAddress("servers", "web", .index(0))
        let second = ResourceAddress("servers", "web", .index(1))
        let volume = try #require(desired.resources[ResourceAddress("volumes", "data")])
        #expect(volume.value("server") == .reference(.resource(second)))
        let keys = try #require(desired.resources[first]?.value("ssh_keys"))
        #expect(keys.addresses.map(\.description) == ["ssh_keys.team[\"ada\"]", "ssh_keys.team[\"grace\"]"])
        #expect(desired.resources[ResourceAddress("servers", "db")]?.dependsOn.map(\.address) == [first, second])
    }

    @Test("what is wrong in a repeated resource is said once")
    func once() {
        let found = problems(
            """
            stack: shop
            volumes:
              data: { count: 3, size: "${index + 5}", location: fsn1, sise: 3 }
            """
        )
        #expect(found.filter { $0.contains("unknown-attribute") }.count == 1)
    }

    @Test("a count that is out of reach of an instance is told where the instance is named")
    func unknownInstance() {
        var sources = VariableSources()
        sources.assignments = ["count=1"]
        let loaded = load(tier, files: [:], sources: sources)
        #expect(loaded.diagnostics.map(\.code.name) == ["unknown-reference"])
    }
}
