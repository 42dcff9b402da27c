import JSONDocuments
import Testing

@testable import CloudSimulator

struct PrimaryIPTests {
    static let refusals = [
        Refusal(
            "POST",
            "primary_ips",
            "{}",
            422,
            "invalid_input",
            "invalid input in fields 'name', 'type', 'location', 'assignee_id'"
        ),
        Refusal(
            "POST",
            "primary_ips",
            #"{"name": "x", "type": "ipv5", "location": "fsn1"}"#,
            422,
            "invalid_input",
            "invalid input in field 'type'"
        ),
        Refusal(
            "POST",
            "primary_ips",
            #"{"name": "free", "type": "ipv4", "location": "fsn1"}"#,
            409,
            "uniqueness_error",
            "name is already used"
        ),
        assign("free", "running", 422, "server_not_stopped", "server is not stopped"),
        assign("free", "off", 422, "server_has_ipv4", "server already has an IPv4 address"),
        assign("used", "off", 422, "primary_ip_already_assigned", "Primary IP is already assigned"),
        Refusal(
            "POST",
            "primary_ips/{running4}/actions/unassign",
            422,
            "server_not_stopped",
            "server is not stopped"
        ),
        Refusal(
            "POST",
            "primary_ips/{free}/actions/unassign",
            422,
            "primary_ip_not_assigned",
            "Primary IP is not assigned"
        ),
        Refusal(
            "DELETE",
            "primary_ips/{used}",
            422,
            "must_be_unassigned",
            "Primary IP must be unassigned to be deleted"
        ),
        Refusal("DELETE", "primary_ips/{kept}", 423, "protected", "Primary IP deletion is protected"),
        Refusal(
            "POST",
            "primary_ips/{running4}/actions/change_protection",
            #"{"delete": true}"#,
            422,
            "invalid_input",
            "invalid input in field 'delete'"
        ),
        Refusal(
            "POST",
            "primary_ips/{free}/actions/change_dns_ptr",
            #"{"ip": "1.2.3.4", "dns_ptr": "a.b"}"#,
            422,
            "invalid_input",
            "invalid input in field 'ip'"
        ),
    ]

    private static func assign(
        _ ip: String,
        _ server: String,
        _ status: Int,
        _ code: String,
        _ message: String
    ) -> Refusal {
        let body = #"{"assignee_id": {\#(server)}, "assignee_type": "server"}"#
        return Refusal("POST", "primary_ips/{\(ip)}/actions/assign", body, status, code, message)
    }

    @Test("what a primary IP cannot do is refused", arguments: refusals)
    func refused(_ refusal: Refusal) async throws {
        let test = TestCloud()
        let running = try await test.server("running")
        let used = try await test.create("primary_ips", ["name": "used", "type": "ipv4", "location": "fsn1"])
        let off = try await test.server("off", ["public_net": ["ipv4": .int(used)]], isOff: true)
        let free = try await test.create("primary_ips", ["name": "free", "type": "ipv4", "location": "fsn1"])
        let kept = try await test.create("primary_ips", ["name": "kept", "type": "ipv4", "location": "fsn1"])
        _ = await test.post("primary_ips/\(kept)/actions/change_protection", ["delete": true])
        let running4 = try #require(await test.get("servers/\(running)")["server"]["public_net"]["ipv4"]["id"].int)
        let ids = ["running": running, "off": off, "used": used, "free": free, "kept": kept, "running4": running4]
        await refusal.check(test, ids)
    }

    @Test("an address moves from one stopped server to another")
    func move() async throws {
        let test = TestCloud()
        let ip = try await test.create("primary_ips", ["name": "ip", "type": "ipv4", "location": "fsn1"])
        let first = try await test.server("first", ["public_net": ["ipv4": .int(ip)]], isOff: true)
        let second = try await test.server("second", ["public_net": ["enable_ipv4": false]], isOff: true)
        _ = await test.post("primary_ips/\(ip)/actions/unassign")
        #expect(await test.get("primary_ips/\(ip)")["primary_ip"]["assignee_id"].int == first)
        await test.wait(seconds: 2)
        let body: JSONValue = ["assignee_id": .int(second), "assignee_type": "server"]
        let answer = await test.post("primary_ips/\(ip)/actions/assign", body)
        #expect(answer["action"]["command"].text == "assign_primary_ip")
        await test.wait(seconds: 2)
        #expect(await test.get("servers/\(second)")["server"]["public_net"]["ipv4"]["id"].int == ip)
        #expect(await test.get("servers/\(first)")["server"]["public_net"]["ipv4"].isNull)
    }

    @Test("reverse names are set, and null brings the default back")
    func pointers() async throws {
        let test = TestCloud()
        let server = try await test.server()
        let net: JSONValue = await test.get("servers/\(server)")["server"]["public_net"]
        let ipv4 = try #require(net["ipv4"]["ip"].text)
        let path = "servers/\(server)/actions/change_dns_ptr"
        _ = await test.post(path, ["ip": .string(ipv4), "dns_ptr": "web.example.com"])
        _ = await test.post(path, ["ip": "2001:db8:0:1:0::7", "dns_ptr": "six.example.com"])
        await test.wait(seconds: 1)
        let named: JSONValue = await test.get("servers/\(server)")["server"]["public_net"]
        #expect(named["ipv4"]["dns_ptr"].text == "web.example.com")
        #expect(named["ipv6"]["dns_ptr"].elements.first?["ip"].text == "2001:db8:0:1::7")
        _ = await test.post(path, ["ip": .string(ipv4), "dns_ptr": nil])
        _ = await test.post(path, ["ip": "2001:db8:0:1::7", "dns_ptr": nil])
        await test.wait(seconds: 1)
        let reset: JSONValue = await test.get("servers/\(server)")["server"]["public_net"]
        #expect(reset["ipv4"]["dns_ptr"].text == net["ipv4"]["dns_ptr"].text)
        #expect(reset["ipv6"]["dns_ptr"].elements.isEmpty)
    }

    @Test("a released address is given out again, a held one never")
    func reuse() async throws {
        let test = TestCloud()
        var seen: Set<String> = []
        for number in 0..<600 {
            let body: JSONValue = ["name": .string("ip-\(number)"), "type": "ipv4", "location": "fsn1"]
            let answer = await test.post("primary_ips", body)
            let address = try #require(answer["primary_ip"]["ip"].text)
            #expect(seen.insert(address).inserted)
        }
        #expect(seen.contains("198.51.100.254"))
        #expect(seen.contains("100.64.0.1"))
    }
}
