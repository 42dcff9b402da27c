import JSONDocuments
import Testing

@testable import CloudSimulator

struct FloatingIPTests {
    static let refusals = [
        Refusal(
            "POST",
            "floating_ips",
            "{}",
            422,
            "invalid_input",
            "invalid input in fields 'type', 'server', 'home_location'"
        ),
        Refusal(
            "POST",
            "floating_ips",
            #"{"type": "ipv4", "server": {off}, "home_location": "fsn1"}"#,
            422,
            "invalid_input",
            "invalid input in fields 'server', 'home_location'"
        ),
        Refusal(
            "POST",
            "floating_ips",
            #"{"type": "ipv4", "home_location": "mars1"}"#,
            422,
            "invalid_input",
            "invalid input in field 'home_location'"
        ),
        Refusal(
            "POST",
            "floating_ips",
            #"{"type": "ipv4", "home_location": "fsn1", "name": "free"}"#,
            409,
            "uniqueness_error",
            "name is already used"
        ),
        Refusal(
            "POST",
            "floating_ips",
            #"{"type": "ipv4", "server": 9}"#,
            404,
            "not_found",
            "server with ID '9' not found"
        ),
        Refusal(
            "POST",
            "floating_ips/{used}/actions/assign",
            #"{"server": {off}}"#,
            422,
            "floating_ip_assigned",
            "Floating IP is already assigned"
        ),
        Refusal(
            "POST",
            "floating_ips/{free}/actions/unassign",
            422,
            "floating_ip_not_assigned",
            "Floating IP is not assigned"
        ),
        Refusal(
            "POST",
            "floating_ips/{free}/actions/change_dns_ptr",
            #"{"ip": "1.2.3.4", "dns_ptr": "a.b"}"#,
            422,
            "invalid_input",
            "invalid input in field 'ip'"
        ),
        Refusal(
            "DELETE",
            "floating_ips/{used}",
            422,
            "must_be_unassigned",
            "Floating IP must be unassigned to be deleted"
        ),
        Refusal("DELETE", "floating_ips/{kept}", 423, "protected", "Floating IP deletion is protected"),
        Refusal("DELETE", "floating_ips/5", 404, "not_found", "Floating IP with ID '5' not found"),
    ]

    @Test("what a floating IP cannot do is refused", arguments: refusals)
    func refused(_ refusal: Refusal) async throws {
        let test = TestCloud()
        let off = try await test.server("off", isOff: true)
        let used = try await test.create("floating_ips", ["name": "used", "type": "ipv4", "server": .int(off)])
        let free = try await test.create("floating_ips", ["name": "free", "type": "ipv4", "home_location": "fsn1"])
        let kept = try await test.create("floating_ips", ["name": "kept", "type": "ipv6", "home_location": "fsn1"])
        _ = await test.post("floating_ips/\(kept)/actions/change_protection", ["delete": true])
        await test.wait(seconds: 5)
        await refusal.check(test, ["off": off, "used": used, "free": free, "kept": kept])
    }

    @Test("a floating IP moves between servers, and locks them while it does")
    func assignment() async throws {
        let test = TestCloud()
        let first = try await test.server("first")
        let second = try await test.server("second", ["location": "hel1"])
        let created = await test.post("floating_ips", ["type": "ipv4", "server": .int(first)])
        #expect(created["action"]["command"].text == "assign_floating_ip")
        #expect(created["action"]["status"].text == "running")
        let id = try #require(created["floating_ip"]["id"].int)
        #expect(created["floating_ip"]["name"].text == "floating-ip-\(id)")
        #expect(created["floating_ip"]["server"].isNull)
        #expect(created["floating_ip"]["home_location"]["name"].text == "fsn1")
        let busy = await test.post("servers/\(first)/actions/poweroff")
        #expect(busy.code == "locked")
        let locked = await test.post("floating_ips/\(id)/actions/unassign")
        #expect(locked.status == 423)
        #expect(locked.message == "cannot perform operation because Floating IP is locked")
        await test.wait(seconds: 5)
        #expect(await test.get("servers/\(first)")["server"]["public_net"]["floating_ips"].ints == [id])
        _ = await test.post("floating_ips/\(id)/actions/unassign")
        await test.wait(seconds: 5)
        _ = await test.post("floating_ips/\(id)/actions/assign", ["server": .int(second)])
        await test.wait(seconds: 5)
        #expect(await test.get("floating_ips/\(id)")["floating_ip"]["server"].int == second)
        #expect(await test.get("servers/\(first)")["server"]["public_net"]["floating_ips"].ints.isEmpty)
        #expect(await test.get("floating_ips/\(id)/actions").total == 3)
        _ = await test.delete("servers/\(second)")
        await test.wait(seconds: 10)
        #expect(await test.get("floating_ips/\(id)")["floating_ip"]["server"].isNull)
        #expect(await test.delete("floating_ips/\(id)").status == 204)
    }

