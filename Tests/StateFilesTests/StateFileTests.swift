import Diagnostics
import FoundationEssentials
import Glibc
import HetznerCatalog
import ResourceModel
import TestSupport
import Testing

@testable import StateFiles

@Suite("State file")
struct StateFileTests {
    private let folder = TemporaryFolder()
    private var path: String { folder.path + "/hzform.state.json" }
    private var file: StateFile { StateFile(path: path, catalog: .hetzner) }

    private static let shop: RecordedState = {
        var server = RecordedResource(type: "server", id: ResourceID(42))
        server.attributes = [
            "name": "web-1", "server_type": "cx23", "labels": ["team": "shop", "role": "web"],
            "firewalls": [.ref("firewalls.web"), .object("firewall", 7)],
            "networks": [
                ["network": .ref("networks.backend"), "ip": "10.0.1.10", "alias_ips": []],
                ["network": .object("network", 9), "alias_ips": ["10.9.0.1", "10.9.0.2"]],
            ],
            "protection": ["delete": true, "rebuild": true], "placement_group": .null, "backups": false,
        ]
        server.fingerprints = [
            "user_data": Fingerprint(.salted("0123abcd"), place: "ee", digest: "00"),
            "password": Fingerprint(.plain, digest: "01"),
        ]
        server.dependencies = [.fixture("firewalls.web"), .fixture("networks.backend")]
        server.deposed = [ResourceID(41)]
        server.isOutOfService = true
        server.preventDestroy = true
        server.keepsOnRemoval = true
        let group = RecordedResource(type: "placement_group", id: ResourceID(5))
        return RecordedState(
            stack: "shop",
            resources: [.fixture("servers.web[0]"): server, .fixture("placement_groups.g[\"a\"]"): group],
            salts: [.fixture("0123abcd")]
        )
    }()

