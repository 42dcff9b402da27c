import HetznerCloud

/// All that a project holds, as the API tells it.
struct Project: Equatable {
    struct Object: Equatable {
        let kind: String
        let id: Int64
        let name: String
        var json: JSONValue
    }

    static let kinds = [
        "ssh_keys", "placement_groups", "networks", "firewalls", "servers", "volumes", "primary_ips",
        "load_balancers", "zones",
    ]

    /// Stands for the names that the API makes of the IDs of addresses that servers bring.
    static let unnamed = "(unnamed)"

    let objects: [Object]

    init() { objects = [] }

    /// Reads it with the API alone.
    init(_ client: CloudClient) async throws {
        var objects: [Object] = []
        for kind in Self.kinds {
            let found = try await client.all(kind, key: kind).compactMap { Object($0, kind) }
            objects += try await found.sorted { ($0.name, $0.id) < ($1.name, $1.id) }.withRecords(client)
        }
        self.objects = objects
    }

    var isEmpty: Bool { objects.isEmpty }

    func names(of kind: String) -> [String] { objects.filter { $0.kind == kind }.map(\.name) }

    subscript(kind: String, id: Int64) -> Object? { objects.first { $0.kind == kind && $0.id == id } }

    subscript(kind: String, named name: String) -> Object? { objects.first { $0.kind == kind && $0.name == name } }
}

extension [Project.Object] {
    /// Zones with their sets of records, which no list of zones shows.
    fileprivate func withRecords(_ client: CloudClient) async throws -> [Project.Object] {
        var objects = self
        for index in indices where self[index].kind == "zones" && self[index].json["mode"]?.string == "primary" {
            let path = "zones/\(self[index].id)/rrsets"
            let sets = try await client.all(path, key: "rrsets", perPage: 100)
            objects[index].json = .object(
                JSONObject((self[index].json.object ?? [:]).map { ($0.key, $0.value) } + [("rrsets", .array(sets))])
            )
        }
        return objects
    }
}

extension Project.Object {
    init?(_ json: JSONValue, _ kind: String) {
        guard let id = json["id"]?.integer, let name = json["name"]?.string else { return nil }
        self.init(kind: kind, id: id, name: name.hasPrefix("primary_ip-") ? Project.unnamed : name, json: json)
    }
}
