import Diagnostics
import HetznerCatalog
import JSONDocuments
import ResourceModel
import TestSupport
import Testing

@testable import StateFiles

/// States as versions have written them, in `Formats/N/state.json`; `docs/stability.md` says how one is added.
@Suite("States of released formats")
struct ReleasedFormatTests {
    private static let files = ReleasedFiles(#filePath)

    /// What format 1 can tell, all of it.
    private static let first: RecordedState = {
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
        server.successor = RecordedSuccessor(
            id: ResourceID(43),
            attributes: ["name": "web-1", "server_type": "cx33"],
            fingerprints: ["user_data": Fingerprint(.salted("0123abcd"), place: "ee", digest: "02")],
            dependencies: [.fixture("firewalls.web")],
            isOutOfService: true
        )
        var records = RecordedResource(type: "record_set", id: ResourceID(6, place: "rrsets/www/A"))
        records.attributes = ["name": "www", "ttl": 300, "zone": .ref("zones.shop")]
        return RecordedState(
            stack: "shop",
            resources: [
                .fixture("servers.web[0]"): server,
                .fixture("placement_groups.g[\"a\"]"): RecordedResource(type: "placement_group", id: ResourceID(5)),
                .fixture("modules.eu.modules.site[\"x.y\"].rrsets.www"): records,
            ],
            salts: [.fixture("0123abcd")]
        )
    }()

    private static let states: [Int64: RecordedState] = [1: first]

    @Test("every format that there was is read as what it meant", arguments: 1...StateDocument.format)
    func read(format: Int64) throws {
        let expected = try #require(Self.states[format], "format \(format) needs a state that this test expects")
        let state = try StateDecoder(
            bytes: Array(Self.files.text("state.json", of: format).utf8),
            file: .init(path: "hzform.state.json", text: ""),
            catalog: .hetzner
        ).state()
        #expect(state == expected)
    }

    @Test("today's format is written as it was recorded")
    func written() throws {
        let state = try #require(Self.states[StateDocument.format])
        let text = StateDocument.text(state)
        #expect(try Self.files.text("state.json", of: StateDocument.format, today: text) == text)
    }

    @Test("the state of today's format has every member that the format has")
    func complete() throws {
        let state = try JSONParser.parse(try Self.files.text("state.json", of: StateDocument.format).utf8)
        #expect(SchemaCoverage(StateSchema.schema(catalog: .hetzner)).missing(in: [state]) == [])
    }
}
