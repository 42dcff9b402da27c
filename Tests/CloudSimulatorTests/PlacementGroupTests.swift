import JSONDocuments
import Testing

@testable import CloudSimulator

struct PlacementGroupTests {
    static let refusals = [
        Refusal("POST", "placement_groups", "{}", 422, "invalid_input", "invalid input in fields 'name', 'type'"),
        Refusal(
            "POST",
            "placement_groups",
            #"{"name": "g", "type": "stack"}"#,
            422,
            "invalid_input",
            "invalid input in field 'type'"
        ),
        Refusal(
            "POST",
            "placement_groups",
            #"{"name": "full", "type": "spread"}"#,
            409,
            "uniqueness_error",
            "name is already used"
        ),
        Refusal(
            "POST",
            "servers",
            #"{"name": "more", "server_type": "cx23", "image": "debian-13", "placement_group": {full}}"#,
            422,
            "placement_group_member_limit_reached",
            "placement group {full} contains already 10 servers"
        ),
        join("running", "server_not_stopped", "server is not stopped"),
        join("off", "placement_group_member_limit_reached", "placement group {full} contains already 10 servers"),
        Refusal(
            "POST",
            "servers/{off}/actions/remove_from_placement_group",
            422,
            "not_in_placement_group",
            "server is not in a placement group"
        ),
    ]

    private static func join(_ server: String, _ code: String, _ message: String) -> Refusal {
        let path = "servers/{\(server)}/actions/add_to_placement_group"
        return Refusal("POST", path, #"{"placement_group": {full}}"#, 422, code, message)
    }

    @Test("what a placement group cannot do is refused", arguments: refusals)
    func refused(_ refusal: Refusal) async throws {
        let test = TestCloud()
        let full = try await test.create("placement_groups", ["name": "full", "type": "spread"])
        for number in 1...10 { _ = try await test.server("s\(number)", ["placement_group": .int(full)]) }
        let running = try await test.server("running")
        let off = try await test.server("off", isOff: true)
        await refusal.check(test, ["full": full, "running": running, "off": off])
    }

    @Test("a stopped server joins a group, leaves it at once, and outlives it")
    func membership() async throws {
        let test = TestCloud()
        let group = try await test.create("placement_groups", ["name": "g", "type": "spread", "labels": ["a": "b"]])
        let server = try await test.server(isOff: true)
        let body: JSONValue = ["placement_group": .int(group)]
        _ = await test.post("servers/\(server)/actions/add_to_placement_group", body)
        let changed = "placement group has changed during request"
        await Refusal("DELETE", "placement_groups/\(group)", 409, "conflict", changed).check(test)
        await test.wait(seconds: 1)
        #expect(await test.get("placement_groups/\(group)")["placement_group"]["servers"].ints == [server])
        #expect(await test.get("servers/\(server)")["server"]["placement_group"]["servers"].ints == [server])
        _ = await test.put("placement_groups/\(group)", ["name": "renamed"])
        #expect(await test.get("servers/\(server)")["server"]["placement_group"]["name"].text == "renamed")
        #expect(await test.delete("placement_groups/\(group)").status == 204)
        #expect(await test.get("servers/\(server)")["server"]["placement_group"].isNull)
    }
}
