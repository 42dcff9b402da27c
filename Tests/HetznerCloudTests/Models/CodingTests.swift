import FoundationEssentials
import Testing

@testable import HetznerCloud

@Suite struct CodingTests {
    private static func survives<Model: APIResource & Equatable>(_ model: Model.Type) throws -> Bool {
        let json = try #require(ResourceFixtures.everything[Model.names.singular], "\(Model.self)")
        let object = try Model(json: json)
        return try JSONDecoder().decode(Model.self, from: JSONEncoder().encode(object)) == object
    }

    @Test("every kind of object survives being stored")
    func resources() throws {
        let kinds: [any (APIResource & Equatable).Type] = [
            Action.self, Certificate.self, Firewall.self, FloatingIP.self, Image.self, ISO.self, LoadBalancer.self,
            LoadBalancerType.self, Location.self, Network.self, PlacementGroup.self, PrimaryIP.self, Server.self,
            ServerType.self, SSHKey.self, StorageBox.self, StorageBoxType.self, Volume.self, Zone.self,
        ]
        for kind in kinds { #expect(try Self.survives(kind), "\(kind)") }
    }

    private static func keeps<Model: Codable & Equatable>(_ model: Model) throws -> Bool {
        try JSONDecoder().decode(Model.self, from: JSONEncoder().encode(model)) == model
    }

    @Test("a part of an object survives being stored alone")
    func parts() throws {
        let server = try Server(json: ResourceFixtures.server)
        #expect(try Self.keeps(server.publicNet) && Self.keeps(server.status) && Self.keeps(server.serverType.prices))
        #expect(try Self.keeps(LoadBalancer(json: ResourceFixtures.loadBalancer).targets))
        #expect(try Self.keeps(Pricing(json: ResourceFixtures.pricing)))
        let metrics = try Metrics(json: ResourceFixtures.metrics)
        #expect(try Self.keeps(metrics) && Self.keeps(metrics.series))
        let text = String(decoding: try JSONEncoder().encode(server.status), as: UTF8.self)
        #expect(text == #""running""#)
    }

    @Test("an object is stored as the API writes it, an id as its number")
    func form() throws {
        struct Saved: Codable {
            var id: Server.ID
            var server: Server
        }
        let server = try Server(json: try #require(ResourceFixtures.everything["server"]))
        let data = try JSONEncoder().encode(Saved(id: server.id, server: server))
        let json = try JSONParser.parse(data)
        #expect(json["id"] == .integer(server.id.rawValue))
        #expect(json["server"]?["server_type"]?["name"] == .string(server.serverType.name))
    }

    @Test("what is stored and no object of its kind is told")
    func wrong() {
        #expect(throws: ModelError.self) { try JSONDecoder().decode(Server.self, from: Data("{}".utf8)) }
    }
}
