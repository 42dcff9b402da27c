import JSONDocuments
import Testing

@testable import CloudSimulator

struct LoadBalancerTargetTests {
    private func targets(_ test: TestCloud, _ id: Int) async -> [JSONValue] {
        await test.get("load_balancers/\(id)")["load_balancer"]["targets"].elements
    }

    private func health(_ target: JSONValue) -> [String] {
        target["health_status"].elements.compactMap { $0["status"].text }
    }

    private func balancer(_ test: TestCloud, _ more: [String: JSONValue] = [:]) async throws -> Int {
        let id = try await test.create("load_balancers", LoadBalancerTests.body("lb", more))
        await test.wait(seconds: 10)
        return id
    }

    private func server(_ id: Int, privately: Bool = false) -> JSONValue {
        ["type": "server", "server": ["id": .int(id)], "use_private_ip": .bool(privately)]
    }

    private func act(_ test: TestCloud, _ id: Int, _ action: String, _ body: JSONValue? = nil) async -> Answer {
        let answer = await test.post("load_balancers/\(id)/actions/\(action)", body)
        await test.wait(seconds: 10)
        return answer
    }

    static let web: JSONValue = ["protocol": "http", "health_check": ["interval": 5, "timeout": 5, "retries": 2]]

    @Test("a target becomes healthy after enough checks, and unhealthy when its server stops")
    func checks() async throws {
        let test = TestCloud()
        let id = try await test.server()
        let lb = try await balancer(test, ["services": [Self.web]])
        _ = await test.post("load_balancers/\(lb)/actions/add_target", server(id))
        await test.wait(seconds: 8)
        #expect(await targets(test, lb).map(health) == [["unknown"]])
        #expect(await test.get("servers/\(id)")["server"]["load_balancers"].ints == [lb])
        await test.wait(seconds: 10)
        #expect(await targets(test, lb).map(health) == [["healthy"]])
        _ = await test.post("servers/\(id)/actions/poweroff")
        await test.wait(seconds: 8)
        #expect(await targets(test, lb).map(health) == [["healthy"]])
        await test.wait(seconds: 10)
        let down = await targets(test, lb)[0]["health_status"].elements[0]
        #expect(down["status"].text == "unhealthy")
        #expect(down["detail"].text == "layer4_no_connection")
        _ = await test.post("servers/\(id)/actions/poweron")
        await test.wait(seconds: 30)
        #expect(await targets(test, lb).map(health) == [["healthy"]])
        _ = await test.delete("servers/\(id)")
        await test.wait(seconds: 10)
        #expect(await targets(test, lb).isEmpty)
    }

    @Test("a label selector's targets follow the labels of servers within seconds")
    func selector() async throws {
        let test = TestCloud()
        let first = try await test.server("first", ["labels": ["role": "web"]])
        let second = try await test.server("second")
        let target: JSONValue = ["type": "label_selector", "label_selector": ["selector": "role=web"]]
        let lb = try await balancer(test, ["services": [Self.web], "targets": [target]])
        func found() async -> [Int] {
            await targets(test, lb)[0]["targets"].elements.compactMap { $0["server"]["id"].int }
        }
        #expect(await found() == [first])
        _ = await test.put("servers/\(second)", ["labels": ["role": "web"]])
        _ = await test.put("servers/\(first)", ["labels": [:]])
        #expect(await found() == [first])
        await test.wait(seconds: 3)
        #expect(await found() == [second])
        await test.wait(seconds: 30)
        #expect(await targets(test, lb)[0]["targets"].elements.map(health) == [["healthy"]])
        let third = try await test.server("third", ["labels": ["role": "web"]])
        #expect(await found() == [second, third])
        _ = await test.delete("servers/\(second)")
        await test.wait(seconds: 10)
        #expect(await found() == [third])
        let again = await act(test, lb, "add_target", target)
        #expect(again.code == "target_already_defined")
        _ = await act(test, lb, "remove_target", target)
        #expect(await targets(test, lb).isEmpty)
        #expect(await test.get("servers/\(third)")["server"]["load_balancers"].ints.isEmpty)
    }

