import JSONDocuments
import Testing

@testable import CloudSimulator

struct ImageTests {
    @Test("system images are listed once for each architecture, without the deprecated ones")
    func system() async {
        let test = TestCloud()
        #expect(await test.get("images?name=ubuntu-24.04").total == 2)
        let arm = await test.get("images?name=ubuntu-24.04&architecture=arm")["images"].elements
        #expect(arm.compactMap { $0["id"].int } == [161_547_270])
        #expect(await test.get("images?name=opensuse-15").total == 0)
        let old = await test.get("images?name=opensuse-15&include_deprecated=true")["images"].elements
        #expect(old.count == 2)
        #expect(old.first?["deprecation"]["unavailable_after"].text != nil)
    }

    @Test("servers are made and rebuilt from a snapshot once it is there, on a disk that is large enough")
    func serversFromSnapshots() async throws {
        let test = TestCloud()
        let server = try await test.server("web", ["server_type": "cx33"])
        let answer = await test.post("servers/\(server)/actions/create_image", ["description": "golden"])
        let image = try #require(answer["image"]["id"].int)
        func body(_ name: String, _ type: String) -> String {
            #"{"name": "\#(name)", "server_type": "\#(type)", "image": \#(image)}"#
        }
        let message = "invalid input in field 'image'"
        await Refusal("POST", "servers", body("new", "cx33"), 422, "invalid_input", message).check(test)
        await test.wait(seconds: 100)
        await Refusal("POST", "servers", body("new", "cx23"), 422, "invalid_input", message).check(test)
        await Refusal("POST", "servers", body("new", "cax41"), 422, "invalid_input", message).check(test)
        let copy = try await test.server("copy", ["server_type": "cx33", "image": .int(image)])
        #expect(await test.get("servers/\(copy)")["server"]["image"]["description"].text == "golden")
        let rebuilt = await test.post("servers/\(server)/actions/rebuild", ["image": .int(image)])
        #expect(rebuilt.status == 201)
        await test.wait(seconds: 100)
        #expect(await test.get("servers/\(server)")["server"]["image"]["id"].int == image)
        #expect(await test.delete("images/\(image)").status == 204)
        #expect(await test.get("servers/\(copy)")["server"]["image"].isNull)
    }

    @Test("a snapshot is made, protected, kept after its server, and deleted")
    func snapshot() async throws {
        let test = TestCloud()
        let server = try await test.server()
        let answer = await test.post("servers/\(server)/actions/create_image", ["labels": ["a": "b"]])
        #expect(answer["image"]["status"].text == "creating")
        #expect(answer["action"]["command"].text == "create_image")
        #expect(await test.get("servers/\(server)")["server"]["locked"].bool == true)
        let id = try #require(answer["image"]["id"].int)
        await test.wait(seconds: 60)
        #expect(await test.get("images/\(id)")["image"]["status"].text == "available")
        #expect(await test.get("images?type=snapshot&label_selector=a").total == 1)
        _ = await test.post("images/\(id)/actions/change_protection", ["delete": true])
        await Refusal("DELETE", "images/\(id)", 423, "protected", "snapshot deletion is protected").check(test)
        _ = await test.post("images/\(id)/actions/change_protection", ["delete": false])
        let copy = try await test.server("copy", ["image": .int(id)])
        _ = await test.delete("servers/\(server)")
        await test.wait(seconds: 5)
        #expect(await test.delete("images/\(id)").status == 204)
        #expect(await test.get("servers/\(copy)")["server"]["image"].isNull)
    }

    @Test("backups need to be enabled, keep seven, and go when they are disabled")
    func backups() async throws {
        let test = TestCloud()
        let server = try await test.server()
        let path = "servers/\(server)/actions"
        let body = #"{"type": "backup"}"#
        let message = "backups are not enabled for the server"
        await Refusal("POST", "\(path)/create_image", body, 422, "backups_not_enabled", message).check(test)
        _ = await test.post("\(path)/enable_backup")
        #expect(await test.get("servers/\(server)")["server"]["backup_window"].text == "22-02")
        for _ in 0..<8 {
            _ = await test.post("\(path)/create_image", ["type": "backup"])
            await test.wait(seconds: 60)
        }
        #expect(await test.get("images?type=backup&bound_to=\(server)").total == 7)
        _ = await test.post("\(path)/disable_backup")
        #expect(await test.get("images?type=backup").total == 0)
        #expect(await test.get("servers/\(server)")["server"]["backup_window"].isNull)
    }

    @Test("a rescue system ends with the next boot or after an hour")
    func rescue() async throws {
        let test = TestCloud()
        let server = try await test.server()
        let path = "servers/\(server)/actions"
        #expect(await test.post("\(path)/enable_rescue", ["type": "linux64"])["root_password"].text != nil)
        #expect(await test.get("servers/\(server)")["server"]["rescue_enabled"].bool == true)
        _ = await test.post("\(path)/reset")
        await test.wait(seconds: 5)
        #expect(await test.get("servers/\(server)")["server"]["rescue_enabled"].bool == false)
        _ = await test.post("\(path)/enable_rescue")
        await test.wait(seconds: 3_601)
        #expect(await test.get("servers/\(server)")["server"]["rescue_enabled"].bool == false)
    }

    @Test("an ISO of the right architecture is attached and detached")
    func iso() async throws {
        let test = TestCloud()
        let server = try await test.server()
        let path = "servers/\(server)/actions"
        #expect(await test.post("\(path)/detach_iso")["action"]["status"].text == "success")
        let isos = await test.get("isos")["isos"].elements
        for iso in isos {
            let id = try #require(iso["id"].int)
            let fits = iso["architecture"].isNull || iso["architecture"].text == "x86"
            let isOld = !iso["deprecation"].isNull
            let answer = await test.post("\(path)/attach_iso", ["iso": .int(id)])
            #expect(answer.status == (fits && !isOld ? 201 : 422), "\(answer.text)")
            await test.wait(seconds: 2)
            guard answer.status == 201 else { continue }
            #expect(await test.get("servers/\(server)")["server"]["iso"]["id"].int == id)
        }
        await Refusal("POST", "\(path)/attach_iso", #"{"iso": 7}"#, 404, "not_found", "ISO with ID '7' not found")
            .check(test)
        _ = await test.post("\(path)/detach_iso")
        await test.wait(seconds: 2)
        #expect(await test.get("servers/\(server)")["server"]["iso"].isNull)
    }

    @Test("Hetzner's own images cannot be changed or deleted")
    func foreign() async {
        let test = TestCloud()
        let message = "system images cannot be changed"
        await Refusal("PUT", "images/161547269", "{}", 403, "forbidden", message).check(test)
        await Refusal("DELETE", "images/161547269", 403, "forbidden", message).check(test)
    }
}
