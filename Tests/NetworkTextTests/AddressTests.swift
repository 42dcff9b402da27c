import NetworkText
import Testing

@Suite("Addresses and ranges")
struct NetworksTests {
    @Test(
        "an address has one spelling",
        arguments: [
            ("10.0.0.1", "10.0.0.1"), ("::", "::"), ("::1", "::1"), ("2001:DB8:0:0:1:0:0:1", "2001:db8::1:0:0:1"),
            ("2001:db8:0:1:1:1:1:1", "2001:db8:0:1:1:1:1:1"), ("fe80::1.2.3.4", "fe80::102:304"), ("1::", "1::"),
            ("2001:db8::0:1", "2001:db8::1"), ("::ffff:1.2.3.4", "::ffff:102:304"),
            ("1:2:3:4:5:6:7::", "1:2:3:4:5:6:7:0"),
            ("::2:3:4:5:6:7:8", "0:2:3:4:5:6:7:8"), ("1:2:3:4:5:6:1.2.3.4", "1:2:3:4:5:6:102:304"),
            ("255.255.255.255", "255.255.255.255"), ("FFFF:ffff::", "ffff:ffff::"),
        ]
    )
    func canonical(text: String, canonical: String) {
        #expect(IPAddress(text)?.description == canonical)
    }

    @Test(
        "what is no address is refused",
        arguments: [
            "", "1.2.3", "1.2.3.256", "01.2.3.4", "1.2.3.4.5", ":", ":::", "1::2::3", "1:2:3:4:5:6:7:8:9", "12345::",
            "g::", "1.2.3.4::", "1:2:3:4:5:6:7::8:9", " 1.2.3.4", "١.2.3.4",
            "1.2.3.4 ", "1.2.3.", ".1.2.3", "1..2.3", "1.2.3.0004", "+1.2.3.4", "1:2:3:4:5:6:7", "1:2:3:4:5:6:7:", "1:",
            "1:2:3:4:5:6:7:8::", "::1:2:3:4:5:6:7:8", "1:2:3:4:5:6:7:1.2.3.4", "::1.2.3", "::1.2.3.4:5", "::1%eth0",
            "10.0.0.0/8", "::/0",
        ]
    )
    func refused(text: String) {
        #expect(IPAddress(text) == nil)
    }

    @Test("a range contains its addresses and its parts, and nothing else")
    func contains() throws {
        let range = try #require(CIDR("10.0.0.0/16"))
        #expect(range.contains(try #require(IPAddress("10.0.255.255"))))
        #expect(!range.contains(try #require(IPAddress("10.1.0.0"))))
        #expect(range.contains(try #require(CIDR("10.0.1.0/24"))))
        #expect(!range.contains(try #require(CIDR("10.0.0.0/8"))))
        #expect(range.overlaps(try #require(CIDR("10.0.0.0/8"))))
        #expect(!range.contains(try #require(IPAddress("::"))))
    }

    @Test("a range ends where its host bits are all set")
    func last() throws {
        #expect(CIDR("10.0.0.0/16")?.last.description == "10.0.255.255")
        #expect(CIDR("::/0")?.last.description == "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff")
        #expect(CIDR("0.0.0.0/0")?.last.description == "255.255.255.255")
    }

    @Test("a range with host bits is told apart", arguments: ["10.0.0.1/24", "2001:db8::1/64"])
    func hostBits(text: String) {
        #expect(CIDR(text) == nil)
        #expect(CIDR.parse(text)?.hostBitsAreZero == false)
    }

    @Test(
        "what is no range is refused",
        arguments: [
            "10.0.0.0", "10.0.0.0/33", "10.0.0.0/-1", "10.0.0.0/08", "/8", "::/129", "10.0.0.0/", "10.0.0.0/8/8",
            "10.0.0.0/+8",
        ]
    )
    func noRange(text: String) {
        #expect(CIDR.parse(text) == nil)
    }

    @Test("a host is counted from the first address, inside the range alone")
    func host() {
        #expect(CIDR("10.0.0.0/30")?.host(3)?.description == "10.0.0.3")
        #expect(CIDR("10.0.0.0/30")?.host(4) == nil)
        #expect(CIDR("2001:db8::/64")?.host(1)?.description == "2001:db8::1")
    }
}
