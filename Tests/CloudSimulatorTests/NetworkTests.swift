import JSONDocuments
import Testing

@testable import CloudSimulator

struct NetworkTests {
    @Test("a subnet without a range gets the first free /24, and its gateway is the network's first address")
    func defaults() async throws {
        let test = TestCloud()
        let subnet: JSONValue = ["type": "cloud", "network_zone": "eu-central"]
        let answer = await test.post(
            "networks",
            ["name": "net", "ip_range": "10.0.0.0/16", "subnets": [subnet, subnet]]
        )
        let subnets = answer["network"]["subnets"].elements
        #expect(subnets.compactMap { $0["ip_range"].text } == ["10.0.0.0/24", "10.0.1.0/24"])
        #expect(subnets.compactMap { $0["gateway"].text } == ["10.0.0.1", "10.0.0.1"])
    }

    static let refusals = [
        network(#""ip_range": "10.0.0.1/16""#, "invalid input in field 'ip_range'"),
        network(#""ip_range": "11.0.0.0/16""#, "invalid input in field 'ip_range'"),
        network(#""ip_range": "10.0.0.0/25""#, "invalid input in field 'ip_range'"),
        network(#""subnets": [{"type": "lan"}]"#, "invalid input in fields 'subnets.0.type', 'subnets.0.network_zone'"),
        action("add_subnet", #"{"type": "cloud", "network_zone": "mars"}"#, "invalid input in field 'network_zone'"),
        action("add_subnet", #"{"type": "cloud", "network_zone": "us-east"}"#, "invalid input in field 'network_zone'"),
        action(
            "add_subnet",
            #"{"type": "cloud", "network_zone": "eu-central", "ip_range": "10.0.1.128/25"}"#,
            "invalid input in field 'ip_range'"
        ),
        action(
            "add_subnet",
            #"{"type": "cloud", "network_zone": "eu-central", "ip_range": "10.1.0.0/24"}"#,
            "invalid input in field 'ip_range'"
        ),
        action(
            "add_subnet",
            #"{"type": "cloud", "network_zone": "eu-central", "vswitch_id": 1}"#,
            "invalid input in field 'vswitch_id'"
        ),
        action(
            "add_route",
            #"{"destination": "10.0.1.0/28", "gateway": "10.0.1.5"}"#,
            "invalid input in field 'destination'"
        ),
        action(
            "add_route",
            #"{"destination": "10.9.0.0/16", "gateway": "10.0.0.1"}"#,
            "invalid input in field 'gateway'"
        ),
        action("change_ip_range", #"{"ip_range": "10.0.0.0/17"}"#, "invalid input in field 'ip_range'"),
        action("change_ip_range", #"{"ip_range": "192.168.0.0/16"}"#, "invalid input in field 'ip_range'"),
        Refusal(
            "POST",
            "networks/{net}/actions/delete_subnet",
            #"{"ip_range": "10.0.9.0/24"}"#,
            404,
            "not_found",
            "subnet '10.0.9.0/24' not found"
        ),
        Refusal(
            "POST",
            "networks/{net}/actions/delete_subnet",
            #"{"ip_range": "10.0.1.0/24"}"#,
            422,
            "service_error",
            "cannot remove subnet because servers are attached to it"
        ),
        Refusal(
            "POST",
            "networks/{net}/actions/delete_route",
            #"{"destination": "10.9.0.0/16", "gateway": "10.0.1.5"}"#,
            404,
            "not_found",
            "route '10.9.0.0/16' via '10.0.1.5' not found"
        ),
        attach(#"{"network": {net}}"#, 422, "server_already_attached", "server is already attached to network"),
        attach(#"{"network": {empty}}"#, 422, "no_subnet_available", "no subnet or IP available"),
        attach(#"{"network": {far}}"#, 422, "no_subnet_available", "no subnet or IP available"),
        attach(#"{"network": {twin}}"#, 422, "networks_overlap", overlap),
        attach(#"{"network": {free}, "ip": "172.16.1.0"}"#, 422, "ip_not_available", notAvailable),
        attach(#"{"network": {free}, "ip": "172.16.9.9"}"#, 422, "ip_not_available", notAvailable),
        attach(#"{"network": {free}, "alias_ips": ["10.0.1.9"]}"#, 422, "ip_not_available", notAvailable),
        attach(
            #"{"network": {free}, "ip_range": "172.16.2.0/24"}"#,
            422,
            "no_subnet_available",
            "no subnet or IP available"
        ),
        attach(#"{"network": 7}"#, 404, "not_found", "network with ID '7' not found"),
    ]
    private static let overlap = "the network's IP range overlaps with one of the server's networks"
    private static let notAvailable = "the provided IP is not available"

    private static func network(_ fields: String, _ message: String) -> Refusal {
        let body = #"{"name": "other", "ip_range": "10.0.0.0/16", \#(fields)}"#
        return Refusal("POST", "networks", body, 422, "invalid_input", message)
    }

    private static func action(_ name: String, _ body: String, _ message: String) -> Refusal {
        Refusal("POST", "networks/{net}/actions/\(name)", body, 422, "invalid_input", message)
    }

    private static func attach(_ body: String, _ status: Int, _ code: String, _ message: String) -> Refusal {
        Refusal("POST", "servers/{server}/actions/attach_to_network", body, status, code, message)
    }

    @Test("what a network cannot have is refused", arguments: refusals)
    func refused(_ refusal: Refusal) async throws {
        let test = TestCloud()
        let net = try await test.network()
        let twin = try await test.network("twin")
        let free = try await test.network("free", range: "172.16.0.0/16", subnet: "172.16.1.0/24")
        let empty = try await test.create("networks", ["name": "empty", "ip_range": "192.168.0.0/16"])
        let far: JSONValue = ["type": "cloud", "network_zone": "us-east", "ip_range": "172.20.0.0/24"]
        let farID = try await test.create("networks", ["name": "far", "ip_range": "172.20.0.0/16", "subnets": [far]])
        let server = try await test.server("web", ["networks": [.int(net)]])
        let names = ["net": net, "twin": twin, "free": free, "empty": empty, "far": farID, "server": server]
        await refusal.check(test, names)
    }

    @Test("addresses are given from the lowest, past what is reserved")
    func addresses() async throws {
        let test = TestCloud()
        let first = try await test.network("first", subnet: "10.0.0.0/24")
        let second = try await test.network("second", range: "10.1.0.0/16", subnet: "10.1.1.0/24")
        let id = try await test.server("web", ["networks": [.int(first), .int(second)]])
        let places = await test.get("servers/\(id)")["server"]["private_net"].elements
        #expect(places.compactMap { $0["ip"].text } == ["10.0.0.2", "10.1.1.1"])
        let other = try await test.server("two", ["networks": [.int(first)]])
        #expect(await test.get("servers/\(other)")["server"]["private_net"].elements.first?["ip"].text == "10.0.0.3")
        #expect(await test.get("networks/\(first)")["network"]["servers"].ints == [id, other])
    }

    @Test("an attachment shows when its action succeeds, and locks the server and the network meanwhile")
    func attachment() async throws {
        let test = TestCloud()
        let network = try await test.network()
        let server = try await test.server()
        let path = "servers/\(server)/actions/attach_to_network"
        let answer = await test.post(path, ["network": .int(network), "ip": "10.0.1.7", "alias_ips": ["10.0.1.8"]])
        #expect(answer["action"]["resources"].elements.compactMap { $0["type"].text } == ["server", "network"])
        #expect(await test.get("servers/\(server)")["server"]["private_net"].elements.isEmpty)
        let members = await test.get("networks/\(network)/members")["members"].elements
        #expect(members.first?["status"].text == "attaching")
        let changed = "network has changed during request"
        for action in ["add_route", "delete_subnet", "change_ip_range", "change_protection"] {
            let body = #"{"destination": "10.9.0.0/16", "gateway": "10.0.1.9", "ip_range": "10.0.0.0/16"}"#
            await Refusal("POST", "networks/\(network)/actions/\(action)", body, 409, "conflict", changed).check(test)
        }
        await Refusal("PUT", "networks/\(network)", "{}", 409, "conflict", changed).check(test)
        await Refusal("DELETE", "networks/\(network)", 409, "conflict", changed).check(test)
        await test.wait(seconds: 3)
        let place = await test.get("servers/\(server)")["server"]["private_net"].elements.first
        #expect(place?["alias_ips"].texts == ["10.0.1.8"])
        let aliases: JSONValue = ["network": .int(network), "alias_ips": ["10.0.1.9", "10.0.1.10"]]
        #expect(await test.post("servers/\(server)/actions/change_alias_ips", aliases).status == 201)
        await test.wait(seconds: 3)
        let changedPlace = await test.get("servers/\(server)")["server"]["private_net"].elements.first
        #expect(changedPlace?["alias_ips"].texts == ["10.0.1.9", "10.0.1.10"])
        _ = await test.post("servers/\(server)/actions/detach_from_network", ["network": .int(network)])
        #expect(await test.get("networks/\(network)")["network"]["servers"].ints == [server])
        await test.wait(seconds: 3)
        #expect(await test.get("networks/\(network)")["network"]["servers"].ints.isEmpty)
        #expect(await test.get("networks/\(network)/members").total == 0)
    }

    @Test("a subnet and a route come and go with their actions")
    func subnetsAndRoutes() async throws {
        let test = TestCloud()
        let id = try await test.network()
        let subnet: JSONValue = ["type": "cloud", "network_zone": "eu-central", "ip_range": "10.0.2.0/24"]
        #expect(await test.post("networks/\(id)/actions/add_subnet", subnet)["action"]["command"].text == "add_subnet")
        #expect(await test.get("networks/\(id)")["network"]["subnets"].elements.count == 1)
        await test.wait(seconds: 2)
        #expect(await test.get("networks/\(id)")["network"]["subnets"].elements.count == 2)
        let route: JSONValue = ["destination": "0.0.0.0/0", "gateway": "10.0.2.9"]
        _ = await test.post("networks/\(id)/actions/add_route", route)
        await test.wait(seconds: 2)
        #expect(await test.get("networks/\(id)")["network"]["routes"].elements.count == 1)
        _ = await test.post("networks/\(id)/actions/delete_route", route)
        await test.wait(seconds: 2)
        _ = await test.post("networks/\(id)/actions/delete_subnet", ["ip_range": "10.0.2.0/24"])
        await test.wait(seconds: 2)
        let network = await test.get("networks/\(id)")["network"]
        #expect(network["routes"].elements.isEmpty)
        #expect(network["subnets"].elements.count == 1)
        _ = await test.post("networks/\(id)/actions/change_ip_range", ["ip_range": "10.0.0.0/15"])
        #expect(await test.get("networks/\(id)")["network"]["ip_range"].text == "10.0.0.0/15")
    }

    @Test("a network takes a hundred servers and no more")
    func mostMembers() async throws {
        let test = TestCloud(.test(pace: .instant))
        let id = try await test.network()
        for number in 1...100 { _ = try await test.server("s\(number)", ["networks": [.int(id)]]) }
        let body: JSONValue = ["name": "more", "server_type": "cx23", "image": "debian-13", "networks": [.int(id)]]
        #expect(await test.post("servers", body).code == "resource_limit_exceeded")
        #expect(await test.get("networks/\(id)/members?per_page=50").total == 100)
        #expect(await test.get("networks/\(id)/members?sort=ip&status=ok&subnet=10.0.1.0/24&type=server").total == 100)
        #expect(await test.get("networks/\(id)/members?type=load_balancer").total == 0)
    }

    @Test("a protected network stays, another takes its attachments with it")
    func deletion() async throws {
        let test = TestCloud()
        let id = try await test.network()
        let server = try await test.server("web", ["networks": [.int(id)]])
        _ = await test.post("networks/\(id)/actions/change_protection", ["delete": true])
        await Refusal("DELETE", "networks/\(id)", 423, "protected", "network is delete protected").check(test)
        _ = await test.post("networks/\(id)/actions/change_protection", ["delete": false])
        #expect(await test.delete("networks/\(id)").status == 204)
        #expect(await test.get("servers/\(server)")["server"]["private_net"].elements.isEmpty)
    }
}