    @Test("private targets need both sides in one network, and suffer when the load balancer leaves it")
    func privateTargets() async throws {
        let test = TestCloud()
        let network = try await test.network()
        let inside = try await test.server("inside", ["networks": [.int(network)]])
        let outside = try await test.server("outside")
        let lb = try await balancer(test, ["services": [Self.web], "network": .int(network)])
        let shown: JSONValue = await test.get("load_balancers/\(lb)")["load_balancer"]["private_net"].elements[0]
        #expect(shown["network"].int == network)
        #expect(await test.get("networks/\(network)")["network"]["load_balancers"].ints == [lb])
        let members = await test.get("networks/\(network)/members?type=load_balancer")
        #expect(members["members"].elements.compactMap { $0["ip"].text } == [shown["ip"].text])
        let far = await act(test, lb, "add_target", server(outside, privately: true))
        #expect(far.code == "server_not_attached_to_network")
        _ = await act(test, lb, "add_target", server(inside, privately: true))
        await test.wait(seconds: 20)
        #expect(await targets(test, lb).map(health) == [["healthy"]])
        let public4 = await act(test, lb, "add_target", server(outside))
        #expect(public4.status == 201)
        #expect(await act(test, lb, "disable_public_interface").code == "targets_without_use_private_ip")
        _ = await act(test, lb, "remove_target", server(outside))
        #expect(await act(test, lb, "disable_public_interface").status == 201)
        #expect(await test.get("load_balancers/\(lb)")["load_balancer"]["public_net"]["enabled"].bool == false)
        #expect(await act(test, lb, "add_target", server(outside)).code == "load_balancer_public_interface_disabled")
        #expect(await act(test, lb, "enable_public_interface").status == 201)
        let twice = await act(test, lb, "attach_to_network", ["network": .int(network)])
        #expect(twice.code == "load_balancer_already_attached")
        _ = await act(test, lb, "detach_from_network", ["network": .int(network)])
        await test.wait(seconds: 20)
        #expect(await targets(test, lb).map(health) == [["unhealthy"]])
        #expect(await test.get("load_balancers/\(lb)")["load_balancer"]["private_net"].elements.isEmpty)
        _ = await act(test, lb, "attach_to_network", ["network": .int(network), "ip": "10.0.1.77"])
        #expect(await test.delete("networks/\(network)").status == 204)
        #expect(await test.get("load_balancers/\(lb)")["load_balancer"]["private_net"].elements.isEmpty)
    }

    @Test("addresses of dedicated machines are targets, those of the cloud are not")
    func addresses() async throws {
        let test = TestCloud()
        let id = try await test.server()
        let own: JSONValue = await test.get("servers/\(id)")["server"]["public_net"]["ipv4"]["ip"]
        let lb = try await balancer(test, ["services": [Self.web]])
        let cloud = await act(test, lb, "add_target", ["type": "ip", "ip": ["ip": own]])
        #expect(cloud.code == "cloud_resource_ip_not_allowed")
        _ = await act(test, lb, "add_target", ["type": "ip", "ip": ["ip": "2a01:4F8:0::0001"]])
        await test.wait(seconds: 20)
        let target = await targets(test, lb)[0]
        #expect(target["ip"]["ip"].text == "2a01:4f8::1")
        #expect(health(target) == ["healthy"])
        let network = try await test.network()
        _ = await act(test, lb, "attach_to_network", ["network": .int(network)])
        let dedicated: JSONValue = ["type": "ip", "ip": ["ip": "10.0.2.5"]]
        #expect(await act(test, lb, "add_target", dedicated).code == "network_has_no_vswitch_subnet")
        let subnet: JSONValue = [
            "type": "vswitch", "network_zone": "eu-central", "vswitch_id": 7, "ip_range": "10.0.2.0/24",
        ]
        _ = await test.post("networks/\(network)/actions/add_subnet", subnet)
        await test.wait(seconds: 10)
        #expect(await act(test, lb, "add_target", dedicated).status == 201)
        let elsewhere: JSONValue = ["type": "ip", "ip": ["ip": "10.0.3.5"]]
        #expect(await act(test, lb, "add_target", elsewhere).code == "ip_not_in_vswitch_subnet")
    }

