import JSONDocuments
import Testing

@testable import CloudSimulator

struct ServerTests {
    @Test("a new server initializes, is off for a moment, and then runs")
    func lifeOfCreation() async throws {
        let test = TestCloud()
        let answer = await test.post("servers", ["name": "web", "server_type": "cx23", "image": "ubuntu-24.04"])
        #expect(answer.status == 201)
        #expect(answer["server"]["status"].text == "initializing")
        #expect(answer["server"]["locked"].bool == true)
        #expect(answer["root_password"].text?.count == 20)
        #expect(answer["action"]["command"].text == "create_server")
        #expect(answer["action"]["status"].text == "running")
        #expect(answer["next_actions"].elements.compactMap { $0["command"].text } == ["start_server"])
        let id = try #require(answer["server"]["id"].int)
        await test.wait(seconds: 8)
        #expect(await test.status(of: id) == "off")
        await test.wait(seconds: 2)
        let server = await test.get("servers/\(id)")["server"]
        #expect(server["status"].text == "running")
        #expect(server["locked"].bool == false)
        #expect(server["public_net"]["ipv4"]["ip"].text == "203.0.113.1")
        #expect(server["public_net"]["ipv4"]["dns_ptr"].text == "static.1.113.0.203.clients.your-server.de")
        #expect(server["public_net"]["ipv6"]["ip"].text == "2001:db8:0:1::/64")
        #expect(server["location"]["name"].text == "fsn1")
        let ips = await test.get("primary_ips")["primary_ips"].elements
        #expect(ips.allSatisfy { $0["auto_delete"].bool == true && $0["assignee_id"].int == id })
        #expect(ips.compactMap { $0["name"].text } == ["primary_ip-1000001", "primary_ip-1000002"])
    }

    @Test("a server with SSH keys has no root password")
    func keysInsteadOfPassword() async throws {
        let test = TestCloud()
        _ = try await test.create("ssh_keys", ["name": "me", "public_key": .string(SSHKeyTests.key)])
        let answer = await test.post(
            "servers",
            ["name": "web", "server_type": "cx23", "image": "ubuntu-24.04", "ssh_keys": ["me"]]
        )
        #expect(answer["root_password"].isNull)
    }