    @Test("names, descriptions, labels and reverse names change in place")
    func changes() async throws {
        let test = TestCloud()
        let body: JSONValue = [
            "name": "a", "type": "ipv6", "home_location": "nbg1", "description": "web", "labels": ["a": "b"],
        ]
        let id = try await test.create("floating_ips", body)
        let changed = await test.put("floating_ips/\(id)", ["name": "b", "description": nil])["floating_ip"]
        #expect(changed["name"].text == "b")
        #expect(changed["description"].isNull)
        #expect(changed["labels"]["a"].text == "b")
        let network = try #require(changed["ip"].text)
        #expect(network.hasSuffix("::/64"))
        #expect(changed["dns_ptr"].elements.isEmpty)
        let address = network.replacing("/64", with: "7")
        let set: JSONValue = ["ip": .string(address), "dns_ptr": "seven.example.com"]
        _ = await test.post("floating_ips/\(id)/actions/change_dns_ptr", set)
        let pointers = await test.get("floating_ips/\(id)")["floating_ip"]["dns_ptr"].elements
        #expect(pointers.compactMap { $0["ip"].text } == [address])
        _ = await test.post("floating_ips/\(id)/actions/change_dns_ptr", ["ip": .string(address), "dns_ptr": nil])
        #expect(await test.get("floating_ips/\(id)")["floating_ip"]["dns_ptr"].elements.isEmpty)
    }

    @Test("floating IPs are listed by name and label, in the order of ID or age")
    func list() async throws {
        let test = TestCloud()
        for name in ["a", "b"] {
            let labels: JSONValue = ["name": .string(name)]
            let body: JSONValue = [
                "name": .string(name), "type": "ipv4", "home_location": "fsn1", "labels": labels,
            ]
            _ = try await test.create("floating_ips", body)
        }
        #expect(await test.get("floating_ips?name=b").total == 1)
        #expect(await test.get("floating_ips?label_selector=name%3Da").total == 1)
        let names = await test.get("floating_ips?sort=id:desc")["floating_ips"].elements.compactMap { $0["name"].text }
        #expect(names == ["b", "a"])
        #expect(await test.get("floating_ips?sort=name").fields == ["sort"])
    }

    @Test("an IPv4 address has the default reverse name again once its own is taken away")
    func defaultName() async throws {
        let test = TestCloud()
        let id = try await test.create("floating_ips", ["type": "ipv4", "home_location": "fsn1"])
        let before = await test.get("floating_ips/\(id)")["floating_ip"]
        let ip = try #require(before["ip"].text)
        let path = "floating_ips/\(id)/actions/change_dns_ptr"
        #expect(await test.post(path, ["ip": .string(ip), "dns_ptr": "a.example.com"]).status == 201)
        let named = await test.get("floating_ips/\(id)")["floating_ip"]["dns_ptr"].elements
        #expect(named.compactMap { $0["dns_ptr"].text } == ["a.example.com"])
        _ = await test.post(path, ["ip": .string(ip), "dns_ptr": nil])
        let after = await test.get("floating_ips/\(id)")["floating_ip"]
        #expect(after["dns_ptr"].elements[0]["dns_ptr"].text == before["dns_ptr"].elements[0]["dns_ptr"].text)
    }
}
