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
        "floating_ips", "certificates", "load_balancers", "zones", "storage_boxes",
    ]

    /// Stands for the names that the API makes of the IDs of addresses that servers bring.
    static let unnamed = "(unnamed)"

    let objects: [Object]

    init() { objects = [] }

    /// Reads it with the API alone.
    init(_ client: CloudClient) async throws {
        var objects: [Object] = []
        for kind in Self.kinds {
            let found = try await client.all(APIPath(kind), key: kind).compactMap { Object($0, kind) }
            objects += try await found.sorted { ($0.name, $0.id) < ($1.name, $1.id) }.withSublists(client)
        }
        self.objects = objects
    }

    var isEmpty: Bool { objects.isEmpty }

    func names(of kind: String) -> [String] { objects.filter { $0.kind == kind }.map(\.name) }

    subscript(kind: String, id: Int64) -> Object? { objects.first { $0.kind == kind && $0.id == id } }

    subscript(kind: String, named name: String) -> Object? { objects.first { $0.kind == kind && $0.name == name } }
}

extension [Project.Object] {
    /// With what no list of objects shows: records of zones, snapshots and subaccounts of storage boxes.
    fileprivate func withSublists(_ client: CloudClient) async throws -> [Project.Object] {
        var objects = self
        for index in indices {
            for list in self[index].sublists {
                let path = "\(self[index].kind)/\(self[index].id)/\(list)"
                let items = try await client.all(APIPath(path), key: list, perPage: list == "rrsets" ? 100 : 50)
                let members = (objects[index].json.object ?? [:]).map { ($0.key, $0.value) }
                objects[index].json = .object(JSONObject(members + [(list, .array(items))]))
            }
        }
        return objects
    }
}

extension Project.Object {
    fileprivate var sublists: [String] {
        switch kind {
        case "zones": json["mode"]?.string == "primary" ? ["rrsets"] : []
        case "storage_boxes": ["snapshots", "subaccounts"]
        default: []
        }
    }

    /// What it has that has an ID of its own: by name, and where there is none that lasts, by description.
    var parts: [(path: String, id: Int64, name: String)] {
        sublists.flatMap { list in
            (json[list]?.array ?? []).compactMap { item in
                guard let id = item["id"]?.integer else { return nil }
                let name = list == "snapshots" ? item["description"]?.string : item["name"]?.string
                return name.map { (list, id, $0) }
            }
        }
    }
}

extension Project.Object {
    init?(_ json: JSONValue, _ kind: String) {
        guard let id = json["id"]?.integer, let name = json["name"]?.string else { return nil }
        self.init(kind: kind, id: id, name: name.hasPrefix("primary_ip-") ? Project.unnamed : name, json: json)
    }
}
