import JSONDocuments
import Testing

@testable import CloudSimulator

struct VolumeTests {
    static let refusals = [
        Refusal(
            "POST",
            "volumes",
            "{}",
            422,
            "invalid_input",
            "invalid input in fields 'name', 'size', 'server', 'location'"
        ),
        volume(#""size": 9"#, 422, "invalid_input", "invalid input in field 'size'"),
        volume(#""size": 10241"#, 422, "invalid_input", "invalid input in field 'size'"),
        volume(#""name": "-a""#, 422, "invalid_input", "invalid input in field 'name'"),
        volume(#""name": "free""#, 409, "uniqueness_error", "name is already used"),
        volume(#""format": "ntfs""#, 422, "invalid_input", "invalid input in field 'format'"),
        volume(#""automount": true"#, 422, "invalid_input", "invalid input in field 'automount'"),
        volume(#""server": 5"#, 422, "invalid_input", "invalid input in fields 'server', 'location'"),
        volume(#""location": "mars""#, 422, "invalid_input", "invalid input in field 'location'"),
        action("free", "resize", #"{"size": 10}"#, 422, "invalid_input", "invalid input in field 'size'"),
        action("free", "detach", "", 422, "volume_not_attached", "volume is not attached to a server"),
        action("free", "attach", #"{"server": 7}"#, 404, "not_found", "server with ID '7' not found"),
        action("far", "attach", #"{"server": {server}}"#, 422, "invalid_input", "invalid input in field 'server'"),
        action(
            "used",
            "attach",
            #"{"server": {server}}"#,
            422,
            "volume_already_attached",
            "volume is already attached to a server"
        ),
        Refusal(
            "DELETE",
            "volumes/{used}",
            422,
            "service_error",
            "volume with ID '{used}' is still attached to a server"
        ),
        Refusal("DELETE", "volumes/{kept}", 423, "protected", "volume is delete protected"),
    ]

    private static func volume(_ fields: String, _ status: Int, _ code: String, _ message: String) -> Refusal {
        let body = #"{"name": "v", "size": 10, "location": "fsn1", \#(fields)}"#
        return Refusal("POST", "volumes", body, status, code, message)
    }

    private static func action(
        _ volume: String,
        _ name: String,
        _ body: String,
        _ status: Int,
        _ code: String,
        _ message: String
    ) -> Refusal {
        Refusal("POST", "volumes/{\(volume)}/actions/\(name)", body, status, code, message)
    }

    @Test("what a volume cannot do is refused", arguments: refusals)
    func refused(_ refusal: Refusal) async throws {
        let test = TestCloud()
        let server = try await test.server()
        let free = try await test.create("volumes", ["name": "free", "size": 10, "location": "fsn1"])
        let far = try await test.create("volumes", ["name": "far", "size": 10, "location": "nbg1"])
        let used = try await test.create("volumes", ["name": "used", "size": 10, "server": .int(server)])
        let kept = try await test.create("volumes", ["name": "kept", "size": 10, "location": "fsn1"])
        await test.wait(seconds: 10)
        _ = await test.post("volumes/\(kept)/actions/change_protection", ["delete": true])
        await refusal.check(test, ["server": server, "free": free, "far": far, "used": used, "kept": kept])
    }

    @Test("attaching locks the volume and the server until it is done")
    func attachment() async throws {
        let test = TestCloud()
        let server = try await test.server()
        let id = try await test.create("volumes", ["name": "v", "size": 10, "location": "fsn1", "format": "ext4"])
        #expect(await test.get("volumes/\(id)")["volume"]["status"].text == "creating")
        await test.wait(seconds: 2)
        #expect(await test.get("volumes/\(id)")["volume"]["status"].text == "available")
        _ = await test.post("volumes/\(id)/actions/attach", ["server": .int(server)])
        let text = "cannot perform operation because"
        await Refusal("POST", "servers/\(server)/actions/poweroff", 423, "locked", "\(text) server is locked").check(
            test
        )
        let size = #"{"size": 20}"#
        await Refusal("POST", "volumes/\(id)/actions/resize", size, 423, "locked", "\(text) volume is locked").check(
            test
        )
        #expect(await test.get("servers/\(server)")["server"]["volumes"].ints.isEmpty)
        await test.wait(seconds: 2)
        #expect(await test.get("servers/\(server)")["server"]["volumes"].ints == [id])
        _ = await test.post("volumes/\(id)/actions/resize", ["size": 20])
        await test.wait(seconds: 2)
        #expect(await test.get("volumes/\(id)")["volume"]["size"].int == 20)
        _ = await test.post("volumes/\(id)/actions/detach")
        await test.wait(seconds: 2)
        #expect(await test.get("volumes/\(id)")["volume"]["server"].isNull)
        #expect(await test.delete("volumes/\(id)").status == 204)
    }

    @Test("a volume created for a server is attached after it was made")
    func creationForServer() async throws {
        let test = TestCloud()
        let server = try await test.server("web", ["location": "nbg1"])
        let answer = await test.post("volumes", ["name": "v", "size": 10, "server": .int(server)])
        #expect(answer["volume"]["location"]["name"].text == "nbg1")
        #expect(answer["next_actions"].elements.compactMap { $0["command"].text } == ["attach_volume"])
        await test.wait(seconds: 3)
        #expect(await test.get("volumes")["volumes"].elements.first?["server"].isNull == true)
        await test.wait(seconds: 1)
        #expect(await test.get("volumes")["volumes"].elements.first?["server"].int == server)
    }
}
