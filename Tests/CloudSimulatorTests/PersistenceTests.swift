import Foundation
import JSONDocuments
import Testing

@testable import CloudSimulator

struct PersistenceTests {
    /// Everything that the API shows of a project.
    private func view(_ test: TestCloud) async -> [String] {
        var texts: [String] = []
        for kind in ResourceKind.allCases where ![.action, .iso, .rrset, .storageSnapshot, .subaccount].contains(kind) {
            texts.append(await test.get("\(kind.collection)?per_page=50").text)
        }
        texts.append(await test.get("servers/actions?per_page=50").text)
        texts.append(await test.get("zones/example.com/rrsets").text)
        for box in await test.get("storage_boxes")["storage_boxes"].elements.compactMap(\.["id"].int) {
            texts.append(await test.get("storage_boxes/\(box)/snapshots").text)
            texts.append(await test.get("storage_boxes/\(box)/subaccounts").text)
        }
        return texts
    }

    private func busyProject(_ test: TestCloud) async throws {
        _ = try await test.create("ssh_keys", ["name": "me", "public_key": .string(SSHKeyTests.key)])
        let network = try await test.network()
        let group = try await test.create("placement_groups", ["name": "g", "type": "spread"])
        let selector: JSONValue = ["type": "label_selector", "label_selector": ["selector": "role=web"]]
        let firewall: JSONValue = ["name": "f", "rules": [FirewallTests.ssh], "apply_to": [selector]]
        _ = try await test.create("firewalls", firewall)
        let more: [String: JSONValue] = [
            "networks": [.int(network)], "placement_group": .int(group), "labels": ["role": "web"],
        ]
        let server = try await test.server("web", more)
        let gone = try await test.server("gone")
        _ = try await test.create("certificates", CertificateTests.order("ordered"))
        let targets: JSONValue = [selector, ["type": "server", "server": ["id": .int(server)]]]
        let parts: [String: JSONValue] = [
            "services": [LoadBalancerTargetTests.web], "targets": targets, "network": .int(network),
        ]
        _ = try await test.create("load_balancers", LoadBalancerTests.body("lb", parts))
        _ = try await test.create("floating_ips", ["type": "ipv4", "server": .int(server)])
        await test.wait(seconds: 5)
        _ = try await test.create("volumes", ["name": "v", "size": 10, "server": .int(server)])
        _ = await test.delete("servers/\(gone)")
        await test.wait(seconds: 3)
        _ = await test.post("servers/\(server)/actions/create_image")
        let box = try await StorageBoxTests.box(test)
        _ = await test.post("storage_boxes/\(box)/actions/enable_snapshot_plan", StorageBoxTests.daily)
        await test.wait(seconds: 90_000)
        let home: JSONValue = ["home_directory": "web", "password": .string(StorageBoxTests.password)]
        _ = await test.post("storage_boxes/\(box)/subaccounts", home)
        _ = try await test.create("zones", ["name": "example.com", "mode": "primary"])
        let records: JSONValue = [["value": "198.51.100.1", "comment": "web"]]
        _ = await test.post("zones/example.com/rrsets/www/A/actions/add_records", ["records": records])
        _ = try await test.create("servers", ["name": "new", "server_type": "cax11", "image": "debian-13"])
    }

    @Test("a restart in the middle of actions loses nothing, and they end as they would have")
    func snapshot() async throws {
        let test = TestCloud()
        try await busyProject(test)
        let time = await test.cloud.time
        let restored = TestCloud(
            try await SimulatedCloud(
                restoring: test.cloud.snapshot(),
                settings: .test(),
                clock: .virtual(startingAt: time)
            )
        )
        #expect(await view(restored) == view(test))
        await test.wait(seconds: 100_000)
        await restored.wait(seconds: 100_000)
        #expect(await view(restored) == view(test))
        #expect(await restored.get("actions?id=1&status=running").total == 0)
        let next = try await restored.create("volumes", ["name": "w", "size": 10, "location": "fsn1"])
        let sameNext = try await test.create("volumes", ["name": "w", "size": 10, "location": "fsn1"])
        #expect(next == sameNext)
    }

    @Test("a data file holds every answered change, though nobody closed it and its last line is torn")
    func dataFile() async throws {
        let directory = FileManager.default.temporaryDirectory.appendingPathComponent("simulator-\(UUID())")
        try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: directory) }
        let path = directory.appendingPathComponent("project").path
        let cloud = try await SimulatedCloud(dataFile: path, settings: .test(), clock: .virtual())
        let test = TestCloud(cloud)
        try await busyProject(test)
        await #expect(throws: SimulatorDataError.self) {
            _ = try await SimulatedCloud(dataFile: path, settings: .test(), clock: .virtual())
        }
        // What a killed process leaves behind: the file as it is, and half a line.
        let copy = directory.appendingPathComponent("copy").path
        let bytes = try #require(FileManager.default.contents(atPath: path))
        try (bytes + Data("{\"project\":\"pro".utf8)).write(to: URL(fileURLWithPath: copy))
        let time = await cloud.time
        let restored = TestCloud(
            try await SimulatedCloud(dataFile: copy, settings: .test(), clock: .virtual(startingAt: time))
        )
        #expect(await view(restored) == view(test))
    }

    @Test(
        "a file that is no data file is refused with the reason",
        arguments: [
            "[]\n", "nonsense\n", "{\"hzform_simulator\":2}\n", "{\"hzform_simulator\":1}\n{\"x\":1}\n",
            "{\"hzform_simulator\":1}\n{\"project\":\"a\",\"kind\":\"server\",\"id\":1,\"record\":{}}\n",
        ]
    )
    func foreignFile(_ text: String) async {
        await #expect(throws: SimulatorDataError.self) {
            _ = try await SimulatedCloud(restoring: Array(text.utf8))
        }
    }

    @Test("a key that a data file has twice is told at its place")
    func repeatedKey() async throws {
        let line = #"{"project":"a","kind":"server","id":1,"record":{"id":1,"id":2}}"#
        let error = try await #require(throws: SimulatorDataError.self) {
            _ = try await SimulatedCloud(restoring: Array("{\"hzform_simulator\":1}\n\(line)\n".utf8))
        }
        #expect(error.description == "the data file is damaged: line 2, column 56: the key 'id' occurs twice")
    }

    @Test("of a field that a request has twice the last one counts")
    func repeatedField() async throws {
        let test = TestCloud()
        let body = #"{"name":"a","size":10,"location":"fsn1","name":"b"}"#
        let answer = await test.send("POST", "volumes", bytes: Array(body.utf8))
        #expect(answer["volume"]["name"].text == "b")
    }
}
