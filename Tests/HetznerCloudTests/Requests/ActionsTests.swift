import Testing

@testable import HetznerCloud

@Suite struct ActionsTests {
    private static func running(_ id: Int64) -> JSONValue {
        ["id": .integer(id), "command": "start_server", "status": "running", "progress": 50, "error": nil]
    }

    /// Knows all actions but those.
    private func transport(missing: Set<Int64> = []) -> ScriptedTransport {
        ScriptedTransport { request, _ in
            let ids = request.url.split(separator: "id=").dropFirst().compactMap { Int64($0.prefix(while: \.isNumber)) }
            let actions = ids.filter { !missing.contains($0) }.reversed().map(Self.running)
            return try ScriptedTransport.Step.answer(200, ["actions": .array(actions)]).get()
        }
    }

    @Test("an action is read with all that it says")
    func reading() {
        let json: JSONValue = [
            "id": 7, "command": "attach_volume", "status": "error", "progress": 100,
            "error": ["code": "action_failed", "message": "Action failed"],
            "resources": [["id": 1, "type": "server"], ["id": 2, "type": "volume"]],
        ]
        let expected = Action(
            id: 7,
            command: "attach_volume",
            status: .error,
            progress: 100,
            error: Action.Failure(code: .actionFailed, message: "Action failed"),
            resources: [.init(type: "server", id: 1), .init(type: "volume", id: 2)]
        )
        #expect(Action(json) == expected)
        #expect(Action(["id": 7, "status": "paused"])?.status == .unknown("paused"))
        #expect(Action(["status": "running"]) == nil)
    }

    @Test("an answer lists the actions that it started, the main one first")
    func started() {
        let response = APIResponse(
            status: 201,
            json: ["server": ["id": 1], "action": Self.running(5), "next_actions": [Self.running(3), Self.running(4)]]
        )
        #expect(response.actions.map(\.id) == [5, 3, 4])
        #expect(APIResponse(status: 200, json: ["actions": [Self.running(1)]]).actions.map(\.id) == [1])
        #expect(APIResponse(status: 204).actions.isEmpty)
    }

    @Test("actions are asked for 25 at a time and come back in the order asked")
    func chunks() async throws {
        let transport = transport()
        let ids = (1...60).map { Action.ID($0) }
        let actions = try await CloudClient.fixture(transport).actions.get(ids)
        #expect(actions.map(\.id) == ids)
        let counts = transport.requests.map { $0.url.count { $0 == "=" } }
        #expect(counts.sorted() == [10, 25, 25])
    }

    @Test("no ids need no request")
    func none() async throws {
        let transport = transport()
        #expect(try await CloudClient.fixture(transport).actions.get([]).isEmpty)
        #expect(transport.requests.isEmpty)
    }

    @Test("an action that the API does not know is an error")
    func missing() async throws {
        let client = CloudClient.fixture(transport(missing: [2, 3]))
        let error = try await #require(throws: ActionsNotFound.self) { try await client.actions.get([1, 2, 3]) }
        #expect(error.ids == [2, 3])
    }

    @Test("one action is read by its own path")
    func single() async throws {
        let transport = ScriptedTransport(.answer(200, ["action": Self.running(9)]))
        #expect(try await CloudClient.fixture(transport).actions.get(9).progress == 50)
        #expect(transport.lines == ["GET /actions/9"])
    }

    @Test("actions are a list like any other")
    func list() async throws {
        let transport = ScriptedTransport(.answer(200, ["actions": [["id": 9, "status": "running"]]]))
        let actions = try await CloudClient.fixture(transport).actions.all(ids: [9, 10], status: [.running]).collect()
        #expect(actions.map(\.id) == [9])
        #expect(transport.lines == ["GET /actions?id=9&id=10&status=running&page=1&per_page=50"])
    }
}
