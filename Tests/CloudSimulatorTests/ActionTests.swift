import JSONDocuments
import Testing

@testable import CloudSimulator

struct ActionTests {
    @Test("an action's progress grows until it has finished, and it stays to be asked for")
    func progress() async throws {
        let test = TestCloud()
        let answer = await test.post("servers", ["name": "web", "server_type": "cx23", "image": "ubuntu-24.04"])
        let id = try #require(answer["action"]["id"].int)
        func action() async -> JSONValue { await test.get("actions/\(id)")["action"] }
        #expect(await action()["progress"].int == 0)
        #expect(await action()["finished"].isNull)
        await test.wait(seconds: 4)
        #expect(await action()["progress"].int == 50)
        await test.wait(seconds: 4)
        #expect(await action()["status"].text == "success")
        #expect(await action()["progress"].int == 100)
        await test.wait(seconds: 86_400)
        #expect(await action()["finished"].text == "2026-11-01T12:00:08+00:00")
    }

    @Test("actions are found by ID, by kind and by object, in order")
    func lists() async throws {
        let test = TestCloud()
        let server = try await test.server()
        let other = try await test.server("other")
        let volume = try await test.create("volumes", ["name": "v", "size": 10, "server": .int(server)])
        let all = await test.get("servers/actions")["actions"].elements
        #expect(all.count == 5)
        let ids = all.compactMap { $0["id"].int }
        #expect(await test.get("servers/\(server)/actions").total == 3)
        #expect(await test.get("servers/\(other)/actions").total == 2)
        #expect(await test.get("volumes/\(volume)/actions").total == 2)
        #expect(await test.get("volumes/actions?status=running").total == 2)
        #expect(
            await test.get("actions?id=\(ids[0])&id=\(ids[4])&id=7&sort=id:desc")["actions"].elements
                .compactMap { $0["id"].int } == [ids[4], ids[0]]
        )
        #expect(
            await test.get("servers/actions?sort=command")["actions"].elements.first?["command"].text == "attach_volume"
        )
        #expect(await test.get("servers/\(server)/actions/\(ids[0])").status == 200)
        #expect(await test.get("servers/\(other)/actions/\(ids[0])").status == 404)
        #expect(await test.get("networks/actions/\(ids[0])").status == 404)
        #expect(await test.get("servers/7/actions").status == 404)
    }

    @Test("what takes its time is over by the next request when the pace is instant")
    func instant() async throws {
        let test = TestCloud(.test(pace: .instant))
        let answer = await test.post("servers", ["name": "web", "server_type": "cx23", "image": "ubuntu-24.04"])
        #expect(answer["action"]["status"].text == "running")
        let id = try #require(answer["server"]["id"].int)
        #expect(await test.status(of: id) == "running")
        _ = await test.post("servers/\(id)/actions/shutdown")
        #expect(await test.status(of: id) == "off")
    }

    @Test("a failed action takes back what it began and cancels what was to follow")
    func failure() async throws {
        let test = TestCloud()
        await test.cloud.setFaults([try SimulatorFault("action create_server error 1")])
        let network = try await test.network()
        let body: JSONValue = [
            "name": "web", "server_type": "cx23", "image": "ubuntu-24.04", "networks": [.int(network)],
        ]
        let answer = await test.post("servers", body)
        let id = try #require(answer["server"]["id"].int)
        await test.wait(seconds: 60)
        let actions = await test.get("servers/\(id)/actions")["actions"].elements
        #expect(actions.compactMap { $0["status"].text } == ["error", "error", "error"])
        #expect(actions.compactMap { $0["error"]["code"].text } == ["action_failed", "canceled", "canceled"])
        let server = await test.get("servers/\(id)")["server"]
        #expect(server["status"].text == "off")
        #expect(server["private_net"].elements.isEmpty)
        #expect(await test.get("networks/\(network)/members").total == 0)
        #expect(await test.delete("servers/\(id)").status == 200)
    }

    @Test("faults refuse, hide or delay an answer, with and without the effect")
    func faults() async throws {
        let test = TestCloud()
        func names() async -> [String] {
            await test.cloud.setFaults([])
            return await test.get("volumes")["volumes"].elements.compactMap { $0["name"].text }
        }
        func create(_ name: String, _ rule: String) async throws -> SimulatorResponse {
            await test.cloud.setFaults([try SimulatorFault(rule)])
            return await test.post("volumes", ["name": .string(name), "size": 10, "location": "fsn1"]).response
        }
        for status in [403, 409, 412, 423, 429, 500, 502, 503] {
            #expect(try await create("none", "POST /volumes \(status) 1").status == status)
        }
        #expect(try await create("none", "POST /volumes refuse 1").isDropped)
        #expect(await names().isEmpty)
        #expect(try await create("late", "POST /volumes 504 1").status == 504)
        #expect(try await create("lost", "* drop 1").isDropped)
        #expect(try await create("slow", "* /volumes delay=50 1").delayMilliseconds == 50)
        #expect(try await create("fine", "GET /volumes 503 1").status == 201)
        #expect(try await create("also", "POST /volumes/* 503 1").status == 201)
        #expect(await names() == ["late", "lost", "slow", "fine", "also"])
        for rule in ["", "x", "* 200 1", "* 503 2", "action x 1", "a b c d"] {
            #expect(throws: SimulatorFault.Malformed.self) { try SimulatorFault(rule) }
        }
    }

    @Test("requests are logged with their counts, and the controls reset everything")
    func control() async throws {
        let test = TestCloud()
        _ = try await test.server()
        _ = await test.get("servers?page=1")
        let log = await test.get("/_simulator/requests")
        #expect(log["requests"].elements.compactMap { $0["path"].text } == ["/v1/servers", "/v1/servers?page=1"])
        #expect(log["requests"].elements.compactMap { $0["status"].int } == [201, 200])
        #expect(log["counts"]["GET /servers"].int == 1)
        #expect(await test.send("PUT", "/_simulator/faults", ["faults": ["* 503 1"]]).status == 200)
        #expect(await test.get("servers").status == 503)
        #expect(await test.post("/_simulator/reset").status == 204)
        #expect(await test.get("servers").total == 0)
        let before = await test.cloud.time
        #expect(await test.post("/_simulator/clock", ["advance": 60, "speed": "instant"])["speed"].text == "instant")
        #expect(await test.cloud.time == before + 60_000)
        let seed: JSONValue = ["servers": 120, "name_prefix": "web", "labels": ["a": "b"]]
        #expect(await test.post("/_simulator/seed", seed)["servers"].int == 120)
        #expect(await test.get("servers?label_selector=a%3Db&status=running").total == 120)
        #expect(await test.get("primary_ips").total == 240)
        #expect(await test.post("/_simulator/nothing").status == 404)
    }
}
