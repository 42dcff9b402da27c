import NetworkText
import Testing

@Suite("The dialects of addresses")
struct DialectTests {
    @Test(
        "an IPv4 address in IPv6 groups is the IPv4 address to Kubernetes alone",
        arguments: ["::ffff:c0a8:1", "0:0:0:0:0:FFFF:C0A8:1"]
    )
    func mapped(text: String) {
        #expect(IPAddress(text, as: .kubernetes)?.description == "192.168.0.1")
        #expect(IPAddress(text)?.description == "::ffff:c0a8:1")
    }

    @Test("a dotted tail is no text of Kubernetes", arguments: ["::ffff:192.168.0.1", "fe80::1.2.3.4"])
    func dottedTail(text: String) {
        #expect(IPAddress(text, as: .kubernetes) == nil)
        #expect(IPAddress(text)?.family == .ipv6)
    }

    @Test("other addresses are the same to both", arguments: ["10.0.0.1", "2001:DB8::1", "::", "::fffe:c0a8:1"])
    func alike(text: String) throws {
        let address = try #require(IPAddress(text))
        #expect(IPAddress(text, as: .kubernetes) == address)
    }

    @Test("the prefix of an unwrapped address counts the bits of the address itself")
    func mappedPrefix() throws {
        let placed = try #require(CIDR.placed("::ffff:c0a8:1/112", as: .kubernetes))
        #expect(placed.address.description == "192.168.0.1")
        #expect(placed.prefix == 16)
        #expect(CIDR.placed("::ffff:c0a8:1/95", as: .kubernetes) == nil)
        #expect(CIDR.placed("::ffff:c0a8:1/112", as: .rfc4291)?.prefix == 112)
    }
}
