import JSONDocuments
import Testing

@testable import CloudSimulator

extension Correction {
    static let ofZones = [
        Correction("B1", "a zone with a record set that is protected from change stays", [.ansible]) { test in
            let zone = try await zone(test)
            let path = "zones/\(zone)/rrsets/www/A/actions/change_protection"
            _ = await test.post(path, ["change": true])
            await test.wait(seconds: 5)
            let refused = await test.delete("zones/\(zone)")
            #expect(refused.code == "protected")
            _ = await test.post(path, ["change": false])
            await test.wait(seconds: 5)
            #expect(await test.delete("zones/\(zone)").status == 201)
        },
        Correction("B2", "a zone file may leave out the start of authority", [.ansible]) { test in
            let file = "$ORIGIN\texample.org.\n$TTL\t3600\n@\t600\tIN\tA\t192.168.254.2\n"
            let body: JSONValue = ["name": "example.org", "mode": "primary", "zonefile": .string(file)]
            let id = try await test.create("zones", body)
            #expect(await test.get("zones/\(id)/rrsets/@/SOA").status == 200)
            #expect(await test.get("zones/\(id)/rrsets/@/NS")["rrset"]["records"].elements.count == 3)
        },
        Correction("B3", "key!=value selects only record sets that have the key", [.ansible]) { test in
            let zone = try await zone(test, ["key": "value"])
            #expect(await test.get("zones/\(zone)/rrsets?label_selector=key%3Dvalue").total == 1)
            #expect(await test.get("zones/\(zone)/rrsets?label_selector=key%21%3Dvalue").total == 0)
            #expect(await test.get("zones/\(zone)/rrsets?label_selector=key%21%3Dother").total == 1)
        },
        Correction(
            "B8",
            "a domain that nobody registered is never delegated",
            [.ansible, .commandLine],
            tellsUnregisteredDomains
        ),
        Correction("B13", "an exported zone begins with $ORIGIN, a tab and the name", [.commandLine]) { test in
            let zone = try await zone(test)
            let file = await test.get("zones/\(zone)/zonefile")["zonefile"].text
            #expect(file?.contains("$ORIGIN\texample.com.\n") == true)
        },
        Correction(
            "B15",
            "what is wrong with a record is the message, and the field has its place",
            [.commandLine, .certbot]
        ) { test in
            let zone = try await zone(test)
            let body: JSONValue = ["records": [["value": "198.51.100.1"]]]
            let refused = await test.post("zones/\(zone)/rrsets/www/A/actions/add_records", body)
            #expect(refused.code == "invalid_input")
            #expect(refused.message?.hasPrefix("duplicate value") == true)
            #expect(refused.fields == ["records.0.value"])
        },
    ]

    private static func zone(_ test: TestCloud, _ labels: JSONValue = [:]) async throws -> Int {
        let www: JSONValue = [
            "name": "www", "type": "A", "records": [["value": "198.51.100.1"]], "labels": labels,
        ]
        let zone = try await test.create("zones", ["name": "example.com", "mode": "primary", "rrsets": [www]])
        await test.wait(seconds: 5)
        return zone
    }

    @Sendable
    private static func tellsUnregisteredDomains(_ test: TestCloud) async throws {
        let zone = try await zone(test)
        func nameservers() async -> JSONValue { await test.get("zones/\(zone)")["zone"]["authoritative_nameservers"] }
        let fresh: JSONValue = await nameservers()
        #expect(fresh["assigned"].elements.isEmpty)
        #expect(fresh["delegated"].elements.isEmpty)
        #expect(fresh["delegation_last_check"].isNull)
        #expect(fresh["delegation_status"].text == "unknown")
        await test.wait(seconds: 3_600)
        let checked: JSONValue = await nameservers()
        #expect(checked["delegation_status"].text == "unregistered")
        #expect(!checked["delegation_last_check"].isNull)
    }
}
