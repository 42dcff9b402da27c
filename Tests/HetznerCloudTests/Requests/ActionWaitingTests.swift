import Testing

@testable import HetznerCloud

@Suite struct ActionWaitingTests {
    private static func json(_ id: Int64, _ status: String, _ progress: Int64) -> JSONValue {
        let error: JSONValue = status == "error" ? ["code": "action_failed", "message": "no space"] : nil
        return [
            "id": .integer(id), "command": "resize_volume", "status": .string(status), "progress": .integer(progress),
            "error": error,
        ]
    }

    private static func action(_ id: Int64, _ status: String = "running", _ progress: Int64 = 0) throws -> Action {
        try #require(Action(json(id, status, progress)))
    }

    private static func answer(_ actions: JSONValue...) -> ScriptedTransport.Step {
        .answer(200, ["actions": .array(actions)])
    }

    @Test("waiting asks at the interval until all have succeeded, and only about those that run")
    func waiting() async throws {
        let clock = JumpingClock()
        let transport = ScriptedTransport(
            Self.answer(Self.json(1, "running", 10), Self.json(2, "success", 100)),
            Self.answer(Self.json(1, "success", 100))
        )
        let client = CloudClient.fixture(transport, clock: clock)
        let done = try await client.wait(for: [Self.action(1), Self.action(2), Self.action(3, "success", 100)])
        #expect(done.map(\.status) == [.success, .success, .success])
        #expect(transport.lines == ["GET /actions?id=1&id=2", "GET /actions?id=1"])
        #expect(clock.sleeps == [.milliseconds(500), .milliseconds(500)])
    }

    @Test("an action that has ended already needs no request")
    func finished() async throws {
        let transport = ScriptedTransport(Self.answer())
        let client = CloudClient.fixture(transport)
        try await client.wait(for: Self.action(1, "success", 100))
        await #expect(throws: ActionFailed.self) { try await client.wait(for: Self.action(1, "error", 0)) }
        #expect(transport.requests.isEmpty)
    }

    @Test("a failure says which action failed and why")
    func failure() async throws {
        let client = CloudClient.fixture(ScriptedTransport(Self.answer(Self.json(7, "error", 40))))
        let error = try await #require(throws: ActionFailed.self) { try await client.wait(for: Self.action(7)) }
        #expect(error.description == "the action 'resize_volume' (7) failed: no space (action_failed)")
    }

    @Test("the interval may grow, and the waiting end")
    func timeout() async throws {
        let clock = JumpingClock()
        let client = CloudClient.fixture(ScriptedTransport(Self.answer(Self.json(1, "running", 5))), clock: clock)
        let polling = ActionPolling(timeout: .seconds(10)) { .seconds($0) }
        let error = try await #require(throws: ActionTimedOut.self) {
            try await client.wait(for: Self.action(1), polling: polling)
        }
        #expect(clock.sleeps == [.seconds(1), .seconds(2), .seconds(3), .seconds(4)])
        #expect(error.description == "gave up waiting for 'resize_volume' (1, 5 %)")
    }

    @Test("where nothing else is given, the client's interval and time limit hold")
    func clientPolling() async throws {
        let clock = JumpingClock()
        let transport = ScriptedTransport(Self.answer(Self.json(1, "running", 5)))
        let client = CloudClient.fixture(transport, clock: clock) {
            $0.polling = ActionPolling(every: .seconds(3), timeout: .seconds(7))
        }
        await #expect(throws: ActionTimedOut.self) { try await client.wait(for: Self.action(1)) }
        #expect(clock.sleeps == [.seconds(3), .seconds(3)])
        #expect(ClientConfiguration().polling.timeout == .seconds(3600))
    }

    @Test("waiting for what was created waits for all that it has started")
    func created() async throws {
        let body: JSONValue = [
            "ssh_key": ResourceFixtures.everything["ssh_key"] ?? nil, "action": Self.json(1, "running", 0),
            "next_actions": [Self.json(2, "running", 0)], "root_password": "secret",
        ]
        let transport = ScriptedTransport(
            .answer(201, body),
            Self.answer(Self.json(1, "success", 100), Self.json(2, "running", 0)),
            Self.answer(Self.json(2, "success", 100))
        )
        let client = CloudClient.fixture(transport)
        let created = try await client.sshKeys.create(name: "a", publicKey: "b")
        #expect(created.rootPassword == "secret")
        #expect(try await client.wait(for: created).map(\.status) == [.success, .success])
        #expect(transport.lines.dropFirst() == ["GET /actions?id=1&id=2", "GET /actions?id=2"])
    }

    @Test("the doubling interval ends at its maximum, however long it goes on")
    func doubling() {
        let polling = ActionPolling.doubling(from: .seconds(1), upTo: .seconds(5), timeout: .seconds(60))
        #expect([1, 2, 3, 4, 1000].map(polling.interval) == [1, 2, 4, 5, 5].map { .seconds($0) })
        #expect(polling.timeout == .seconds(60))
    }

    @Test("updates are the states given and then the changes alone, failures included")
    func updates() async throws {
        let transport = ScriptedTransport(
            Self.answer(Self.json(1, "running", 0)),
            Self.answer(Self.json(1, "running", 60)),
            Self.answer(Self.json(1, "error", 60))
        )
        var seen: [String] = []
        for try await action in CloudClient.fixture(transport).updates(of: [try Self.action(1)]) {
            seen.append("\(action.status) \(action.progress)")
        }
        #expect(seen == ["running 0", "running 60", "error 60"])
    }
}
