import JSONDocuments
import Testing

@testable import CloudSimulator

struct FirewallTests {
    static let ssh: JSONValue = [
        "direction": "in", "protocol": "tcp", "port": "22", "source_ips": ["0.0.0.0/0", "::/0"],
    ]

    @Test("rules come back with both lists, in order, IPv6 in canonical form")
    func rules() async throws {
        let test = TestCloud()
        let six: JSONValue = ["direction": "out", "protocol": "icmp", "destination_ips": ["2001:0DB8:0:0:0::/64"]]
        let answer = await test.post("firewalls", ["name": "f", "rules": [Self.ssh, six]])
        #expect(answer["actions"].elements.compactMap { $0["command"].text } == ["set_firewall_rules"])
        let rules = answer["firewall"]["rules"].elements
        #expect(rules[0]["source_ips"].texts == ["0.0.0.0/0", "::/0"])
        #expect(rules[0]["destination_ips"].elements.isEmpty)
        #expect(rules[1]["destination_ips"].texts == ["2001:db8::/64"])
        #expect(rules[1]["port"].isNull)
        let id = try #require(answer["firewall"]["id"].int)
        _ = await test.post("firewalls/\(id)/actions/set_rules", ["rules": []])
        #expect(await test.get("firewalls/\(id)")["firewall"]["rules"].elements.isEmpty)
    }

    static let refusals = [
        rule(#""protocol": "tcp", "source_ips": ["::/0"]"#, ["rules.0.port"]),
        rule(#""protocol": "icmp", "port": "1", "source_ips": ["::/0"]"#, ["rules.0.port"]),
        rule(#""protocol": "tcp", "port": "90-80", "source_ips": ["::/0"]"#, ["rules.0.port"]),
        rule(#""protocol": "tcp", "port": "0", "source_ips": ["::/0"]"#, ["rules.0.port"]),
        rule(#""protocol": "tcp", "port": "65536", "source_ips": ["::/0"]"#, ["rules.0.port"]),
        rule(#""protocol": "esp", "source_ips": ["10.0.0.1/8"]"#, ["rules.0.source_ips.0", "rules.0.source_ips"]),
        rule(#""protocol": "esp""#, ["rules.0.source_ips"]),
        rule(#""protocol": "esp", "source_ips": ["::/0"], "destination_ips": ["::/0"]"#, ["rules.0.destination_ips"]),
        rule(#""protocol": "sctp", "source_ips": ["::/0"]"#, ["rules.0.protocol"]),
    ]

    private static func rule(_ fields: String, _ problems: [String]) -> Refusal {
        let body = #"{"name": "f", "rules": [{"direction": "in", \#(fields)}]}"#
        let names = problems.map { "'\($0)'" }.joined(separator: ", ")
        let message = "invalid input in \(problems.count == 1 ? "field" : "fields") \(names)"
        return Refusal("POST", "firewalls", body, 422, "invalid_input", message)
    }

    @Test("a rule that makes no sense is refused", arguments: refusals)
    func refused(_ refusal: Refusal) async {
        await refusal.check(TestCloud())
    }

    @Test("a firewall has at most 50 rules")
    func limit() async {
        let test = TestCloud()
        let rules = JSONValue.array(Array(repeating: Self.ssh, count: 51))
        let answer = await test.post("firewalls", ["name": "f", "rules": rules])
        #expect(answer.fields == ["rules"])
    }

    @Test("a firewall in use stays until it is removed from everything")
    func application() async throws {
        let test = TestCloud()
        let server = try await test.server()
        let id = try await test.create("firewalls", ["name": "f", "rules": [Self.ssh]])
        let target: JSONValue = ["type": "server", "server": ["id": .int(server)]]
        let applied = await test.post("firewalls/\(id)/actions/apply_to_resources", ["apply_to": [target]])
        #expect(applied["actions"].elements.first?["status"].text == "success")
        let seen = await test.get("servers/\(server)")["server"]["public_net"]["firewalls"].elements
        #expect(seen.first?["id"].int == id)
        #expect(seen.first?["status"].text == "applied")
        let again = #"{"apply_to": [{"type": "server", "server": {"id": {server}}}]}"#
        let path = "firewalls/\(id)/actions"
        let names = ["server": server]
        await Refusal(
            "POST",
            "\(path)/apply_to_resources",
            again,
            422,
            "firewall_already_applied",
            "firewall is already applied"
        ).check(test, names)
        await Refusal("DELETE", "firewalls/\(id)", 422, "resource_in_use", "firewall with ID \(id) is still in use")
            .check(test)
        _ = await test.post("\(path)/remove_from_resources", ["remove_from": [target]])
        let unknown = #"{"remove_from": [{"type": "server", "server": {"id": {server}}}]}"#
        await Refusal(
            "POST",
            "\(path)/remove_from_resources",
            unknown,
            404,
            "firewall_resource_not_found",
            "the resource the firewall should be removed from was not found"
        ).check(test, names)
        #expect(await test.delete("firewalls/\(id)").status == 204)
    }

    @Test("a label selector follows the labels of servers within seconds")
    func selector() async throws {
        let test = TestCloud()
        let server = try await test.server("web", ["labels": ["role": "web"]])
        let other = try await test.server("db")
        let selector: JSONValue = ["type": "label_selector", "label_selector": ["selector": "role=web"]]
        let id = try await test.create("firewalls", ["name": "f", "apply_to": [selector]])
        func statuses(_ server: Int) async -> [String] {
            let list = await test.get("servers/\(server)")["server"]["public_net"]["firewalls"].elements
            return list.compactMap { $0["status"].text }
        }
        #expect(await statuses(server) == ["pending"])
        #expect(await statuses(other).isEmpty)
        await test.wait(seconds: 2)
        #expect(await statuses(server) == ["applied"])
        _ = await test.put("servers/\(other)", ["labels": ["role": "web"]])
        _ = await test.put("servers/\(server)", ["labels": [:]])
        #expect(await statuses(other) == ["pending"])
        await test.wait(seconds: 2)
        #expect(await statuses(other) == ["applied"])
        #expect(await statuses(server).isEmpty)
        let applied = await test.get("firewalls/\(id)")["firewall"]["applied_to"].elements.first ?? .null
        #expect(applied["applied_to_resources"].elements.compactMap { $0["server"]["id"].int } == [other])
        let body = #"{"remove_from": [{"type": "server", "server": {"id": {server}}}]}"#
        await Refusal(
            "POST",
            "firewalls/\(id)/actions/remove_from_resources",
            body,
            422,
            "firewall_managed_by_label_selector",
            "firewall is applied via a label selector and cannot be removed manually"
        ).check(test, ["server": other])
    }

    @Test("a server without a public interface takes no firewall")
    func privateServer() async throws {
        let test = TestCloud()
        let network = try await test.network()
        let net: JSONValue = ["enable_ipv4": false, "enable_ipv6": false]
        let server = try await test.server("web", ["public_net": net, "networks": [.int(network)]])
        #expect(await test.status(of: server) == "running")
        let id = try await test.create("firewalls", ["name": "f"])
        let body = #"{"apply_to": [{"type": "server", "server": {"id": {server}}}]}"#
        await Refusal(
            "POST",
            "firewalls/\(id)/actions/apply_to_resources",
            body,
            422,
            "private_net_only_server",
            "server with ID '{server}' has no public network interface"
        ).check(test, ["server": server])
    }
}
