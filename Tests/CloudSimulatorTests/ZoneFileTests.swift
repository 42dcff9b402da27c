import JSONDocuments
import Testing

@testable import CloudSimulator

struct ZoneFileTests {
    static let file = #"""
        $ORIGIN example.com.
        $TTL 2h
        @   IN SOA hydrogen.ns.hetzner.com. dns.hetzner.com. (
                2024010100 ; serial
                86400 10800
                3600000 3600 )
        @   IN NS hydrogen.ns.hetzner.com.
            IN NS oxygen.ns.hetzner.com.
            IN NS helium.ns.hetzner.de.
        ; a line of its own
        www        A 198.51.100.1 ; the web server
        www        A 198.51.100.2
        mail.example.com. 300 IN MX 10 mx
        txt IN 600 TXT "v=spf1; -all" "more"
        WWW6       AAAA 2001:db8::1
        """#

    @Test("a zone file is read with its names, times, classes, parentheses and comments")
    func reading() throws {
        let file = try ZoneFile(ZoneFileTests.file, zone: "example.com")
        #expect(file.ttl == 7_200)
        #expect(
            file.entries.map { "\($0.name)/\($0.type.rawValue) \($0.ttl ?? 0) \($0.records.map(\.value))" } == [
                #"@/SOA 0 ["hydrogen.ns.hetzner.com. dns.hetzner.com. 2024010100 86400 10800 3600000 3600"]"#,
                #"@/NS 0 ["hydrogen.ns.hetzner.com.", "oxygen.ns.hetzner.com.", "helium.ns.hetzner.de."]"#,
                #"www/A 0 ["198.51.100.1", "198.51.100.2"]"#, #"mail/MX 300 ["10 mx"]"#,
                #"txt/TXT 600 ["\"v=spf1; -all\" \"more\""]"#, #"www6/AAAA 0 ["2001:db8::1"]"#,
            ]
        )
        #expect(file.entries[2].records.map(\.comment) == ["the web server", nil])
    }

    @Test(
        "what a zone file cannot have is refused with its line",
        arguments: [
            ("$ORIGIN example.net.", "line 1: $ORIGIN must be example.com."),
            ("\n$INCLUDE other", "line 2: $INCLUDE is not supported"),
            ("$TTL 5", "line 1: $TTL must be between 60 and 2147483647"),
            (" A 198.51.100.1", "line 1: the first record has no name"),
            ("www CH A 198.51.100.1", "line 1: only the class IN is supported"),
            ("www LOC 1", "line 1: the type 'LOC' is not supported"),
            ("www", "line 1: the type is missing"),
            ("www A 1", "line 1: '1' is not a valid A record"),
            ("www.example.net. A 198.51.100.1", "line 1: 'www.example.net.' is not a name in the zone example.com"),
            ("www A 198.51.100.1\nwww A 198.51.100.1", "line 2: the record is there twice"),
            ("www 60 A 198.51.100.1\nwww A 198.51.100.2", "line 2: the A records of www have different TTLs"),
            ("www CNAME a\nwww CNAME b", "line 2: www has two CNAME records"),
            ("www TXT \"open", "line 1: a quote is not closed"),
            ("www TXT ( \"a\"", "line 1: a parenthesis is not closed"),
            ("www TXT )", "line 1: a parenthesis is closed that was not opened"),
            ("www 5 A 198.51.100.1", "line 1: the TTL must be between 60 and 2147483647"),
        ]
    )
    func refused(_ text: String, _ problem: String) {
        let error = #expect(throws: ZoneFile.Malformed.self) { try ZoneFile(text, zone: "example.com") }
        #expect(error?.text == problem)
    }

    @Test("what a zone exports can be imported again and says the same")
    func roundTrip() async throws {
        let test = TestCloud()
        let body: JSONValue = ["name": "example.com", "mode": "primary", "zonefile": .string(ZoneFileTests.file)]
        let zone = try await test.create("zones", body)
        let sets = await test.get("zones/\(zone)/rrsets?sort=id")["rrsets"].elements.map(\.withoutSerial)
        let exported = try #require(await test.get("zones/\(zone)/zonefile")["zonefile"].text)
        #expect(exported.hasPrefix("$ORIGIN\texample.com.\n$TTL\t7200\n\n@\tIN\tSOA\t"))
        #expect(exported.contains("www\tIN\tA\t198.51.100.1 ; the web server\n"))
        #expect(exported.contains("mail\t300\tIN\tMX\t10 mx\n"))
        #expect(await test.post("zones/\(zone)/actions/import_zonefile", ["zonefile": .string(exported)]).status == 201)
        await test.wait(seconds: 2)
        #expect(await test.get("zones/\(zone)/rrsets?sort=id")["rrsets"].elements.map(\.withoutSerial) == sets)
        #expect(await test.get("zones/\(zone)")["zone"]["record_count"].int == 9)
    }

    @Test("an import replaces everything, counts the serial up, and fails at a protected set")
    func importing() async throws {
        let test = TestCloud()
        let zone = try await test.create("zones", ["name": "example.com", "mode": "primary"])
        let old: JSONValue = ["name": "old", "type": "A", "records": [["value": "198.51.100.9"]], "labels": ["a": "b"]]
        _ = await test.post("zones/\(zone)/rrsets", old)
        await test.wait(seconds: 2)
        let path = "zones/\(zone)/actions/import_zonefile"
        let body: JSONValue = ["zonefile": .string(ZoneFileTests.file)]
        _ = await test.post("zones/\(zone)/rrsets/old/A/actions/change_protection", ["change": true])
        await test.wait(seconds: 2)
        #expect(await test.post(path, body).message == "RRSet(s) is/are change protected")
        _ = await test.post("zones/\(zone)/rrsets/old/A/actions/change_protection", ["change": false])
        await test.wait(seconds: 2)
        let before = try await ZoneTests.serial(test, zone)
        #expect(await test.post(path, body)["action"]["command"].text == "import_zonefile")
        #expect(await test.get("zones/\(zone)/rrsets/old/A").status == 200)
        await test.wait(seconds: 2)
        #expect(await test.get("zones/\(zone)/rrsets/old/A").status == 404)
        #expect(try await ZoneTests.serial(test, zone) > before)
        #expect(await test.get("zones/\(zone)")["zone"]["ttl"].int == 7_200)
    }

    @Test(
        "an import needs Hetzner's nameservers",
        arguments: ["www A 198.51.100.1", "@ SOA a. b. 1 2 3 4 5\n@ NS hydrogen.ns.hetzner.com."]
    )
    func incomplete(_ text: String) async throws {
        let test = TestCloud()
        let zone = try await test.create("zones", ["name": "example.com", "mode": "primary"])
        let answer = await test.post("zones/\(zone)/actions/import_zonefile", ["zonefile": .string(text)])
        #expect(answer.status == 422)
        #expect(answer.fields == ["zonefile"])
    }

    @Test("an import without a start of authority leaves the zone's own, and counts it up")
    func withoutStartOfAuthority() async throws {
        let test = TestCloud()
        let zone = try await test.create("zones", ["name": "example.com", "mode": "primary"])
        await test.wait(seconds: 2)
        let before = try await ZoneTests.serial(test, zone)
        let servers = Zone.nameservers.map { "@ NS \($0)" }.joined(separator: "\n")
        let answer = await test.post("zones/\(zone)/actions/import_zonefile", ["zonefile": .string(servers)])
        #expect(answer.status == 201, "\(answer.text)")
        await test.wait(seconds: 2)
        #expect(try await ZoneTests.serial(test, zone) == before + 1)
    }
}

extension JSONValue {
    /// A set's text without what every change of its zone changes.
    fileprivate var withoutSerial: String {
        let text = description
        return self["type"].text == "SOA" ? "SOA" : text
    }
}