    @Test("the IPv4 address of a public target stays with its server")
    func keptAddress() async throws {
        let test = TestCloud()
        let id = try await test.server("web", isOff: true)
        let ip = try #require(await test.get("servers/\(id)")["server"]["public_net"]["ipv4"]["id"].int)
        let lb = try await balancer(test, ["targets": [server(id)]])
        await Refusal(
            "POST",
            "primary_ips/\(ip)/actions/unassign",
            422,
            "server_is_load_balancer_target",
            "server is a target of a load balancer"
        ).check(test)
        _ = await act(test, lb, "remove_target", server(id))
        #expect(await test.post("primary_ips/\(ip)/actions/unassign").status == 201)
    }

    @Test("metrics have the series of their types")
    func metrics() async throws {
        let test = TestCloud()
        let lb = try await balancer(test)
        let window = "start=2026-11-01T00:00:00Z&end=2026-11-01T01:00:00Z"
        let answer = await test.get("load_balancers/\(lb)/metrics?type=bandwidth,open_connections&\(window)")
        #expect(answer.status == 200)
        for series in ["bandwidth.in", "bandwidth.out", "open_connections"] {
            #expect(!answer["metrics"]["time_series"][series]["values"].elements.isEmpty)
        }
        #expect(await test.get("load_balancers/\(lb)/metrics?type=cpu&\(window)").fields == ["type"])
        #expect(await test.get("load_balancers/\(lb)/metrics?type=bandwidth").fields == ["start", "end"])
    }

    @Test("names, labels, algorithm and protection change in place, and a protected one stays")
    func changes() async throws {
        let test = TestCloud()
        let lb = try await balancer(test)
        _ = await test.put("load_balancers/\(lb)", ["name": "new", "labels": ["a": "b"]])
        _ = await test.post("load_balancers/\(lb)/actions/change_algorithm", ["type": "least_connections"])
        _ = await test.post("load_balancers/\(lb)/actions/change_protection", ["delete": true])
        let seen: JSONValue = await test.get("load_balancers?name=new&label_selector=a")["load_balancers"].elements[0]
        #expect(seen["algorithm"]["type"].text == "least_connections")
        #expect(seen["protection"]["delete"].bool == true)
        await Refusal("DELETE", "load_balancers/\(lb)", 423, "protected", "load balancer is delete protected")
            .check(test)
        let commands = await test.get("load_balancers/\(lb)/actions")["actions"].elements
        #expect(
            commands.compactMap { $0["command"].text }
                == ["create_load_balancer", "change_algorithm", "change_protection"]
        )
    }

    @Test("a change that fails leaves the load balancer as it was")
    func failures() async throws {
        var settings = SimulatorSettings.test()
        settings.faults = try ["attach_to_network", "add_service", "create_load_balancer"].map { command in
            try SimulatorFault("action \(command) error 1")
        }
        let test = TestCloud(settings)
        let network = try await test.network()
        _ = try await balancer(test)
        #expect(await test.get("load_balancers").total == 0)
        #expect(await test.get("primary_ips").total == 0)
        await test.cloud.setFaults(Array(settings.faults.dropLast()))
        let lb = try await balancer(test)
        _ = await act(test, lb, "attach_to_network", ["network": .int(network)])
        _ = await act(test, lb, "add_service", Self.web)
        let seen: JSONValue = await test.get("load_balancers/\(lb)")["load_balancer"]
        #expect(seen["private_net"].elements.isEmpty)
        #expect(seen["services"].elements.isEmpty)
        #expect(await test.get("networks/\(network)/members").total == 0)
    }
}
