import JSONDocuments
import Testing

@testable import CloudSimulator

struct LoadBalancerTests {
    static func body(_ name: String, _ more: [String: JSONValue] = [:]) -> JSONValue {
        var body: [String: JSONValue] = ["name": .string(name), "load_balancer_type": "lb11", "location": "fsn1"]
        body.merge(more) { $1 }
        return .object(JSONObject(body.map { ($0, $1) }))
    }

    private func settled(
        _ test: TestCloud,
        _ name: String = "lb",
        _ more: [String: JSONValue] = [:]
    ) async throws -> Int {
        let id = try await test.create("load_balancers", Self.body(name, more))
        await test.wait(seconds: 10)
        return id
    }

    private func act(_ test: TestCloud, _ id: Int, _ action: String, _ body: JSONValue? = nil) async -> Answer {
        let answer = await test.post("load_balancers/\(id)/actions/\(action)", body)
        await test.wait(seconds: 15)
        return answer
    }

    static let refusals: [Refusal] =
        [
            invalid("{}", "'name', 'load_balancer_type', 'location', 'network_zone'"),
            invalid(
                #"{"name": "x", "load_balancer_type": "lb11", "location": "fsn1", "network_zone": "eu-central"}"#,
                "'location', 'network_zone'"
            ),
            invalid(#"{"name": "x", "load_balancer_type": "lb99", "location": "fsn1"}"#, "'load_balancer_type'"),
            invalid(#"{"name": "x", "load_balancer_type": "lb11", "location": "mars"}"#, "'location'"),
            invalid(#"{"name": "x", "load_balancer_type": "lb11", "network_zone": "mars"}"#, "'network_zone'"),
            creation(
                #""algorithm": {"type": "random"}"#,
                422,
                "invalid_input",
                "invalid input in field 'algorithm.type'"
            ),
            creation(#""network": 5"#, 404, "not_found", "network with ID '5' not found"),
            creation(
                #""public_interface": false"#,
                422,
                "load_balancer_not_attached_to_network",
                "load balancer is not attached to a network"
            ),
            creation(
                #""services": [{"protocol": "http"}, {"protocol": "tcp", "listen_port": 80, "destination_port": 1}]"#,
                412,
                "source_port_already_used",
                "source port 80 is already used"
            ),
            creation(
                #""services": [{"protocol": "http"}, {"protocol": "https", "http": {"redirect_http": true}}]"#,
                412,
                "source_port_already_used",
                "source port 80 is already used"
            ),
            creation(#""public_net": {"ipv4": 3}"#, 422, "primary_ip_not_found", "Primary IP with ID '3' not found"),
            Refusal(
                "POST",
                "load_balancers",
                #"{"name": "lb", "load_balancer_type": "lb11", "location": "fsn1"}"#,
                409,
                "uniqueness_error",
                "name is already used"
            ),
            Refusal("DELETE", "load_balancers/5", 404, "not_found", "load balancer with ID '5' not found"),
        ] + serviceRefusals + targetRefusals + networkRefusals

    private static func invalid(_ body: String, _ fields: String) -> Refusal {
        let word = fields.contains(",") ? "fields" : "field"
        return Refusal("POST", "load_balancers", body, 422, "invalid_input", "invalid input in \(word) \(fields)")
    }

    private static func creation(_ field: String, _ status: Int, _ code: String, _ message: String) -> Refusal {
        let body = #"{"name": "x", "load_balancer_type": "lb11", "location": "fsn1", \#(field)}"#
        return Refusal("POST", "load_balancers", body, status, code, message)
    }

    private static func action(
        _ name: String,
        _ body: String,
        _ status: Int,
        _ code: String,
        _ message: String
    ) -> Refusal {
        Refusal("POST", "load_balancers/{lb}/actions/\(name)", body, status, code, message)
    }

    private static func badService(_ body: String, _ field: String) -> Refusal {
        action("add_service", body, 422, "invalid_input", "invalid input in field '\(field)'")
    }

    private static let serviceRefusals = [
        badService(#"{"protocol": "udp"}"#, "protocol"),
        badService(#"{"protocol": "tcp", "destination_port": 80}"#, "listen_port"),
        badService(#"{"protocol": "tcp", "listen_port": 80}"#, "destination_port"),
        badService(#"{"protocol": "http", "listen_port": 65536}"#, "listen_port"),
        badService(#"{"protocol": "http", "http": {"redirect_http": true}}"#, "http.redirect_http"),
        badService(#"{"protocol": "http", "http": {"certificates": [1]}}"#, "http.certificates"),
        badService(#"{"protocol": "http", "http": {"timeout_idle": 29}}"#, "http.timeout_idle"),
        badService(#"{"protocol": "http", "health_check": {"interval": 5}}"#, "health_check.timeout"),
        badService(#"{"protocol": "http", "health_check": {"retries": 6}}"#, "health_check.retries"),
        badService(
            #"{"protocol": "http", "health_check": {"protocol": "http", "http": {"path": "a b"}}}"#,
            "health_check.http.path"
        ),
        badService(
            #"{"protocol": "http", "health_check": {"protocol": "http", "http": {"status_codes": ["2xx"]}}}"#,
            "health_check.http.status_codes.0"
        ),
        action(
            "add_service",
            #"{"protocol": "tcp", "listen_port": 8080, "destination_port": 1}"#,
            412,
            "source_port_already_used",
            "source port 8080 is already used"
        ),
        action(
            "add_service",
            #"{"protocol": "https", "http": {"certificates": [4]}}"#,
            404,
            "not_found",
            "certificate with ID '4' not found"
        ),
        action(
            "update_service",
            #"{"listen_port": 81}"#,
            404,
            "not_found",
            "service with listen port '81' not found"
        ),
        action(
            "delete_service",
            #"{"listen_port": 81}"#,
            404,
            "not_found",
            "service with listen port '81' not found"
        ),
        action("change_algorithm", "{}", 422, "invalid_input", "invalid input in field 'type'"),
        action(
            "change_type",
            #"{"load_balancer_type": "lb9"}"#,
            422,
            "invalid_input",
            "invalid input in field 'load_balancer_type'"
        ),
    ]

    private static let targetRefusals = [
        action("add_target", #"{"type": "vm"}"#, 422, "invalid_input", "invalid input in field 'type'"),
        action("add_target", #"{"type": "server"}"#, 422, "invalid_input", "invalid input in field 'server'"),
        action(
            "add_target",
            #"{"type": "server", "server": {"id": {web}}}"#,
            422,
            "target_already_defined",
            "load balancer target is already defined"
        ),
        action(
            "add_target",
            #"{"type": "server", "server": {"id": {six}}}"#,
            422,
            "missing_ipv4",
            "server has no public IPv4 address"
        ),
        action(
            "add_target",
            #"{"type": "server", "server": {"id": {six}}, "use_private_ip": true}"#,
            422,
            "load_balancer_not_attached_to_network",
            "load balancer is not attached to a network"
        ),
        action(
            "add_target",
            #"{"type": "label_selector", "label_selector": {"selector": "a=,=b"}}"#,
            422,
            "invalid_input",
            "invalid input in field 'label_selector.selector'"
        ),
        action(
            "add_target",
            #"{"type": "ip", "ip": {"ip": "10.0.0.9"}}"#,
            422,
            "load_balancer_not_attached_to_network",
            "load balancer is not attached to a network"
        ),
        action(
            "add_target",
            #"{"type": "ip", "ip": {"ip": "127.0.0.1"}}"#,
            422,
            "ip_not_owned",
            "the IP is not owned by the project's owner"
        ),
        action(
            "add_target",
            #"{"type": "ip", "ip": {"ip": "1.2.3.4"}, "use_private_ip": true}"#,
            422,
            "invalid_input",
            "invalid input in field 'use_private_ip'"
        ),
        action(
            "remove_target",
            #"{"type": "server", "server": {"id": {six}}}"#,
            404,
            "not_found",
            "load balancer target not found"
        ),
    ]

    private static let networkRefusals = [
        action("attach_to_network", #"{"network": 9}"#, 404, "not_found", "network with ID '9' not found"),
        action(
            "attach_to_network",
            #"{"network": {net}, "ip": "10.9.0.1"}"#,
            422,
            "ip_not_available",
            "the provided IP is not available"
        ),
        action(
            "attach_to_network",
            #"{"network": {net}, "ip_range": "10.0.7.0/24"}"#,
            422,
            "no_subnet_available",
            "no subnet or IP available"
        ),
        action(
            "detach_from_network",
            #"{"network": {net}}"#,
            404,
            "not_found",
            "load balancer is not attached to network with ID '{net}'"
        ),
        action(
            "disable_public_interface",
            "",
            422,
            "load_balancer_not_attached_to_network",
            "load balancer is not attached to a network"
        ),
        action(
            "change_dns_ptr",
            #"{"ip": "1.2.3.4", "dns_ptr": null}"#,
            422,
            "invalid_input",
            "invalid input in field 'ip'"
        ),
    ]

    @Test("what a load balancer cannot do is refused", arguments: refusals)
    func refused(_ refusal: Refusal) async throws {
        let test = TestCloud()
        let net = try await test.network()
        let web = try await test.server("web")
        let six = try await test.server("six", ["public_net": ["enable_ipv4": false]])
        let service: JSONValue = ["protocol": "tcp", "listen_port": 8080, "destination_port": 80]
        let target: JSONValue = ["type": "server", "server": ["id": .int(web)]]
        let lb = try await settled(test, "lb", ["services": [service], "targets": [target]])
        await refusal.check(test, ["lb": lb, "net": net, "web": web, "six": six])
    }

    @Test("a load balancer comes with two addresses of its own, which go with it")
    func addresses() async throws {
        let test = TestCloud()
        let created = await test.post("load_balancers", Self.body("lb"))
        #expect(created["action"]["command"].text == "create_load_balancer")
        let net: JSONValue = created["load_balancer"]["public_net"]
        let ipv4 = try #require(net["ipv4"]["id"].int)
        let six = try #require(net["ipv6"]["ip"].text)
        #expect(six.hasSuffix("::1"))
        #expect(net["ipv4"]["dns_ptr"].text?.hasSuffix(".clients.your-server.de") == true)
        #expect(net["ipv6"]["dns_ptr"].isNull)
        let ip: JSONValue = await test.get("primary_ips/\(ipv4)")["primary_ip"]
        let id = try #require(created["load_balancer"]["id"].int)
        #expect(ip["assignee_type"].text == "load_balancer")
        #expect(ip["assignee_id"].int == id)
        await test.wait(seconds: 10)
        _ = await act(test, id, "change_dns_ptr", ["ip": .string(six), "dns_ptr": "lb.example.com"])
        let named: JSONValue = await test.get("load_balancers/\(id)")["load_balancer"]["public_net"]["ipv6"]["dns_ptr"]
        #expect(named.text == "lb.example.com")
        #expect(await test.delete("primary_ips/\(ipv4)").code == "must_be_unassigned")
        #expect(await test.post("primary_ips/\(ipv4)/actions/unassign").code == "unsupported_error")
        let deleted = await test.delete("load_balancers/\(id)")
        #expect(deleted.status == 201)
        #expect(deleted["action"]["command"].text == "delete_load_balancer")
        await test.wait(seconds: 10)
        #expect(await test.get("load_balancers/\(id)").status == 404)
        #expect(await test.get("primary_ips").total == 0)
    }

    @Test("a Primary IP that was brought along stays when the load balancer goes")
    func ownAddress() async throws {
        let test = TestCloud()
        let ip = try await test.create("primary_ips", ["name": "a", "type": "ipv4", "location": "fsn1"])
        let id = try await settled(test, "lb", ["public_net": ["ipv4": .int(ip)]])
        #expect(await test.get("primary_ips").total == 2)
        let again = await test.post("load_balancers", Self.body("b", ["public_net": ["ipv4": .int(ip)]]))
        #expect(again.code == "primary_ip_assigned")
        _ = await test.delete("load_balancers/\(id)")
        await test.wait(seconds: 10)
        let left: JSONValue = await test.get("primary_ips/\(ip)")["primary_ip"]
        #expect(left["assignee_type"].text == "unassigned")
        #expect(await test.delete("primary_ips/\(ip)").status == 204)
    }

    @Test("services have the documented defaults, change in part and end")
    func services() async throws {
        let test = TestCloud()
        let id = try await settled(test)
        let added = await test.post("load_balancers/\(id)/actions/add_service", ["protocol": "http"])
        #expect(added["action"]["status"].text == "running")
        let busy = await test.post("load_balancers/\(id)/actions/add_service", ["protocol": "https"])
        #expect(busy.status == 409)
        #expect(busy.message == "load balancer has changed during request")
        await test.wait(seconds: 10)
        let service: JSONValue = await test.get("load_balancers/\(id)")["load_balancer"]["services"].elements[0]
        #expect(service["listen_port"].int == 80)
        #expect(service["destination_port"].int == 80)
        #expect(service["proxyprotocol"].bool == false)
        #expect(service["http"]["cookie_name"].text == "HCLBSTICKY")
        #expect(service["http"]["cookie_lifetime"].int == 300)
        let check: JSONValue = service["health_check"]
        #expect(["interval", "timeout", "retries", "port"].map { check[$0].int } == [15, 10, 3, 80])
        let change: JSONValue = [
            "listen_port": 80, "health_check": ["protocol": "http", "http": ["domain": "example.com", "tls": true]],
        ]
        _ = await act(test, id, "update_service", change)
        let changed: JSONValue = await test.get("load_balancers/\(id)")["load_balancer"]["services"].elements[0]
        #expect(changed["protocol"].text == "http")
        #expect(changed["health_check"]["http"]["domain"].text == "example.com")
        #expect(changed["health_check"]["http"]["status_codes"].texts == ["2??", "3??"])
        _ = await act(test, id, "delete_service", ["listen_port": 80])
        #expect(await test.get("load_balancers/\(id)")["load_balancer"]["services"].elements.isEmpty)
    }

    @Test("a certificate cannot be deleted while a service uses it")
    func certificates() async throws {
        let test = TestCloud()
        let pair = PEMFixtures.p256
        let upload: JSONValue = [
            "name": "c", "certificate": .string(pair.certificate), "private_key": .string(pair.key),
        ]
        let certificate = try await test.create("certificates", upload)
        let service: JSONValue = [
            "protocol": "https", "http": ["certificates": [.int(certificate)], "redirect_http": true],
        ]
        let id = try await settled(test, "lb", ["services": [service]])
        let users = await test.get("certificates/\(certificate)")["certificate"]["used_by"].elements
        #expect(users.compactMap { $0["id"].int } == [id])
        #expect(users.compactMap { $0["type"].text } == ["load_balancer"])
        await Refusal("DELETE", "certificates/\(certificate)", 422, "service_error", "certificate still in use")
            .check(test)
        _ = await act(test, id, "delete_service", ["listen_port": 443])
        #expect(await test.delete("certificates/\(certificate)").status == 204)
        let ordered = try await test.create("certificates", CertificateTests.order("ordered"))
        let early: JSONValue = ["protocol": "https", "http": ["certificates": [.int(ordered)]]]
        #expect(await test.post("load_balancers/\(id)/actions/add_service", early).code == "service_error")
    }

    @Test("a smaller type is refused when the services do not fit, and each type has its limits")
    func types() async throws {
        let test = TestCloud()
        let services = (1...6).map { port -> JSONValue in
            ["protocol": "tcp", "listen_port": .int(port), "destination_port": 80]
        }
        let tooMany = await test.post("load_balancers", Self.body("lb", ["services": .array(services)]))
        #expect(tooMany.code == "resource_limit_exceeded")
        let more: [String: JSONValue] = ["services": .array(services), "load_balancer_type": "lb21"]
        let id = try await settled(test, "lb", more)
        let smaller = await test.post("load_balancers/\(id)/actions/change_type", ["load_balancer_type": "lb11"])
        #expect(smaller.code == "invalid_load_balancer_type")
        let bigger = await act(test, id, "change_type", ["load_balancer_type": "lb31"])
        #expect(bigger["action"]["command"].text == "change_load_balancer_type")
        let type: JSONValue = await test.get("load_balancers/\(id)")["load_balancer"]["load_balancer_type"]["name"]
        #expect(type.text == "lb31")
    }
}
