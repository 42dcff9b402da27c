import Diagnostics
import TerraformStates
import Testing

@Suite("Exports of Pulumi")
struct PulumiExportTests {
    private func export(_ resources: String) throws -> PulumiExport {
        let text = #"{ "version": 3, "deployment": { "manifest": {}, "resources": [\#(resources)] } }"#
        return try PulumiExport(Array(text.utf8), path: "stack.json", prefix: "hcloud_")
    }

    private func resource(_ type: String, _ name: String, _ rest: String = "") -> String {
        let urn = "urn:pulumi:dev::shop::my:web:Tier$\(type)::\(name)"
        return #"{ "urn": "\#(urn)", "custom": true, "type": "\#(type)"\#(rest.isEmpty ? "" : ", ")\#(rest) }"#
    }

    @Test("have what Terraform's states have, in other letters")
    func resources() throws {
        let server = "hcloud:index/server:Server"
        let read = try export(
            [
                #"{ "urn": "urn:pulumi:dev::shop::pulumi:pulumi:Stack::shop-dev", "type": "pulumi:pulumi:Stack" }"#,
                #"{ "urn": "urn:pulumi:dev::shop::my:web:Tier::tier", "custom": false, "type": "my:web:Tier" }"#,
                resource("pulumi:providers:hcloud", "default_1", #""id": "x""#),
                resource(server, "web-0", #""id": "7", "taint": true, "outputs": { "name": "web-0-1a2b" }"#),
                resource(server, "web-1", #""id": "8", "outputs": { "name": "web-1-3c4d" }"#),
                resource(server, "web-1", #""id": "6", "delete": true"#),
                resource(server, "db::main", #""id": "9", "external": true"#),
                resource(
                    "hcloud:index/serverNetwork:ServerNetwork",
                    "net",
                    #""id": "7-5", "outputs": { "serverId": 7, "subnetId": "5-10.0.1.0/24", "ip": "10.0.1.2" }"#
                ),
                resource(
                    "hcloud:index/zoneRrset:ZoneRrset",
                    "www",
                    #""id": "www/A", "outputs": { "zone": "shop.example", "name": "www", "type": "A" }"#
                ),
                resource("random:index/randomId:RandomId", "id", #""id": "abc""#),
            ].joined(separator: ", ")
        )
        #expect(
            read.resources.map(\.type) == [
                "hcloud_server", "hcloud_server", "hcloud_server", "hcloud_server", "hcloud_server_network",
                "hcloud_zone_rrset",
            ]
        )
        #expect(read.resources.map(\.id) == [7, 8, 6, 9, nil, nil])
        #expect(read.resources.map(\.words) == ["web", "web", "web", "db::main", "net", "www"])
        #expect(read.resources.map(\.index) == [.number(0), .number(1), .number(1), nil, nil, nil])
        #expect(read.resources.map(\.condition.isTainted) == [true, false, false, false, false, false])
        #expect(read.resources.map(\.condition.isDeposed) == [false, false, true, false, false, false])
        #expect(read.resources.map(\.condition.isData) == [false, false, false, true, false, false])
        #expect(read.resources[4].owners.sorted() == ["5", "7"])
        #expect(read.resources[5].texts == ["zone": "shop.example", "name": "www", "type": "A"])
        #expect(read.resources[0].address == "urn:pulumi:dev::shop::my:web:Tier$hcloud:index/server:Server::web-0")
        #expect(read.others == 1)
    }

    @Test(
        "have names with numbers that are no numbers of instances",
        arguments: [
            // One is missing, the stem is a name too, and a number is written in another way.
            ["web-0", "web-2"], ["web", "web-0", "web-1"], ["web-01", "web-02"], ["web-2", "web-3"], ["web-1"],
        ]
    )
    func numbers(names: [String]) throws {
        let resources = names.map { resource("hcloud:index/server:Server", $0, #""id": "1""#) }
        let read = try export(resources.joined(separator: ", "))
        #expect(read.resources.map(\.words) == names)
        #expect(read.resources.allSatisfy { $0.index == nil })
    }

    @Test(
        "that cannot be used are told apart",
        arguments: [
            ("", "is empty"),
            (#"{ "version": 3, "deployment": {"#, "is not whole"),
            (#"{ "version": 2, "deployment": {} }"#, "version 2"),
            (#"{ "version": 9, "deployment": {} }"#, "version 9"),
            (#"{ "version": 4, "resources": [] }"#, "is no export of Pulumi"),
            (#"{ "version": 3, "deployment": {} }"#, "has no resources"),
            (
                #"{ "version": 3, "deployment": { "resources": [{ "urn": "u", "custom": true, "type": "aws:ec2/vpc:Vpc" }] } }"#,
                "only others (1)"
            ),
        ]
    )
    func unusable(text: String, reason: String) {
        let error = #expect(throws: Diagnostic.self) {
            try PulumiExport(Array(text.utf8), path: "stack.json", prefix: "hcloud_")
        }
        #expect(error?.message.contains(reason) == true, "\(String(describing: error))")
    }
}
