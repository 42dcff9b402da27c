import JSONDocuments
import Testing

@testable import CloudSimulator

struct ZoneTests {
    static let record = #"{"value": "198.51.100.1"}"#

    static let refusals = [
        Refusal("POST", "zones", "{}", wrong: ["name", "mode"]),
        create(#""name": "www.example.com""#, wrong: ["name"]),
        create(#""name": "example.com""#, 409, "uniqueness_error", "name is already used"),
        create(#""ttl": 59"#, wrong: ["ttl"]),
        create(#""rrsets": [], "zonefile": """#, wrong: ["rrsets", "zonefile"]),
        create(#""mode": "secondary""#, wrong: ["primary_nameservers"]),
        create(
            #""mode": "secondary", "primary_nameservers": [{"address": "x"}]"#,
            wrong: ["primary_nameservers.0.address"]
        ),
        create(
            #""rrsets": [{"name": "a", "type": "A", "records": []}]"#,
            wrong: ["rrsets.0.records"]
        ),
        Refusal("GET", "zones/example.net", 404, "not_found", "zone with ID 'example.net' not found"),
        Refusal("DELETE", "zones/{kept}", 423, "protected", "zone is delete protected"),
        Refusal("POST", "zones/{zone}/actions/change_ttl", "{}", wrong: ["ttl"]),
        mode("POST", "actions/import_zonefile", #"{"zonefile": ""}"#),
        mode("GET", "zonefile", ""),
        mode("GET", "rrsets", ""),
        mode("POST", "rrsets", "{}"),
        mode("GET", "rrsets/www/A", ""),
        mode("POST", "rrsets/www/A/actions/add_records", "{}"),
        Refusal(
            "POST",
            "zones/{zone}/actions/change_primary_nameservers",
            #"{"primary_nameservers": [{"address": "198.51.100.1"}]}"#,
            422,
            "incorrect_zone_mode",
            "This operation is not supported for this Zone's mode."
        ),
        rrset(#"{}"#, wrong: ["name", "type", "records"]),
        rrset(#"{"name": "WWW", "type": "A", "records": [\#(record)]}"#, wrong: ["name"]),
        rrset(#"{"name": "b", "type": "LOC", "records": [\#(record)]}"#, wrong: ["type"]),
        rrset(#"{"name": "b", "type": "A", "records": []}"#, wrong: ["records"]),
        rrset(#"{"name": "b", "type": "A", "records": [\#(record), \#(record)]}"#, wrong: ["records.1.value"]),
        rrset(
            #"{"name": "b", "type": "TXT", "records": [{"value": "x"}]}"#,
            wrong: ["records.0.value"]
        ),
        rrset(#"{"name": "www", "type": "CNAME", "records": [{"value": "b"}]}"#, wrong: ["type"]),
        rrset(#"{"name": "@", "type": "CNAME", "records": [{"value": "b"}]}"#, wrong: ["type"]),
        rrset(#"{"name": "alias", "type": "A", "records": [\#(record)]}"#, wrong: ["type"]),
        Refusal(
            "POST",
            "zones/{zone}/rrsets",
            #"{"name": "www", "type": "A", "records": [\#(record)]}"#,
            409,
            "uniqueness_error",
            "name is already used"
        ),
        Refusal("DELETE", "zones/{zone}/rrsets/@/SOA", wrong: ["type"]),
        Refusal("DELETE", "zones/{zone}/rrsets/@/NS", wrong: ["records"]),
        Refusal("GET", "zones/{zone}/rrsets/no/A", 404, "not_found", "RRSet with ID 'no/A' not found"),
        Refusal("GET", "zones/{zone}/rrsets/www/a", 404, "not_found", "RRSet with ID 'www/a' not found"),
        action("www/A", "set_records", #"{"records": []}"#, wrong: ["records"]),
        action("no/A", "set_records", "{}", 404, "not_found", "RRSet with ID 'no/A' not found"),
        action(
            "www/A",
            "add_records",
            #"{"records": [\#(record)]}"#,
            wrong: ["records.0.value"]
        ),
        action(
            "www/A",
            "add_records",
            #"{"records": [{"value": "198.51.100.2"}], "ttl": 61}"#,
            wrong: ["ttl"]
        ),
        action(
            "www/A",
            "remove_records",
            #"{"records": [{"value": "198.51.100.9"}]}"#,
            404,
            "not_found",
            "record '198.51.100.9' not found"
        ),
        action(
            "@/NS",
            "remove_records",
            #"{"records": [{"value": "hydrogen.ns.hetzner.com."}]}"#,
            wrong: ["records"]
        ),
        action(
            "www/A",
            "update_records",
            #"{"records": [\#(record)]}"#,
            wrong: ["records.0.comment"]
        ),
        action("www/A", "change_ttl", "{}", wrong: ["ttl"]),
        action("www/A", "change_protection", "{}", wrong: ["change"]),
        action("safe/A", "set_records", #"{"records": [\#(record)]}"#, 423, "protected", protected),
        action("safe/A", "add_records", #"{"records": [{"value": "198.51.100.7"}]}"#, 423, "protected", protected),
        action("safe/A", "remove_records", #"{"records": [\#(record)]}"#, 423, "protected", protected),
        action("safe/A", "change_ttl", #"{"ttl": null}"#, 423, "protected", protected),
        Refusal("DELETE", "zones/{zone}/rrsets/safe/A", 423, "protected", protected),
    ]

    private static let protected = "RRSet(s) is/are change protected"

    private static func create(_ fields: String, _ status: Int, _ code: String, _ message: String) -> Refusal {
        let body = #"{"name": "example.org", "mode": "primary", \#(fields)}"#
        return Refusal("POST", "zones", body, status, code, message)
    }

    private static func mode(_ method: String, _ path: String, _ body: String) -> Refusal {
        let message = "This operation is not supported for this Zone's mode."
        return Refusal(method, "zones/{second}/\(path)", body, 422, "incorrect_zone_mode", message)
    }

    private static func create(_ fields: String, wrong: [String]) -> Refusal {
        Refusal("POST", "zones", #"{"name": "example.org", "mode": "primary", \#(fields)}"#, wrong: wrong)
    }

    private static func rrset(_ body: String, wrong: [String]) -> Refusal {
        Refusal("POST", "zones/{zone}/rrsets", body, wrong: wrong)
    }

    private static func action(_ rrset: String, _ name: String, _ body: String, wrong: [String]) -> Refusal {
        Refusal("POST", "zones/{zone}/rrsets/\(rrset)/actions/\(name)", body, wrong: wrong)
    }

    private static func action(
        _ rrset: String,
        _ name: String,
        _ body: String,
        _ status: Int,
        _ code: String,
        _ message: String
    ) -> Refusal {
        Refusal("POST", "zones/{zone}/rrsets/\(rrset)/actions/\(name)", body, status, code, message)
    }

    private static func secondary(_ test: TestCloud) async throws -> Int {
        let nameserver: JSONValue = [
            "address": "198.51.100.5", "tsig_algorithm": "hmac-sha256", "tsig_key": "c2VjcmV0",
        ]
        let body: JSONValue = ["name": "example.net", "mode": "secondary", "primary_nameservers": [nameserver]]
        return try await test.create("zones", body)
    }

    static func serial(_ test: TestCloud, _ zone: Int) async throws -> Int {
        let soa = await test.get("zones/\(zone)/rrsets/@/SOA")["rrset"]["records"].elements.first
        let fields = try #require(soa?["value"].text).split(separator: " ")
        return try #require(Int(fields[2]))
    }

    @Test("what a zone cannot do is refused", arguments: refusals)
    func refused(_ refusal: Refusal) async throws {
        let test = TestCloud()
        func set(_ name: JSONValue, _ type: JSONValue, _ value: JSONValue) -> JSONValue {
            ["name": name, "type": type, "records": [["value": value]]]
        }
        let sets: JSONValue = [
            set("www", "A", "198.51.100.1"), set("safe", "A", "198.51.100.1"), set("alias", "CNAME", "www"),
        ]
        let zone = try await test.create("zones", ["name": "example.com", "mode": "primary", "rrsets": sets])
        let kept = try await test.create("zones", ["name": "kept.example", "mode": "primary"])
        let second = try await ZoneTests.secondaryNamed("second.example", test)
        _ = await test.post("zones/kept.example/actions/change_protection", ["delete": true])
        _ = await test.post("zones/\(zone)/rrsets/safe/A/actions/change_protection", ["change": true])
        await test.wait(seconds: 2)
        await refusal.check(test, ["zone": zone, "kept": kept, "second": second])
    }

    private static func secondaryNamed(_ name: JSONValue, _ test: TestCloud) async throws -> Int {
        let nameservers: JSONValue = [["address": "198.51.100.5"]]
        return try await test.create("zones", ["name": name, "mode": "secondary", "primary_nameservers": nameservers])
    }

    @Test("a new zone has a start of authority and three name servers, and is updating until its action ends")
    func creation() async throws {
        var settings = SimulatorSettings.test()
        settings.registeredDomains = ["example.com"]
        let test = TestCloud(settings)
        let answer = await test.post("zones", ["name": "example.com", "mode": "primary", "labels": ["a": "b"]])
        #expect(answer.status == 201)
        #expect(answer["action"]["progress"].int == 50)
        #expect(answer["action"]["command"].text == "create_zone")
        let id = try #require(answer["zone"]["id"].int)
        var zone: JSONValue = await test.get("zones/example.com")["zone"]
        #expect(zone["status"].text == "updating")
        #expect(zone["record_count"].int == 4)
        #expect(zone["authoritative_nameservers"]["assigned"].texts == Zone.nameservers)
        #expect(zone["authoritative_nameservers"]["delegation_status"].text == "unknown")
        await test.wait(seconds: 1)
        zone = await test.get("zones/\(id)")["zone"]
        #expect(zone["status"].text == "ok")
        #expect(zone["authoritative_nameservers"]["delegation_status"].text == "valid")
        let sets = await test.get("zones/\(id)/rrsets")["rrsets"].elements
        #expect(sets.compactMap { $0["id"].text } == ["@/SOA", "@/NS"])
        #expect(sets[1]["records"].elements.compactMap { $0["value"].text } == Zone.nameservers)
    }

    @Test("records change in place, each change counts the serial up, and the set goes with its last record")
    func records() async throws {
        let test = TestCloud()
        let zone = try await test.create("zones", ["name": "example.com", "mode": "primary"])
        await test.wait(seconds: 2)
        var serial = try await ZoneTests.serial(test, zone)
        func expectCounted() async throws {
            await test.wait(seconds: 2)
            let next = try await ZoneTests.serial(test, zone)
            #expect(next == serial + 1)
            serial = next
        }
        let path = "zones/example.com/rrsets/www/A"
        let first: JSONValue = ["value": "198.51.100.1", "comment": "web"]
        let added = await test.post("\(path)/actions/add_records", ["records": [first], "ttl": 300])
        #expect(added["action"]["command"].text == "add_rrset_records")
        try await expectCounted()
        #expect(await test.get(path)["rrset"]["ttl"].int == 300)
        _ = await test.post("\(path)/actions/add_records", ["records": [["value": "198.51.100.2"]]])
        try await expectCounted()
        #expect(await test.get("zones/\(zone)")["zone"]["record_count"].int == 6)
        let comment: JSONValue = ["value": "198.51.100.2", "comment": "new"]
        #expect(await test.post("\(path)/actions/update_records", ["records": [comment]]).status == 200)
        await test.wait(seconds: 2)
        #expect(await test.get(path)["rrset"]["records"].elements.compactMap { $0["comment"].text } == ["web", "new"])
        _ = await test.post("\(path)/actions/set_records", ["records": [["value": "198.51.100.3"]]])
        try await expectCounted()
        _ = await test.post("\(path)/actions/change_ttl", ["ttl": nil])
        try await expectCounted()
        #expect(await test.get(path)["rrset"]["ttl"].isNull)
        #expect(await test.put(path, ["labels": ["a": "b"]])["rrset"]["labels"]["a"].text == "b")
        _ = await test.post("\(path)/actions/remove_records", ["records": [["value": "198.51.100.3"]]])
        try await expectCounted()
        #expect(await test.get(path).status == 404)
        let actions = await test.get("zones/\(zone)/actions?sort=id")["actions"].elements
        #expect(
            actions.compactMap { $0["command"].text } == [
                "create_zone", "add_rrset_records", "add_rrset_records", "update_rrset_records", "set_rrset_records",
                "change_rrset_ttl", "remove_rrset_records",
            ]
        )
    }

    @Test("actions on one zone queue up, and what excludes an earlier one fails")
    func queue() async throws {
        let test = TestCloud()
        _ = try await test.create("zones", ["name": "example.com", "mode": "primary"])
        let path = "zones/example.com/rrsets/x"
        _ = await test.post("\(path)/A/actions/add_records", ["records": [["value": "198.51.100.1"]]])
        _ = await test.post("\(path)/A/actions/add_records", ["records": [["value": "198.51.100.2"]]])
        let late = await test.post("\(path)/CNAME/actions/add_records", ["records": [["value": "www"]]])
        await test.wait(seconds: 2)
        #expect(await test.get("\(path)/A")["rrset"]["records"].elements.count == 2)
        let id = try #require(late["action"]["id"].int)
        #expect(await test.get("zones/actions/\(id)")["action"]["status"].text == "error")
    }

    @Test("the serial has the day of the change, not of the next look")
    func serialDay() async throws {
        let test = TestCloud()
        let zone = try await test.create("zones", ["name": "example.com", "mode": "primary"])
        await test.wait(seconds: 2)
        let before = try await ZoneTests.serial(test, zone)
        _ = await test.post("zones/\(zone)/actions/change_ttl", ["ttl": 60])
        await test.wait(seconds: 864_000)
        #expect(try await ZoneTests.serial(test, zone) == before + 1)
    }

    @Test("the serial of a SOA record that a client sends does not count")
    func startOfAuthority() async throws {
        let test = TestCloud()
        let zone = try await test.create("zones", ["name": "example.com", "mode": "primary"])
        await test.wait(seconds: 2)
        let before = try await ZoneTests.serial(test, zone)
        let value: JSONValue = "hydrogen.ns.hetzner.com. admin.example.com. 0 7200 3600 1209600 300"
        _ = await test.post("zones/\(zone)/rrsets/@/SOA/actions/set_records", ["records": [["value": value]]])
        await test.wait(seconds: 2)
        let text = await test.get("zones/\(zone)/rrsets/@/SOA")["rrset"]["records"].elements.first?["value"].text
        #expect(text == "hydrogen.ns.hetzner.com. admin.example.com. \(before + 1) 7200 3600 1209600 300")
    }

    @Test("a secondary zone has no records here, but name servers that can be replaced")
    func secondary() async throws {
        let test = TestCloud()
        let zone = try await ZoneTests.secondary(test)
        await test.wait(seconds: 2)
        #expect(await test.get("zones/\(zone)")["zone"]["record_count"].int == 0)
        let nameservers: JSONValue = [["address": "2001:db8::5", "port": 5353]]
        let body: JSONValue = ["primary_nameservers": nameservers]
        #expect(await test.post("zones/\(zone)/actions/change_primary_nameservers", body).status == 201)
        await test.wait(seconds: 2)
        let shown = await test.get("zones/\(zone)")["zone"]["primary_nameservers"].elements
        #expect(shown.compactMap { $0["port"].int } == [5_353])
        #expect(await test.get("zones?mode=secondary").total == 1)
        #expect(await test.get("zones?mode=primary").total == 0)
    }

    @Test("a deleted zone is there until the action succeeds, and its sets go with it")
    func deletion() async throws {
        let test = TestCloud()
        let zone = try await test.create("zones", ["name": "example.com", "mode": "primary"])
        await test.wait(seconds: 2)
        let answer = await test.delete("zones/example.com")
        #expect(answer.status == 201)
        #expect(await test.get("zones/\(zone)").status == 200)
        await test.wait(seconds: 2)
        #expect(await test.get("zones/\(zone)").status == 404)
        let id = try #require(answer["action"]["id"].int)
        #expect(await test.get("actions?id=\(id)")["actions"].elements.first?["status"].text == "success")
        #expect(try await test.create("zones", ["name": "example.com", "mode": "primary"]) > zone)
    }

    @Test("sets are listed by name, type, label and order, up to a hundred on a page")
    func lists() async throws {
        let test = TestCloud()
        let sets = (0..<110).map { number -> JSONValue in
            let labels: JSONValue = ["n": .string("\(number % 2)")]
            let name = JSONValue.string("h\(number)")
            return ["name": name, "type": "A", "records": [["value": "198.51.100.1"]], "labels": labels]
        }
        let body: JSONValue = ["name": "example.com", "mode": "primary", "rrsets": .array(sets)]
        let zone = try await test.create("zones", body)
        #expect(await test.get("zones/\(zone)/rrsets?per_page=100")["rrsets"].elements.count == 100)
        #expect(await test.get("zones/\(zone)/rrsets?per_page=101").status == 422)
        #expect(await test.get("zones/\(zone)/rrsets?label_selector=n%3D1").total == 55)
        #expect(await test.get("zones/\(zone)/rrsets?name=h7&name=@").total == 3)
        #expect(await test.get("zones/\(zone)/rrsets?type=SOA&type=NS").total == 2)
        #expect(await test.get("zones/\(zone)/rrsets?type=LOC").status == 422)
        let sorted = await test.get("zones/\(zone)/rrsets?sort=name:desc&per_page=2")["rrsets"].elements
        #expect(sorted.compactMap { $0["name"].text } == ["h99", "h98"])
    }

    @Test("a creation whose action fails leaves nothing behind")
    func failure() async throws {
        var settings = SimulatorSettings.test()
        settings.faults = try ["action create_zone error 1"].map { rule in try SimulatorFault(rule) }
        let test = TestCloud(settings)
        let zone = try await test.create("zones", ["name": "example.com", "mode": "primary"])
        await test.wait(seconds: 2)
        #expect(await test.get("zones/\(zone)").status == 404)
    }
}
