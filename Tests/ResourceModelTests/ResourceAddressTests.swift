import ResourceModel
import Testing

@Suite("Resource addresses")
struct ResourceAddressTests {
    @Test(
        "an address is read back from its text",
        arguments: [
            "servers.web", "servers.web[0]", "servers.web[12]", "servers.web[\"a.b\"]", "zones.a-b_c",
            "modules.eu.servers.web", "modules.eu[3].modules.cache[\"a.b\"].servers.web[0]",
        ]
    )
    func roundTrip(text: String) {
        #expect(ResourceAddress(text)?.description == text)
    }

    @Test(
        "what is no address is refused",
        arguments: [
            "", "servers", ".web", "servers.", "servers.web[", "servers.web[]", "servers.web[-1]", "servers.web[01]",
            "modules.eu", "modules.eu.", "modules..servers.web", "modules.eu[x].servers.web", "modules.eu.servers",
            "modules.eu[0]servers.web",
        ]
    )
    func refused(text: String) {
        #expect(ResourceAddress(text) == nil)
    }

    @Test("instances are in the order of their numbers")
    func order() {
        let texts = ["servers.web[10]", "servers.web[2]", "servers.db", "networks.z", "servers.web"]
        let sorted = texts.compactMap { ResourceAddress($0) }.sorted().map(\.description)
        #expect(sorted == ["networks.z", "servers.db", "servers.web", "servers.web[2]", "servers.web[10]"])
    }

    @Test("what stands in a module comes after what stands in the file, in the order of the modules")
    func moduleOrder() {
        let texts = ["modules.b.a.a", "modules.a[10].a.a", "modules.a[2].a.a", "z.z", "modules.a.modules.a.a.a"]
        let sorted = texts.compactMap { ResourceAddress($0) }.sorted().map(\.description)
        #expect(sorted == ["z.z", "modules.a.modules.a.a.a", "modules.a[2].a.a", "modules.a[10].a.a", "modules.b.a.a"])
    }

    @Test(
        "the usual name in the cloud has the module, the logical name and the instance",
        arguments: [
            ("servers.web", "web"), ("servers.web[0]", "web-1"), ("servers.web[\"a\"]", "web-a"),
            ("modules.eu.servers.web", "eu-web"), ("modules.eu[1].servers.web[0]", "eu-2-web-1"),
        ]
    )
    func usualName(text: String, name: String) {
        #expect(ResourceAddress(text)?.usualName == name)
    }

    @Test("a path of modules is read back from its text, and tells what stands inside of it")
    func modulePath() throws {
        let outer = try #require(ModulePath("modules.eu[0]"))
        let inner = try #require(ModulePath("modules.eu[0].modules.cache"))
        #expect(inner.description == "modules.eu[0].modules.cache")
        #expect(outer.contains(inner) && outer.contains(outer) && !inner.contains(outer))
        #expect(ModulePath("") == nil && ModulePath("modules.eu.servers") == nil && ModulePath("servers") == nil)
    }

    @Test("an address that is a label value keeps its text")
    func plainLabel() {
        #expect(Ownership.label(for: ResourceAddress("servers", "web")) == "servers.web")
        #expect(Ownership.label(for: ResourceAddress("servers", "web", .index(3))) == "servers.web.3")
        let eu = ModulePath([.init("eu", .index(0))])
        #expect(Ownership.label(for: ResourceAddress("servers", "web", in: eu)) == "modules.eu.0.servers.web")
    }

    @Test("every other address becomes a label value of its own")
    func hashedLabel() {
        let long = String(repeating: "x", count: 80)
        let addresses = [
            ResourceAddress("servers", long), ResourceAddress("servers", long + "y"),
            ResourceAddress("servers", "web", .key("a/b")), ResourceAddress("servers", "web", .key("a.b")),
            ResourceAddress("servers", "größe"), ResourceAddress("servers", "web-"),
        ]
        let labels = addresses.map(Ownership.label)
        #expect(Set(labels).count == addresses.count)
        for label in labels {
            #expect(label.utf8.count <= 63)
            #expect(label.wholeMatch(of: #/[A-Za-z0-9]([A-Za-z0-9._-]*[A-Za-z0-9])?/#) != nil)
        }
    }
}
