import ResourceModel
import Testing

@Suite("Resource addresses")
struct ResourceAddressTests {
    @Test(
        "an address is read back from its text",
        arguments: ["servers.web", "servers.web[0]", "servers.web[12]", "servers.web[\"a.b\"]", "zones.a-b_c"]
    )
    func roundTrip(text: String) {
        #expect(ResourceAddress(text)?.description == text)
    }

    @Test(
        "what is no address is refused",
        arguments: [
            "", "servers", ".web", "servers.", "servers.web[", "servers.web[]", "servers.web[-1]", "servers.web[01]",
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

    @Test("an address that is a label value keeps its text")
    func plainLabel() {
        #expect(Ownership.label(for: ResourceAddress("servers", "web")) == "servers.web")
        #expect(Ownership.label(for: ResourceAddress("servers", "web", .index(3))) == "servers.web.3")
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
