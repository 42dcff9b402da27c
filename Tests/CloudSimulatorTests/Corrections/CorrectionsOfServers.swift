import JSONDocuments
import Testing

@testable import CloudSimulator

extension Correction {
    static let ofServers = [
        Correction("B4", "joining a placement group starts a server that was off", [.terraform]) { test in
            let server = try await test.server(isOff: true)
            let group = try await test.create("placement_groups", ["name": "apart", "type": "spread"])
            let body: JSONValue = ["placement_group": .int(group)]
            #expect(await test.post("servers/\(server)/actions/add_to_placement_group", body).status == 201)
            await test.wait(seconds: 5)
            #expect(await test.status(of: server) == "running")
        },
        Correction("B14", "the rescue system waits for an hour of the client's time", [.ansible]) { _ in
            let test = TestCloud(.test(pace: .instant))
            let server = try await test.server()
            _ = await test.post("servers/\(server)/actions/enable_rescue", ["type": "linux64"])
            await test.wait(seconds: 3_599)
            #expect(await test.get("servers/\(server)")["server"]["rescue_enabled"].bool == true)
            await test.wait(seconds: 2)
            #expect(await test.get("servers/\(server)")["server"]["rescue_enabled"].bool == false)
        },
        Correction(
            "B16",
            "texts: a load balancer without its public interface, a firewall in use",
            [.commandLine],
            saysWhatStandsInTheWay
        ),
        Correction("B17", "a subnet of a vSwitch that does not exist is a service error", [.commandLine]) { _ in
            var settings = SimulatorSettings.test()
            settings.vSwitches = [7]
            let test = TestCloud(settings)
            let network = try await test.network()
            func add(_ vSwitch: Int) async -> Answer {
                let body: JSONValue = ["type": "vswitch", "network_zone": "eu-central", "vswitch_id": .int(vSwitch)]
                return await test.post("networks/\(network)/actions/add_subnet", body)
            }
            let refused = await add(42)
            #expect(refused.code == "service_error")
            #expect(refused.message == "vswitch not found")
            #expect(await add(7).status == 201)
        },
        Correction(
            "B19",
            "the 17th volume of a server: undecided, so the code of every other quota",
            [.csiDriver]
        ) { test in
            let server = try await test.server()
            for number in 1...16 {
                let body: JSONValue = ["name": .string("v\(number)"), "size": 10, "server": .int(server)]
                _ = try await test.create("volumes", body)
                await test.wait(seconds: 5)
            }
            let volume = try await test.create("volumes", ["name": "v17", "size": 10, "location": "fsn1"])
            await test.wait(seconds: 5)
            let refused = await test.post("volumes/\(volume)/actions/attach", ["server": .int(server)])
            #expect(refused.code == "resource_limit_exceeded")
        },
    ]

    @Sendable
    private static func saysWhatStandsInTheWay(_ test: TestCloud) async throws {
        let network = try await test.network()
        let body: JSONValue = [
            "name": "lb", "load_balancer_type": "lb11", "location": "fsn1", "network": .int(network),
            "public_interface": false,
        ]
        let balancer = try await test.create("load_balancers", body)
        await test.wait(seconds: 10)
        let target: JSONValue = ["type": "label_selector", "label_selector": ["selector": "foo=bar"]]
        let refused = await test.post("load_balancers/\(balancer)/actions/add_target", target)
        #expect(refused.code == "load_balancer_public_interface_disabled")
        #expect(refused.message == "load balancer public interface is disabled, cannot add target using public IP")
        let server = try await test.server()
        let use: JSONValue = ["type": "server", "server": ["id": .int(server)]]
        let firewall = try await test.create("firewalls", ["name": "used", "apply_to": [use]])
        await test.wait(seconds: 5)
        #expect(await test.delete("firewalls/\(firewall)").message == "firewall with ID \(firewall) is still in use")
    }
}