    @Test("one attribute, and one object of a list, takes one line; everything is in the order of its bytes")
    func layout() {
        #expect(
            StateDocument.text(Self.shop) == """
                {
                  "format": 1,
                  "resources": {
                    "placement_groups.g[\\"a\\"]": {
                      "attributes": {},
                      "id": 5,
                      "type": "placement_group"
                    },
                    "servers.web[0]": {
                      "attributes": {
                        "backups": false,
                        "firewalls": [
                          "firewalls.web",
                          {"id": 7}
                        ],
                        "labels": {"role": "web", "team": "shop"},
                        "name": "web-1",
                        "networks": [
                          {"alias_ips": [], "ip": "10.0.1.10", "network": "networks.backend"},
                          {"alias_ips": ["10.9.0.1", "10.9.0.2"], "network": {"id": 9}}
                        ],
                        "placement_group": null,
                        "protection": {"delete": true, "rebuild": true},
                        "server_type": "cx23"
                      },
                      "dependencies": ["firewalls.web", "networks.backend"],
                      "deposed": [41],
                      "fingerprints": {
                        "password": "sha256:01",
                        "user_data": "scrypt:0123abcd:ee:00"
                      },
                      "id": 42,
                      "keep_on_removal": true,
                      "out_of_service": true,
                      "prevent_destroy": true,
                      "type": "server"
                    }
                  },
                  "salts": ["0123abcd000000000000000000000000"],
                  "stack": "shop"
                }

                """
        )
    }

    @Test("a salt that no fingerprint was made with is not kept")
    func unusedSalt() throws {
        try file.save(RecordedState(stack: "shop", salts: [.fixture("0123abcd")]))
        #expect(try file.read(stack: "shop").salts == [])
    }

    @Test("what is written is read again exactly")
    func roundTrip() throws {
        try file.save(Self.shop)
        #expect(try file.read(stack: "shop") == Self.shop)
        let text = try file.contents()
        try file.save(try file.read(stack: "shop"))
        #expect(try file.contents() == text)
    }

    @Test("a state without resources says so, and no file is an empty state")
    func empty() throws {
        #expect(try file.read() == nil)
        #expect(try file.read(stack: "shop") == RecordedState(stack: "shop"))
        try file.save(RecordedState(stack: "shop"))
        #expect(try file.contents() == "{\n  \"format\": 1,\n  \"resources\": {},\n  \"stack\": \"shop\"\n}\n")
    }

    @Test("a long text and a long list are read again exactly")
    func longValues() throws {
        var record = RecordedResource(type: "ssh_key", id: ResourceID(1))
        record.attributes = [
            "name": .string("\"\\\u{1}\u{e9}\u{1F600}\n" + String(repeating: "x", count: 200)),
            "labels": .map(Dictionary(uniqueKeysWithValues: (0..<40).map { ("key\($0)", .string("value\($0)")) })),
        ]
        record.dependencies = (0..<40).map { ResourceAddress("servers", "web", .index($0)) }
        let state = RecordedState(stack: "shop", resources: [.fixture("ssh_keys.k"): record])
        try file.save(state)
        #expect(try file.read(stack: "shop") == state)
        #expect(try file.contents().split(separator: "\n").allSatisfy { $0.utf8.count < 260 })
    }

    @Test(
        "a file that cannot be used is refused with its place, and left alone",
        arguments: [
            ("", "unreadable-state", "1:1"),
            ("{\n  \"format\": 1,\n", "unreadable-state", "3:1"),
            ("{\n  \"format\": 1,,\n}", "unreadable-state", "2:15"),
            ("{\n  \"resources\": {\n    \"a.b\": {},\n    \"a.b\": {}\n  }\n}", "unreadable-state", "4:5"),
            ("{\n<<<<<<< HEAD\n=======\n>>>>>>> other\n}", "state-conflict", "2:1"),
            ("[]", "not-a-state", "1:1"),
            ("{\"version\": 4}", "not-a-state", "1:1"),
            ("{\"format\": 1, \"stack\": \"shop\"}", "not-a-state", "1:1"),
            ("{\"format\": 2, \"resources\": {}, \"stack\": \"shop\"}", "newer-state", "1:1"),
            ("{\"format\": 1, \"resources\": {}, \"stack\": \"other\"}", "foreign-state", "1:32"),
            ("{\"format\":1,\"resources\":{},\"stack\":\"other\"}", "foreign-state", "1:1"),
            ("{\"format\": 1, \"stack\": \"shop\",\n\"resources\": {\"web\": {}}}", "malformed-state", "2:15"),
            (
                "{\"format\": 1, \"stack\": \"shop\", \"resources\": {\n\"servers.a\": {\"id\": 1}}}",
                "malformed-state", "2:1"
            ),
            (
                "{\"format\": 1, \"stack\": \"shop\", \"resources\": {\n\"servers.a\": {\"id\": 1, \"type\": \"moon\"}}}",
                "unknown-recorded-type", "2:1"
            ),
        ]
    )
    func unusable(text: String, code: String, place: String) throws {
        try text.write(toFile: path, atomically: false, encoding: .utf8)
        let error = #expect(throws: Diagnostic.self) { try file.read(stack: "shop") }
        #expect(error?.code.name == code)
        #expect(error?.range?.description == "\(path):\(place)")
        #expect(try file.contents() == text)
    }

    @Test("a file that is not UTF-8 is refused")
    func notUTF8() throws {
        try Data([0x7b, 0x22, 0xff, 0x22, 0x7d]).write(to: URL(filePath: path))
        #expect(throws: Diagnostic.self) { try file.read(stack: "shop") }
    }

    @Test("a folder that takes no file is noticed beforehand, with the path and the reason")
    func unwritable() throws {
        // Not even root can make a file here.
        let error = #expect(throws: Diagnostic.self) {
            try StateFile(path: "/proc/hzform.state.json", catalog: .hetzner).checkWritable()
        }
        #expect(error?.message.hasPrefix("the state file '/proc/hzform.state.json' cannot be written: ") == true)
        let missing = StateFile(path: folder.path + "/missing/state.json", catalog: .hetzner)
        #expect(throws: Diagnostic.self) { try missing.checkWritable() }
        #expect(throws: Diagnostic.self) { try StateFile(path: folder.path, catalog: .hetzner).checkWritable() }
    }

    @Test("checking leaves nothing behind, and neither does saving")
    func leavesNothing() throws {
        try file.checkWritable()
        #expect(try folder.names() == [])
        try file.save(Self.shop)
        #expect(try folder.names() == ["hzform.state.json"])
    }

    @Test("a save that finds no room leaves the old file, and no descriptor open")
    func noRoom() async {
        await #expect(processExitsWith: .success) {
            let folder = TemporaryFolder()
            let file = StateFile(path: folder.path + "/state.json", catalog: .hetzner)
            try file.save(RecordedState(stack: "shop"))
            let text = try String(contentsOfFile: file.path, encoding: .utf8)
            signal(SIGXFSZ, SIG_IGN)
            var limit = rlimit(rlim_cur: 1000, rlim_max: rlim_t.max)
            setrlimit(__rlimit_resource_t(RLIMIT_FSIZE.rawValue), &limit)
            var record = RecordedResource(type: "ssh_key", id: ResourceID(1))
            record.attributes["name"] = .string(String(repeating: "x", count: 1000))
            let large = RecordedState(stack: "shop", resources: [.fixture("ssh_keys.k"): record])
            try file.checkWritable()
            let early = #expect(throws: Diagnostic.self) { try file.checkWritable(steps: 1) }
            #expect(early?.message.hasSuffix("cannot be written: File too large") == true)
            func descriptors() throws -> Int {
                try FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd").count
            }
            let before = try descriptors()
            for _ in 0..<10 { #expect(throws: Diagnostic.self) { try file.save(large) } }
            #expect(try descriptors() == before)
            #expect(try folder.names() == ["state.json"])
            #expect(try String(contentsOfFile: file.path, encoding: .utf8) == text)
        }
    }

    @Test("a save that fails leaves the old file and nothing else")
    func failedSave() throws {
        let missing = StateFile(path: folder.path + "/missing/state.json", catalog: .hetzner)
        #expect(throws: Diagnostic.self) { try missing.save(Self.shop) }
        #expect(try folder.names() == [])
    }

    @Test("saving keeps the file's mode and follows a symbolic link")
    func modeAndLink() throws {
        let manager = FileManager.default
        try file.save(RecordedState(stack: "shop"))
        try manager.setAttributes([.posixPermissions: 0o640], ofItemAtPath: path)
        let link = folder.path + "/link.json"
        try manager.createSymbolicLink(atPath: link, withDestinationPath: "hzform.state.json")
        try StateFile(path: link, catalog: .hetzner).save(Self.shop)
        #expect(try file.read(stack: "shop") == Self.shop)
        #expect(try manager.destinationOfSymbolicLink(atPath: link) == "hzform.state.json")
        let mode = try manager.attributesOfItem(atPath: path)[.posixPermissions] as? Int
        #expect(mode == 0o640)
    }
}

extension StateFile {
    fileprivate func contents() throws -> String {
        String(decoding: try Data(contentsOf: URL(filePath: path)), as: UTF8.self)
    }
}
