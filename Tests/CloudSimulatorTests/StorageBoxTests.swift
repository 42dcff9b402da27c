import JSONDocuments
import Testing

@testable import CloudSimulator

struct StorageBoxTests {
    static let password = "Correct-Horse-7"

    static let refusals = [
        Refusal(
            "POST",
            "storage_boxes",
            "{}",
            422,
            "invalid_input",
            "invalid input in fields 'name', 'storage_box_type', 'location', 'password'"
        ),
        create(#""password": "short""#, 422, "invalid_input", "invalid input in field 'password'"),
        create(#""password": "nouppercase-12""#, 422, "invalid_input", "invalid input in field 'password'"),
        create(#""password": "NoSpecials1234""#, 422, "invalid_input", "invalid input in field 'password'"),
        create(#""storage_box_type": "bx99""#, 422, "invalid_input", "invalid input in field 'storage_box_type'"),
        create(#""location": "mars""#, 422, "invalid_input", "invalid input in field 'location'"),
        create(#""location": "ash""#, 422, "invalid_input", "invalid input in field 'location'"),
        create(#""name": "box""#, 409, "uniqueness_error", "name is already used"),
        create(#""ssh_keys": ["x"]"#, 422, "invalid_input", "invalid input in field 'ssh_keys.0'"),
        create(
            #""access_settings": {"ssh_enabled": 1}"#,
            422,
            "invalid_input",
            "invalid input in field 'access_settings.ssh_enabled'"
        ),
        Refusal("GET", "storage_boxes/7", 404, "not_found", "storage box with ID '7' not found"),
        Refusal("DELETE", "storage_boxes/{kept}", 423, "protected", "storage box is delete protected"),
        action("change_type", #"{"storage_box_type": "bx11"}"#, "invalid input in field 'storage_box_type'"),
        action("change_type", #"{"storage_box_type": "bx99"}"#, "invalid input in field 'storage_box_type'"),
        action("reset_password", #"{"password": "x"}"#, "invalid input in field 'password'"),
        action("update_access_settings", #"{"zfs_enabled": "yes"}"#, "invalid input in field 'zfs_enabled'"),
        action(
            "enable_snapshot_plan",
            #"{"max_snapshots": 11, "minute": 60, "hour": 24, "day_of_week": 8, "day_of_month": 0}"#,
            "invalid input in fields 'max_snapshots', 'minute', 'hour', 'day_of_week', 'day_of_month'"
        ),
        Refusal(
            "POST",
            "storage_boxes/{box}/actions/rollback_snapshot",
            #"{"snapshot": "none"}"#,
            404,
            "not_found",
            "snapshot with ID 'none' not found"
        ),
        Refusal("POST", "storage_boxes/{box}/snapshots", #"{"description": "a/b"}"#, 422, "invalid_input", description),
        Refusal("GET", "storage_boxes/{box}/snapshots/7", 404, "not_found", "snapshot with ID '7' not found"),
        Refusal(
            "POST",
            "storage_boxes/{box}/subaccounts",
            "{}",
            422,
            "invalid_input",
            "invalid input in fields 'home_directory', 'password'"
        ),
        Refusal(
            "POST",
            "storage_boxes/{box}/subaccounts",
            #"{"home_directory": "../x", "password": "\#(password)"}"#,
            422,
            "invalid_input",
            "invalid input in field 'home_directory'"
        ),
        Refusal("DELETE", "storage_boxes/{box}/subaccounts/7", 404, "not_found", "subaccount with ID '7' not found"),
        Refusal("GET", "storage_boxes/{box}/folders?path=none", 422, "invalid_input", "invalid input in field 'path'"),
    ]

    private static let description = "invalid input in field 'description'"

    private static func create(_ fields: String, _ status: Int, _ code: String, _ message: String) -> Refusal {
        let start = #"{"name": "new", "storage_box_type": "bx11", "location": "fsn1", "password": "\#(password)""#
        return Refusal("POST", "storage_boxes", "\(start), \(fields)}", status, code, message)
    }

    private static func action(_ name: String, _ body: String, _ message: String) -> Refusal {
        Refusal("POST", "storage_boxes/{box}/actions/\(name)", body, 422, "invalid_input", message)
    }

    /// A plan for every day at half past six.
    static let daily: JSONValue = ["max_snapshots": 3, "minute": 30, "hour": 6]

    static func box(_ test: TestCloud, _ name: JSONValue = "box", _ type: JSONValue = "bx11") async throws -> Int {
        let body: JSONValue = [
            "name": name, "storage_box_type": type, "location": "fsn1", "password": .string(password),
        ]
        let answer = await test.post("storage_boxes", body)
        try #require(answer.status == 201, "\(answer.text)")
        let id = try #require(answer["storage_box"]["id"].int)
        await test.wait(seconds: 200)
        return id
    }

    @Test("what a storage box cannot do is refused", arguments: refusals)
    func refused(_ refusal: Refusal) async throws {
        let test = TestCloud()
        let box = try await StorageBoxTests.box(test)
        let kept = try await StorageBoxTests.box(test, "kept")
        _ = await test.post("storage_boxes/\(kept)/actions/change_protection", ["delete": true])
        await test.wait(seconds: 10)
        await refusal.check(test, ["box": box, "kept": kept])
    }

    @Test("a new box has no server, user or system until it is active")
    func creation() async throws {
        let test = TestCloud()
        let body: JSONValue = [
            "name": "box", "storage_box_type": 1_333, "location": "hel1", "password": .string(StorageBoxTests.password),
            "ssh_keys": [.string(SSHKeyTests.key)], "access_settings": ["ssh_enabled": true], "labels": ["a": "b"],
        ]
        let answer = await test.post("storage_boxes", body)
        #expect(answer["action"]["command"].text == "create")
        var box: JSONValue = answer["storage_box"]
        #expect(box["status"].text == "initializing")
        #expect(box["server"].isNull && box["username"].isNull && box["system"].isNull && box["snapshot_plan"].isNull)
        let id = try #require(box["id"].int)
        await Refusal(
            "POST",
            "storage_boxes/\(id)/actions/disable_snapshot_plan",
            423,
            "locked",
            "cannot perform operation because storage box is locked"
        ).check(test)
        await test.wait(seconds: 120)
        box = await test.get("storage_boxes/\(id)")["storage_box"]
        #expect(box["status"].text == "active")
        #expect(box["username"].text == "u\(id)")
        #expect(box["server"].text == "u\(id).your-storagebox.de")
        #expect(box["system"].text?.hasPrefix("HEL1-BX") == true)
        #expect(box["access_settings"]["ssh_enabled"].bool == true)
        #expect(box["access_settings"]["zfs_enabled"].bool == false)
        #expect(await test.get("storage_boxes?label_selector=a%3Db&name=box&sort=stats.size:desc").total == 1)
    }

    @Test("settings change where the request says so, one operation at a time")
    func settings() async throws {
        let test = TestCloud()
        let id = try await StorageBoxTests.box(test)
        let path = "storage_boxes/\(id)"
        let answer = await test.post("\(path)/actions/update_access_settings", ["samba_enabled": true])
        #expect(answer["action"]["resources"].elements.compactMap { $0["type"].text } == ["storage_box"])
        #expect(await test.post("\(path)/snapshots").status == 423)
        #expect(await test.put(path, ["name": "renamed"])["storage_box"]["name"].text == "renamed")
        await test.wait(seconds: 5)
        _ = await test.post("\(path)/actions/update_access_settings", ["webdav_enabled": true])
        await test.wait(seconds: 5)
        let access: JSONValue = await test.get(path)["storage_box"]["access_settings"]
        #expect(access["samba_enabled"].bool == true && access["webdav_enabled"].bool == true)
        #expect(await test.post("\(path)/actions/reset_password", ["password": "Other-Horse-88"]).status == 201)
        await test.wait(seconds: 5)
        let actions = await test.get("\(path)/actions?sort=id:desc")["actions"].elements
        #expect(
            actions.compactMap { $0["command"].text } == [
                "reset_password", "update_access_settings", "update_access_settings", "create",
            ]
        )
        let last = try #require(actions.first?["id"].int)
        #expect(await test.get("actions/\(last)")["action"]["status"].text == "success")
        #expect(await test.get("storage_boxes/actions/\(last)").status == 200)
        #expect(await test.get("storage_boxes/actions").total == 4)
    }

    @Test("a type that holds less than the box has is refused")
    func types() async throws {
        let test = TestCloud()
        let id = try await StorageBoxTests.box(test)
        let path = "storage_boxes/\(id)/actions/change_type"
        _ = await test.post(path, ["storage_box_type": "bx21"])
        await test.wait(seconds: 5)
        #expect(await test.get("storage_boxes/\(id)")["storage_box"]["storage_box_type"]["name"].text == "bx21")
        let size = 2_199_023_255_552
        let filled = await test.post("/_simulator/storage", ["storage_box": .int(id), "size": .int(size)])
        #expect(filled["storage_box"]["stats"]["size_data"].int == size)
        await Refusal(
            "POST",
            path,
            #"{"storage_box_type": "bx11"}"#,
            422,
            "invalid_input",
            "invalid input in field 'storage_box_type'"
        ).check(test)
        _ = await test.post("/_simulator/storage", ["storage_box": .int(id), "size": 5])
        #expect(await test.post(path, ["storage_box_type": "bx11"]).status == 201)
    }

    @Test("a rollback takes the data back and newer snapshots away")
    func rollback() async throws {
        let test = TestCloud()
        let id = try await StorageBoxTests.box(test)
        let path = "storage_boxes/\(id)"
        _ = await test.post("/_simulator/storage", ["storage_box": .int(id), "size": 1_000])
        let first = await test.post("\(path)/snapshots", ["description": "before: update", "labels": ["a": "b"]])
        #expect(first["action"]["resources"].elements.count == 2)
        let snapshot = try #require(first["snapshot"]["id"].int)
        await test.wait(seconds: 10)
        _ = await test.post("\(path)/snapshots")
        await test.wait(seconds: 10)
        _ = await test.post("/_simulator/storage", ["storage_box": .int(id), "size": 5_000])
        let shown: JSONValue = await test.get("\(path)/snapshots/\(snapshot)")["snapshot"]
        #expect(shown["stats"]["size_filesystem"].int == 1_000)
        #expect(await test.get("\(path)/snapshots?label_selector=a")["snapshots"].elements.count == 1)
        #expect(await test.get("\(path)/snapshots?is_automatic=false&sort=name:desc")["snapshots"].elements.count == 2)
        let name = try #require(shown["name"].text)
        #expect(await test.get("\(path)/snapshots?name=\(name)")["snapshots"].elements.count == 1)
        _ = await test.post("\(path)/actions/rollback_snapshot", ["snapshot": .string(name)])
        await test.wait(seconds: 10)
        #expect(await test.get("\(path)/snapshots")["snapshots"].elements.count == 1)
        #expect(await test.get(path)["storage_box"]["stats"]["size_data"].int == 1_000)
        let updated = await test.put("\(path)/snapshots/\(snapshot)", ["description": "kept"])
        #expect(updated["snapshot"]["description"].text == "kept")
        #expect(await test.delete("\(path)/snapshots/\(snapshot)").status == 201)
        await test.wait(seconds: 10)
        #expect(await test.get("\(path)/snapshots")["snapshots"].elements.isEmpty)
    }

    @Test("a box takes as many snapshots by hand as its type allows")
    func snapshotLimit() async throws {
        let test = TestCloud()
        let id = try await StorageBoxTests.box(test)
        for _ in 0..<10 {
            #expect(await test.post("storage_boxes/\(id)/snapshots").status == 201)
            await test.wait(seconds: 10)
        }
        let path = "storage_boxes/\(id)/snapshots"
        await Refusal("POST", path, 403, "resource_limit_exceeded", "snapshot limit exceeded").check(test)
    }

    @Test("a plan takes snapshots by itself and keeps as many as it may")
    func plan() async throws {
        let test = TestCloud()
        let id = try await StorageBoxTests.box(test)
        let path = "storage_boxes/\(id)"
        _ = await test.post("\(path)/actions/enable_snapshot_plan", StorageBoxTests.daily)
        await test.wait(seconds: 10)
        #expect(await test.get(path)["storage_box"]["snapshot_plan"]["day_of_week"].isNull)
        await test.wait(seconds: 10 * 86_400)
        let snapshots = await test.get("\(path)/snapshots?is_automatic=true")["snapshots"].elements
        #expect(snapshots.count == 3)
        #expect(snapshots.allSatisfy { $0["name"].text?.hasSuffix("T06-30-00") == true })
        _ = await test.post("\(path)/actions/disable_snapshot_plan")
        await test.wait(seconds: 10 * 86_400)
        let left = await test.get("\(path)/snapshots")["snapshots"].elements
        #expect(left.compactMap { $0["id"].int } == snapshots.compactMap { $0["id"].int })
        #expect(await test.get(path)["storage_box"]["snapshot_plan"].isNull)
    }

    @Test(
        "a plan's times are those of cron",
        arguments: [
            (SnapshotPlan(mostSnapshots: 1, minute: 0, hour: 3), "2026-11-22T03:00:00+00:00"),
            (SnapshotPlan(mostSnapshots: 1, minute: 30, hour: 10), "2026-11-21T10:30:00+00:00"),
            (SnapshotPlan(mostSnapshots: 1, minute: 0, hour: 10), "2026-11-22T10:00:00+00:00"),
            (SnapshotPlan(mostSnapshots: 1, minute: 0, hour: 3, dayOfWeek: 5), "2026-11-27T03:00:00+00:00"),
            (SnapshotPlan(mostSnapshots: 1, minute: 0, hour: 3, dayOfWeek: 7), "2026-11-22T03:00:00+00:00"),
            (SnapshotPlan(mostSnapshots: 1, minute: 30, hour: 6, dayOfMonth: 1), "2026-12-01T06:30:00+00:00"),
            (SnapshotPlan(mostSnapshots: 1, minute: 0, hour: 0, dayOfMonth: 31), "2026-12-31T00:00:00+00:00"),
            (
                SnapshotPlan(mostSnapshots: 1, minute: 0, hour: 3, dayOfWeek: 1, dayOfMonth: 25),
                "2026-11-23T03:00:00+00:00"
            ),
        ]
    )
    func times(_ plan: SnapshotPlan, _ next: String) throws {
        // A Saturday.
        let moment = try #require(Moment("2026-11-21T10:00:00Z"))
        #expect(plan.next(after: moment).text == next)
    }

    @Test("subaccounts are numbered, and their directories are folders of the box")
    func subaccounts() async throws {
        let test = TestCloud()
        let id = try await StorageBoxTests.box(test)
        let path = "storage_boxes/\(id)/subaccounts"
        func body(_ home: JSONValue, _ more: [String: JSONValue] = [:]) -> JSONValue {
            var members: [String: JSONValue] = ["home_directory": home, "password": .string(StorageBoxTests.password)]
            members.merge(more) { $1 }
            return .object(JSONObject(members.map { ($0, $1) }))
        }
        let first = await test.post(path, body("backups/web", ["access_settings": ["readonly": true]]))
        #expect(first["action"]["command"].text == "create_subaccount")
        #expect(first["subaccount"]["name"].isNull)
        let one = try #require(first["subaccount"]["id"].int)
        await test.wait(seconds: 10)
        _ = await test.post(path, body("backups/db", ["name": "db", "labels": ["a": "b"]]))
        await test.wait(seconds: 10)
        let shown: JSONValue = await test.get("\(path)/\(one)")["subaccount"]
        #expect(shown["name"].text == "u\(id)-sub1" && shown["username"].text == "u\(id)-sub1")
        #expect(shown["server"].text == "u\(id)-sub1.your-storagebox.de")
        #expect(shown["access_settings"]["readonly"].bool == true)
        #expect(await test.get("\(path)?username=u\(id)-sub2")["subaccounts"].elements.count == 1)
        #expect(await test.get("\(path)?label_selector=a&name=db&sort=created")["subaccounts"].elements.count == 1)
        #expect(await test.get("\(path)?sort=name").status == 422)
        #expect(await test.get("storage_boxes/\(id)/folders")["folders"].texts == ["backups"])
        #expect(await test.get("storage_boxes/\(id)/folders?path=/backups/")["folders"].texts == ["db", "web"])
        let renamed = await test.put("\(path)/\(one)", ["name": "web", "description": "the web server"])
        #expect(renamed["subaccount"]["description"].text == "the web server")
        for (action, change) in [
            ("change_home_directory", ["home_directory": "other"]), ("update_access_settings", ["readonly": false]),
            ("reset_subaccount_password", ["password": "Other-Horse-88"]),
        ] as [(String, JSONValue)] {
            let answer = await test.post("\(path)/\(one)/actions/\(action)", change)
            #expect(answer["action"]["command"].text == action)
            await test.wait(seconds: 10)
        }
        let changed: JSONValue = await test.get("\(path)/\(one)")["subaccount"]
        #expect(changed["home_directory"].text == "other" && changed["access_settings"]["readonly"].bool == false)
        #expect(await test.delete("\(path)/\(one)").status == 201)
        await test.wait(seconds: 10)
        _ = await test.post(path, body("x"))
        await test.wait(seconds: 10)
        let names = await test.get(path)["subaccounts"].elements.compactMap { $0["username"].text }
        #expect(names == ["u\(id)-sub2", "u\(id)-sub3"])
        #expect(await test.delete("storage_boxes/\(id)").status == 201)
        await test.wait(seconds: 10)
        #expect(await test.get(path).status == 404)
    }

    @Test("what belongs to another box is not found")
    func foreign() async throws {
        let test = TestCloud()
        let one = try await StorageBoxTests.box(test, "one")
        let two = try await StorageBoxTests.box(test, "two")
        let snapshot = try #require(await test.post("storage_boxes/\(one)/snapshots")["snapshot"]["id"].int)
        #expect(await test.get("storage_boxes/\(one)/snapshots/\(snapshot)").status == 200)
        #expect(await test.get("storage_boxes/\(two)/snapshots/\(snapshot)").status == 404)
    }

    @Test("a box, snapshot or subaccount whose creation fails is gone")
    func failure() async throws {
        var settings = SimulatorSettings.test()
        settings.faults = try ["action create_snapshot error 1", "action create_subaccount error 1"].map { rule in
            try SimulatorFault(rule)
        }
        let test = TestCloud(settings)
        let id = try await StorageBoxTests.box(test)
        _ = await test.post("storage_boxes/\(id)/snapshots")
        await test.wait(seconds: 10)
        let body: JSONValue = ["home_directory": "a", "password": .string(StorageBoxTests.password)]
        _ = await test.post("storage_boxes/\(id)/subaccounts", body)
        await test.wait(seconds: 10)
        #expect(await test.get("storage_boxes/\(id)/snapshots")["snapshots"].elements.isEmpty)
        #expect(await test.get("storage_boxes/\(id)/subaccounts")["subaccounts"].elements.isEmpty)
    }
}
