import JSONDocuments
import Testing

@testable import CloudSimulator

struct RecordTypeTests {
    @Test(
        "values that a type has are taken",
        arguments: [
            (.a, "198.51.100.1"), (.aaaa, "2001:db8::1"), (.aaaa, "::ffff:198.51.100.1"),
            (.caa, #"0 issue "letsencrypt.org""#), (.caa, #"128 iodef "mailto:a@example.com""#),
            (.cname, "www"), (.cname, "www.example.com."), (.cname, "@"), (.ns, "ns1.example.com."),
            (.ptr, "host.example.com."), (.mx, "10 mail"), (.mx, "0 ."), (.srv, "0 5 5060 sip.example.com."),
            (.ds, "60485 5 1 2BB183AF5F22588179A53B0A98631FAD1A292118"),
            (.hinfo, #""PC" "Linux""#), (.hinfo, "PC Linux"), (.https, "0 example.net."),
            (.https, #"1 . alpn="h2,h3" ipv4hint=198.51.100.1"#), (.svcb, "1 svc.example.net. port=8443"),
            (.rp, "admin.example.com. info.example.com."), (.tlsa, "3 1 1 0A0B0C"),
            (.soa, "ns.example.com. dns.example.com. 1 86400 10800 3600000 3600"),
            (.txt, #""hello""#), (.txt, #""a" "b""#), (.txt, #""say \"hi\"; done""#), (.txt, #""""#),
        ] as [(RecordType, String)]
    )
    func taken(_ type: RecordType, _ value: String) {
        #expect(type.problem(in: value) == nil)
    }

    @Test(
        "values that a type cannot have are refused",
        arguments: [
            (.a, ""), (.a, "198.51.100.256"), (.a, "198.51.100.1 198.51.100.2"), (.a, "2001:db8::1"),
            (.aaaa, "198.51.100.1"), (.aaaa, "2001:db8:::1"), (.caa, "0 issue"), (.caa, #"256 issue "a""#),
            (.caa, #"0 is-sue "a""#), (.cname, "a b"), (.cname, "a..b"), (.cname, "-a"), (.mx, "mail"),
            (.mx, "65536 mail"), (.mx, "-1 mail"), (.srv, "0 5 sip"), (.ds, "1 5 1 2BB1"), (.ds, "1 5 9 2BB"),
            (.hinfo, #""PC""#), (.https, "0 example.net. alpn=h2"), (.https, "1 . alpn=h2 alpn=h3"),
            (.svcb, "1"), (.rp, "admin"), (.tlsa, "3 1 1 XYZ"), (.tlsa, "3 1 1"), (.soa, "ns dns 1 2 3 4"),
            (.soa, "ns dns 1 2 3 4 x"), (.txt, "hello"), (.txt, #""open"#), (.txt, #""a""b""#), (.txt, "\"a\nb\""),
            (.txt, "\"\(String(repeating: "x", count: 256))\""),
        ] as [(RecordType, String)]
    )
    func refused(_ type: RecordType, _ value: String) {
        #expect(type.problem(in: value) != nil)
    }

    @Test("an escape counts as the one byte that it stands for")
    func escapes() {
        #expect(RecordType.txt.problem(in: "\"\(String(repeating: #"\""#, count: 255))\"") == nil)
        #expect(RecordType.txt.problem(in: "\"\(String(repeating: #"\065"#, count: 256))\"") != nil)
    }

    @Test(
        "a zone's name is a registrable domain",
        arguments: [
            ("example.com", true), ("example.co.uk", true), ("xn--bcher-kva.example", true), ("co.uk", false),
            ("com", false), ("www.example.com", false), ("www.example.co.uk", false), ("Example.com", false),
            ("example.com.", false), ("example.123", false), ("exa_mple.com", false), ("", false), ("a..com", false),
            ("bücher.example", false),
        ]
    )
    func zoneNames(_ name: String, _ isValid: Bool) {
        #expect((DomainName.problem(inZone: name) == nil) == isValid)
    }

    @Test(
        "a record's name is relative to its zone",
        arguments: [
            ("@", true), ("www", true), ("*", true), ("*.dev", true), ("_acme-challenge.www", true), ("a.*", false),
            ("WWW", false), ("www.", false), ("", false), ("a b", false), (String(repeating: "a", count: 64), false),
        ]
    )
    func recordNames(_ name: String, _ isValid: Bool) {
        #expect(DomainName.isRecordName(name, in: "example.com") == isValid)
    }

    @Test(
        "a serial is the day and a number, and never goes back",
        arguments: [
            ("0", "2026112100"), ("2026112100", "2026112101"), ("2026112199", "2026112200"),
            ("2030010105", "2030010106"), ("4294967295", "1"),
        ]
    )
    func serials(_ before: String, _ after: String) throws {
        let moment = try #require(Moment("2026-11-21T10:00:00Z"))
        let soa = StartOfAuthority("ns. dns. \(before) 86400 10800 3600000 3600", at: moment)
        #expect(soa.value == "ns. dns. \(after) 86400 10800 3600000 3600")
    }
}
