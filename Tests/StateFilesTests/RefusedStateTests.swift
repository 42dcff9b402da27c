import Diagnostics
import FoundationEssentials
import HetznerCatalog
import ResourceModel
import TestSupport
import Testing

@testable import StateFiles

/// A state that no apply can have written, and what is said about it.
struct RefusedState: CustomTestStringConvertible, Sendable {
    let title: String
    let resources: String
    let code: Diagnostic.Code
    /// Which keys the message has to name.
    let names: [String]

    var testDescription: String { title }
}

@Suite("State files that are refused")
struct RefusedStateTests {
    private let folder = TemporaryFolder()

    private static let server = #""type": "server", "id": 1, "attributes": {}"#

    static let states = [
        RefusedState(
            title: "one object at two addresses",
            resources: #""servers.web": {\#(server)}, "servers.old": {\#(server)}"#,
            code: "doubled-object",
            names: ["servers.web", "servers.old"]
        ),
        RefusedState(
            title: "an object in use that another address left behind",
            resources:
                #""servers.a": {\#(server)}, "servers.b": {"type": "server", "id": 2, "attributes": {}, "deposed": [1]}"#,
            code: "doubled-object",
            names: ["servers.a", "servers.b"]
        ),
        RefusedState(
            title: "an object that is left behind by itself",
            resources: #""servers.a": {\#(server), "deposed": [1]}"#,
            code: "doubled-object",
            names: ["servers.a"]
        ),
        RefusedState(
            title: "a section that nobody knows",
            resources: #""foo.v": {"type": "volume", "id": 1, "attributes": {}}"#,
            code: "unknown-recorded-type",
            names: ["foo.v"]
        ),
        RefusedState(
            title: "a section in capitals",
            resources: #""Servers.v": {\#(server)}"#,
            code: "unknown-recorded-type",
            names: ["Servers.v"]
        ),
        RefusedState(
            title: "what is looked up",
            resources: #""existing.v": {\#(server)}"#,
            code: "unknown-recorded-type",
            names: ["existing.v"]
        ),
        RefusedState(
            title: "a type in another one's section",
            resources: #""servers.n": {"type": "volume", "id": 1, "attributes": {}}"#,
            code: "malformed-state",
            names: ["servers.n", "volume"]
        ),
        RefusedState(
            title: "a type that nobody knows",
            resources: #""servers.n": {"type": "serve", "id": 1, "attributes": {}}"#,
            code: "unknown-recorded-type",
            names: ["servers.n", "serve"]
        ),
        RefusedState(
            title: "an ID that no object has",
            resources: #""servers.n": {"type": "server", "id": 0, "attributes": {}}"#,
            code: "malformed-state",
            names: ["servers.n"]
        ),
        RefusedState(
            title: "an attribute that the type does not have",
            resources: #""servers.n": {"type": "server", "id": 1, "attributes": {"size": 3}}"#,
            code: "malformed-state",
            names: ["servers.n", "size"]
        ),
        RefusedState(
            title: "a number for a name",
            resources: #""servers.n": {"type": "server", "id": 1, "attributes": {"name": 3}}"#,
            code: "malformed-state",
            names: ["servers.n", "name"]
        ),
        RefusedState(
            title: "a reference to another type",
            resources:
                #""volumes.n": {"type": "volume", "id": 1, "attributes": {"server": "networks.n"}}"#,
            code: "malformed-state",
            names: ["volumes.n", "server"]
        ),
        RefusedState(
            title: "a list for a map",
            resources: #""servers.n": {"type": "server", "id": 1, "attributes": []}"#,
            code: "malformed-state",
            names: ["servers.n", "attributes"]
        ),
        RefusedState(
            title: "a text for a flag",
            resources: #""servers.n": {\#(server), "out_of_service": "yes"}"#,
            code: "malformed-state",
            names: ["servers.n", "out_of_service"]
        ),
        RefusedState(
            title: "a fingerprint that is none",
            resources: #""servers.n": {\#(server), "fingerprints": {"user_data": "md5:00"}}"#,
            code: "malformed-state",
            names: ["servers.n", "user_data"]
        ),
        RefusedState(
            title: "a fingerprint with a salt that is not there",
            resources: #""servers.n": {\#(server), "fingerprints": {"user_data": "scrypt:00000000:11:22"}}"#,
            code: "malformed-state",
            names: ["servers.n", "user_data", "00000000"]
        ),
        RefusedState(
            title: "a key that nobody knows",
            resources: #""servers.n": {\#(server), "serial": 4}"#,
            code: "malformed-state",
            names: ["servers.n", "serial"]
        ),
    ]

    @Test("what no apply can have written is told at its place, and the file is untouched", arguments: states)
    func refusal(state: RefusedState) throws {
        let path = folder.path + "/hzform.state.json"
        let text = #"{"format": 1, "stack": "shop", "resources": {\#(state.resources)}}"#
        try Data(text.utf8).write(to: URL(filePath: path))
        let problem = #expect(throws: Diagnostic.self) {
            try StateFile(path: path, catalog: .hetzner).read(stack: "shop")
        }
        #expect(problem?.code == state.code)
        for name in state.names { #expect(problem?.message.contains("'\(name)'") == true, "\(problem?.message ?? "")") }
        #expect(problem?.range != nil)
        #expect(try Data(contentsOf: URL(filePath: path)) == Data(text.utf8))
    }
}