    static let refusedCreations = [
        Refusal("POST", "servers", "{", 400, "json_error", "the request body is not valid JSON"),
        Refusal("POST", "servers", "[]", 422, "invalid_input", "the request body is not an object"),
        Refusal(
            "POST",
            "servers",
            "{}",
            422,
            "invalid_input",
            "invalid input in fields 'name', 'server_type', 'image'"
        ),
        creation(#""name": "a_b""#, 422, "invalid_input", "invalid input in field 'name'"),
        creation(#""name": "taken""#, 409, "uniqueness_error", "server name is already used"),
        creation(#""server_type": "cx1""#, 422, "invalid_input", "invalid input in field 'server_type'"),
        creation(#""image": "ubuntu-1""#, 422, "invalid_input", "invalid input in field 'image'"),
        creation(#""image": 161547270"#, 422, "invalid_input", "invalid input in field 'image'"),
        creation(#""server_type": "cx22""#, 422, "invalid_input", "invalid input in field 'server_type'"),
        creation(#""location": "mars""#, 422, "invalid_input", "invalid input in field 'location'"),
        creation(#""location": "sin""#, 422, "invalid_input", "unsupported location for server type"),
        creation(#""ssh_keys": ["nobody"]"#, 404, "not_found", "SSH key with ID 'nobody' not found"),
        creation(#""networks": [7]"#, 404, "not_found", "network with ID '7' not found"),
        creation(#""volumes": [7]"#, 404, "not_found", "volume with ID '7' not found"),
        creation(#""firewalls": [{"firewall": 7}]"#, 404, "not_found", "firewall with ID '7' not found"),
        creation(#""placement_group": 7"#, 404, "not_found", "placement group with ID '7' not found"),
        creation(#""public_net": {"ipv4": 7}"#, 422, "primary_ip_not_found", "Primary IP with ID '7' not found"),
        creation(
            #""public_net": {"ipv4": {ipv6}}"#,
            422,
            "primary_ip_version_mismatch",
            "Primary IP has the wrong version"
        ),
        creation(
            #""location": "nbg1", "public_net": {"ipv6": {ipv6}}"#,
            422,
            "primary_ip_datacenter_mismatch",
            "Primary IP is in another location"
        ),
        creation(
            #""public_net": {"enable_ipv4": false, "enable_ipv6": false}"#,
            422,
            "invalid_input",
            "invalid input in field 'public_net'"
        ),
        creation(#""labels": {"a b": "c"}"#, 422, "invalid_input", "invalid input in field 'labels'"),
        creation(#""labels": {"hetzner.cloud/a": "c"}"#, 422, "invalid_input", "invalid input in field 'labels'"),
        creation(#""start_after_create": "yes""#, 422, "invalid_input", "invalid input in field 'start_after_create'"),
    ]

    /// The fields given last win over those that make a good request.
    private static func creation(_ fields: String, _ status: Int, _ code: String, _ message: String) -> Refusal {
        let body = #"{"name": "web", "server_type": "cx23", "image": "ubuntu-24.04", \#(fields)}"#
        return Refusal("POST", "servers", body, status, code, message)
    }

    @Test("a server that cannot be is refused", arguments: refusedCreations)
    func refusedCreation(_ refusal: Refusal) async throws {
        let test = TestCloud()
        _ = try await test.server("taken")
        let ipv6 = try await test.create("primary_ips", ["name": "six", "type": "ipv6", "location": "fsn1"])
        await refusal.check(test, ["ipv6": ipv6])
    }

    @Test("a location takes as many servers as it has room for")
    func capacity() async throws {
        var settings = SimulatorSettings.test()
        settings.capacities = ["nbg1": 1]
        let test = TestCloud(settings)
        func body(_ name: String) -> JSONValue {
            ["name": .string(name), "server_type": "cx23", "image": "ubuntu-24.04", "location": "nbg1"]
        }
        #expect(await test.post("servers", body("one")).status == 201)
        let refused = await test.post("servers", body("two"))
        #expect(refused.status == 412)
        #expect(refused.code == "resource_unavailable")
    }

    @Test("quotas and sold-out locations refuse a server")
    func quotas() async throws {
        var settings = SimulatorSettings.test()
        settings.limits = ["servers": 1]
        settings.capacities = ["nbg1": 0]
        let test = TestCloud(settings)
        let body: JSONValue = ["name": "web", "server_type": "cx23", "image": "ubuntu-24.04", "location": "nbg1"]
        let soldOut = await test.post("servers", body)
        #expect(soldOut.status == 412)
        #expect(soldOut.code == "resource_unavailable")
        _ = try await test.server("first")
        let refused = await test.post("servers", body)
        #expect(refused.status == 403)
        #expect(refused.code == "resource_limit_exceeded")
        #expect(refused["error"]["details"]["limits"].elements.compactMap { $0["name"].text } == ["server_limit"])
        for number in 1...50 { _ = try await test.create("firewalls", ["name": .string("f\(number)")]) }
        #expect(await test.post("firewalls", ["name": "more"]).code == "resource_limit_exceeded")
    }

    /// From a state and a power action to the answer and the state that follows.
    struct Power: Sendable, CustomTestStringConvertible {
        let isOff: Bool
        let action: String
        let answer: String
        let meanwhile: String
        let finally: String

        var testDescription: String { "\(action) on a server that \(isOff ? "is off" : "runs")" }
    }

    static let powers = [
        Power(isOff: true, action: "poweron", answer: "running", meanwhile: "starting", finally: "running"),
        Power(isOff: false, action: "poweron", answer: "success", meanwhile: "running", finally: "running"),
        Power(isOff: false, action: "poweroff", answer: "running", meanwhile: "stopping", finally: "off"),
        Power(isOff: true, action: "poweroff", answer: "success", meanwhile: "off", finally: "off"),
        Power(isOff: false, action: "reboot", answer: "running", meanwhile: "running", finally: "running"),
        Power(isOff: false, action: "reset", answer: "running", meanwhile: "running", finally: "running"),
        Power(isOff: true, action: "reboot", answer: "service_error", meanwhile: "off", finally: "off"),
        Power(isOff: true, action: "reset", answer: "service_error", meanwhile: "off", finally: "off"),
        Power(isOff: true, action: "reset_password", answer: "service_error", meanwhile: "off", finally: "off"),
        Power(isOff: true, action: "shutdown", answer: "success", meanwhile: "off", finally: "off"),
        Power(isOff: false, action: "shutdown", answer: "running", meanwhile: "running", finally: "off"),
    ]

    @Test("power actions lead from state to state", arguments: powers)
    func power(_ power: Power) async throws {
        let test = TestCloud()
        let id = try await test.server(isOff: power.isOff)
        let answer = await test.post("servers/\(id)/actions/\(power.action)")
        #expect((answer["action"]["status"].text ?? answer.code) == power.answer)
        #expect(await test.status(of: id) == power.meanwhile)
        await test.wait(seconds: 60)
        #expect(await test.status(of: id) == power.finally)
    }

    @Test("a shutdown succeeds when the signal is sent, seconds before the guest is off")
    func shutdown() async throws {
        let test = TestCloud()
        let id = try await test.server()
        let action = try #require(await test.post("servers/\(id)/actions/shutdown")["action"]["id"].int)
        await test.wait(seconds: 2)
        #expect(await test.get("actions/\(action)")["action"]["status"].text == "success")
        #expect(await test.status(of: id) == "running")
        await test.wait(seconds: 8)
        #expect(await test.status(of: id) == "off")
    }

    @Test("a server with a running action is locked for all but names and protection")
    func lock() async throws {
        let test = TestCloud()
        let id = try await test.server()
        _ = await test.post("servers/\(id)/actions/reboot")
        let locked = "cannot perform operation because server is locked"
        for action in ["poweroff", "reset", "shutdown", "enable_backup", "request_console"] {
            await Refusal("POST", "servers/\(id)/actions/\(action)", 423, "locked", locked).check(test)
        }
        await Refusal("DELETE", "servers/\(id)", 423, "locked", locked).check(test)
        #expect(await test.put("servers/\(id)", ["name": "other"]).status == 200)
        #expect(
            await test.post("servers/\(id)/actions/change_protection", ["delete": true, "rebuild": true]).status == 201
        )
    }

    @Test("a change of type needs a stopped server and starts it again")
    func changeType() async throws {
        let test = TestCloud()
        let id = try await test.server()
        let path = "servers/\(id)/actions/change_type"
        let body = #"{"server_type": "cx33", "upgrade_disk": false}"#
        await Refusal("POST", path, body, 422, "server_not_stopped", "server is not stopped").check(test)
        _ = await test.post("servers/\(id)/actions/poweroff")
        await test.wait(seconds: 5)
        let other = #"{"server_type": "cax11", "upgrade_disk": false}"#
        await Refusal("POST", path, other, 422, "invalid_server_type", "server type has another architecture").check(
            test
        )
        let old = #"{"server_type": "cx32", "upgrade_disk": false}"#
        await Refusal("POST", path, old, 422, "invalid_server_type", "server type is deprecated").check(test)
        let answer = await test.post(path, ["server_type": "cx33", "upgrade_disk": true])
        #expect(answer["action"]["command"].text == "change_server_type")
        #expect(await test.status(of: id) == "migrating")
        await test.wait(seconds: 240)
        let server = await test.get("servers/\(id)")["server"]
        #expect(server["status"].text == "running")
        #expect(server["server_type"]["name"].text == "cx33")
        #expect(server["primary_disk_size"].int == 80)
        _ = await test.post("servers/\(id)/actions/poweroff")
        await test.wait(seconds: 5)
        let smaller = #"{"server_type": "cx23", "upgrade_disk": false}"#
        let tooSmall = "the disk of the server type is too small"
        await Refusal("POST", path, smaller, 422, "invalid_server_type", tooSmall).check(test)
    }

    @Test("a rebuild needs no protection and ends with a running server")
    func rebuild() async throws {
        let test = TestCloud()
        let id = try await test.server(isOff: true)
        let protection: JSONValue = ["delete": true, "rebuild": true]
        _ = await test.post("servers/\(id)/actions/change_protection", protection)
        let path = "servers/\(id)/actions/rebuild"
        await Refusal("POST", path, #"{"image": "debian-13"}"#, 423, "protected", "server is rebuild protected").check(
            test
        )
        let half = #"{"delete": false}"#
        await Refusal(
            "POST",
            "servers/\(id)/actions/change_protection",
            half,
            422,
            "invalid_input",
            "invalid input in fields 'delete', 'rebuild'"
        ).check(test)
        _ = await test.post("servers/\(id)/actions/change_protection", ["delete": false, "rebuild": false])
        let answer = await test.post(path, ["image": "debian-13"])
        #expect(answer["root_password"].text != nil)
        #expect(await test.status(of: id) == "rebuilding")
        await test.wait(seconds: 30)
        let server = await test.get("servers/\(id)")["server"]
        #expect(server["status"].text == "running")
        #expect(server["image"]["name"].text == "debian-13")
    }

    @Test("metrics have the series of their types, at most 200 samples of their own accord")
    func metrics() async throws {
        let test = TestCloud()
        let id = try await test.server()
        let window = "start=2026-11-01T00:00:00Z&end=2026-11-02T00:00:00%2B00:00"
        let metrics: JSONValue = await test.get("servers/\(id)/metrics?type=cpu,disk&type=network&\(window)")["metrics"]
        #expect(metrics["time_series"]["cpu"]["values"].elements.count == 199)
        #expect(metrics["time_series"]["network.0.bandwidth.out"]["values"].elements.count == 199)
        let fine: JSONValue = await test.get("servers/\(id)/metrics?type=cpu&step=1&\(window)")["metrics"]
        #expect(fine["time_series"]["cpu"]["values"].elements.count <= 500)
        #expect(await test.get("servers/\(id)/metrics?type=cpu").fields == ["start", "end"])
        #expect(await test.get("servers/\(id)/metrics?type=heat&\(window)").fields == ["type"])
        let path = "servers/\(id)/metrics?type=cpu&step=9223372036854775807&\(window)"
        #expect(await test.get(path).fields == ["step"])
    }

    @Test("a deleted server is gone when its action succeeds, and leaves what is kept")
    func deletion() async throws {
        let test = TestCloud()
        let kept = try await test.create("primary_ips", ["name": "kept", "type": "ipv4", "location": "fsn1"])
        let group = try await test.create("placement_groups", ["name": "g", "type": "spread"])
        let id = try await test.server("web", ["public_net": ["ipv4": .int(kept)], "placement_group": .int(group)])
        let volume = try await test.create("volumes", ["name": "v", "size": 10, "server": .int(id)])
        let firewall = try await test.create("firewalls", ["name": "f"])
        let target: JSONValue = ["type": "server", "server": ["id": .int(id)]]
        _ = await test.post("firewalls/\(firewall)/actions/apply_to_resources", ["apply_to": [target]])
        await test.wait(seconds: 10)
        let answer = await test.delete("servers/\(id)")
        #expect(answer.status == 200)
        #expect(await test.status(of: id) == "deleting")
        #expect(await test.get("volumes/\(volume)")["volume"]["server"].int == id)
        await test.wait(seconds: 5)
        await Refusal("GET", "servers/\(id)", 404, "not_found", "server with ID '\(id)' not found").check(test)
        #expect(await test.get("volumes/\(volume)")["volume"]["server"].isNull)
        let ips = await test.get("primary_ips")["primary_ips"].elements
        #expect(ips.compactMap { $0["id"].int } == [kept])
        #expect(ips.first?["assignee_type"].text == "unassigned")
        #expect(await test.get("placement_groups/\(group)")["placement_group"]["servers"].elements.isEmpty)
        #expect(await test.get("firewalls/\(firewall)")["firewall"]["applied_to"].elements.isEmpty)
    }
}
