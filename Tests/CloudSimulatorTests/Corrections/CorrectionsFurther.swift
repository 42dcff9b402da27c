import JSONDocuments
import Testing

@testable import CloudSimulator

extension Correction {
    /// What older suites have otherwise, and rightly fail with.
    static let kept = [
        Correction("C1", "datacenters are gone", [.python]) { test in
            #expect(await test.get("datacenters").code == "deprecated_api_endpoint")
        },
        Correction("C2", "a Primary IP that nobody has is unassigned", [.python]) { test in
            let id = try await test.create("primary_ips", ["name": "ip", "type": "ipv4", "location": "fsn1"])
            #expect(await test.get("primary_ips/\(id)")["primary_ip"]["assignee_type"].text == "unassigned")
        },
        Correction("C3", "the deletion of a load balancer answers with an action", [.python]) { test in
            let body: JSONValue = ["name": "lb", "load_balancer_type": "lb11", "location": "fsn1"]
            let id = try await test.create("load_balancers", body)
            await test.wait(seconds: 10)
            #expect(await test.delete("load_balancers/\(id)")["action"]["id"].int != nil)
        },
        Correction("C4", "servers and Primary IPs have a location and no datacenter", [.python]) { test in
            let server = try await test.server()
            let ip = try await test.create("primary_ips", ["name": "ip", "type": "ipv4", "location": "fsn1"])
            for object in [
                await test.get("servers/\(server)")["server"], await test.get("primary_ips/\(ip)")["primary_ip"],
            ] {
                #expect(object["datacenter"].isNull)
                #expect(object["location"]["name"].text == "fsn1")
            }
        },
    ]

    /// What was found since the list was made.
    static let further = [
        Correction("D1", "the number that identifies an answer has sixteen digits", [.commandLine]) { test in
            for _ in 0..<100 {
                let number = await test.get("locations").header("X-Correlation-Id")
                #expect(number?.count == 16)
            }
        }
    ]
}
