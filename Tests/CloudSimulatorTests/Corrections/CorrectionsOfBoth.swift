import JSONDocuments
import Testing

@testable import CloudSimulator

extension Correction {
    /// What hzform had wrong too.
    static let ofBoth = [
        Correction("A1", "the port of a firewall rule may be any", [.terraform]) { test in
            let rule: JSONValue = ["direction": "in", "protocol": "tcp", "port": "any", "source_ips": ["0.0.0.0/0"]]
            let id = try await test.create("firewalls", ["name": "open", "rules": [rule]])
            #expect(await test.get("firewalls/\(id)")["firewall"]["rules"].elements.first?["port"].text == "any")
        },
        Correction(
            "A2",
            "one assignment moves a Floating IP from server to server",
            [.terraform, .ansible, .commandLine, .python, .addressController],
            movesFloatingIP
        ),
        Correction("A3", "a secondary zone has a TTL that can be changed", [.terraform]) { test in
            let nameservers: JSONValue = [["address": "198.51.100.5"]]
            let body: JSONValue = [
                "name": "example.net", "mode": "secondary", "ttl": 600, "primary_nameservers": nameservers,
            ]
            let id = try await test.create("zones", body)
            #expect(await test.get("zones/\(id)")["zone"]["ttl"].int == 600)
            #expect(await test.post("zones/\(id)/actions/change_ttl", ["ttl": 900]).status == 201)
            await test.wait(seconds: 5)
            #expect(await test.get("zones/\(id)")["zone"]["ttl"].int == 900)
        },
        Correction("A4", "an idle connection ends after 50 seconds where nothing is said", [.ansible]) { test in
            let service: JSONValue = ["protocol": "http", "listen_port": 80, "destination_port": 80]
            let body: JSONValue = [
                "name": "lb", "load_balancer_type": "lb11", "location": "fsn1", "services": [service],
            ]
            let answer = await test.post("load_balancers", body)
            let created = answer["load_balancer"]["services"].elements.first
            #expect(created?["http"]["timeout_idle"].int == 50)
        },
        Correction("A5", "a storage box may have a name of more than 50 characters", [.ansible]) { test in
            let name = String(repeating: "n", count: 53)
            let body: JSONValue = [
                "name": .string(name), "storage_box_type": "bx11", "location": "fsn1",
                "password": "Correct-Horse-7-Battery",
            ]
            _ = await test.post("storage_boxes", body)
            #expect(await test.get("storage_boxes?name=\(name)").total == 1)
        },
        Correction("A6", "cookies of load balancers have the limits of browsers", [.ours]) { test in
            func answer(_ name: Int, _ lifetime: Int) async -> Answer {
                let http: JSONValue = [
                    "cookie_name": .string(String(repeating: "c", count: name)), "cookie_lifetime": .int(lifetime),
                ]
                let service: JSONValue = ["protocol": "http", "listen_port": 80, "destination_port": 80, "http": http]
                let body: JSONValue = [
                    "name": .string("lb-\(name)-\(lifetime)"), "load_balancer_type": "lb11", "location": "fsn1",
                    "services": [service],
                ]
                return await test.post("load_balancers", body)
            }
            #expect(await answer(4_096, 34_560_000).status == 201)
            #expect(await answer(4_097, 1).fields == ["services.0.http.cookie_name"])
            #expect(await answer(1, 34_560_001).fields == ["services.0.http.cookie_lifetime"])
        },
    ]

    /// It leads to the old server until the action ends, so there is no gap.
    @Sendable
    private static func movesFloatingIP(_ test: TestCloud) async throws {
        let old = try await test.server("old")
        let new = try await test.server("new")
        let id = try await test.create("floating_ips", ["type": "ipv4", "server": .int(old)])
        await test.wait(seconds: 5)
        let moved = await test.post("floating_ips/\(id)/actions/assign", ["server": .int(new)])
        #expect(moved.status == 201, "\(moved.text)")
        #expect(await test.get("floating_ips/\(id)")["floating_ip"]["server"].int == old)
        await test.wait(seconds: 5)
        #expect(await test.get("floating_ips/\(id)")["floating_ip"]["server"].int == new)
        #expect(await test.get("servers/\(old)")["server"]["public_net"]["floating_ips"].ints.isEmpty)
        let again = await test.post("floating_ips/\(id)/actions/assign", ["server": .int(new)])
        #expect(again.code == "floating_ip_assigned")
    }
}
