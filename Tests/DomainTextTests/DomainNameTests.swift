import DomainText
import Testing

@Suite("Names of DNS")
struct DomainNameTests {
    @Test(
        "names in any spelling become equal",
        arguments: [
            ("WWW.Shop.Example", "www.shop.example"),
            // Vectors of RFC 3492, section 7.1, and the IDN test domains.
            ("bücher", "xn--bcher-kva"),
            ("Bu\u{308}cher.example", "xn--bcher-kva.example"),
            ("例え。テスト", "xn--r8jz45g.xn--zckzah"),
            ("почемужеонинеговорятпорусски", "xn--b1abfaaepdrnnbgefbadotcwatmq2g4l"),
            ("xn--bcher-kva", "xn--bcher-kva"),
            ("BÜCHER.Example.", "xn--bcher-kva.example."),
            // A letter of its own to IDNA 2008, not two `s`.
            ("Straße", "xn--strae-oqa"),
            ("_dmarc.bücher", "_dmarc.xn--bcher-kva"),
            ("*.bücher", "*.xn--bcher-kva"),
        ]
    )
    func names(written: String, normal: String) {
        #expect(DomainName.normalized(written) == normal)
        #expect(DomainName.normalized(normal) == normal)
    }

    @Test(
        "a zone is what can be registered, as far as the name tells",
        arguments: [
            ("shop.example", nil), ("shop.de", nil), ("shop.co.uk", nil), ("Shop.Example.", nil),
            ("dev.shop.example", .subdomain(of: "shop.example", prefix: "dev")),
            ("a.dev.shop.de", .subdomain(of: "shop.de", prefix: "a.dev")),
            ("dev.shop.co.uk", .subdomain(of: "shop.co.uk", prefix: "dev")),
            ("co.uk", .publicSuffix), ("113.0.203.in-addr.arpa", .reverse), ("8.b.d.0.1.0.0.2.ip6.arpa", .reverse),
            // Only the registry knows where these end.
            ("shop.kobe.jp", nil), ("shop.uk.com", nil),
        ] as [(String, ZoneProblem?)]
    )
    func registrable(name: String, problem: ZoneProblem?) {
        #expect(DomainName.problem(ofZone: name) == problem)
    }

    @Test("a zone needs two labels, and loses its final dot")
    func zones() {
        #expect(DomainName.isZone("shop.example"))
        #expect(DomainName.isZone("bücher.example."))
        #expect(DomainName.normalizedZone("Shop.Example.") == "shop.example")
        for wrong in ["shop", "", ".", "shop..example", "-shop.example", "_dmarc.example", "*.example"] {
            #expect(!DomainName.isZone(wrong), "\(wrong)")
        }
    }

    @Test("names in a zone are relative")
    func recordNames() {
        for right in ["@", "*", "www", "*.dev", "_dmarc", "a.b.c", "bücher"] { #expect(DomainName.isRecordName(right)) }
        for wrong in ["", "www.", "a..b", "a.*", "www.shop.example.", "a b"] {
            #expect(!DomainName.isRecordName(wrong))
        }
    }

    @Test(
        "what IDNA does not allow is no name",
        arguments: ["☕.example", "-ü.example", "ü-.example", "ab--ü.example", "a\u{200D}b.example", "ü b.example"]
    )
    func disallowed(name: String) {
        #expect(!DomainName.isZone(name))
        #expect(!DomainName.isRecordName(name))
    }
}
