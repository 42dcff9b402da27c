import JSONDocuments
import LabelText

/// What a server's disk is made from: Hetzner's own images, and the project's snapshots and backups.
struct Image: Resource {
    static let kind = ResourceKind.image
    static var table: ReferenceWritableKeyPath<Project, Table<Image>> { \.images }

    static let mostBackups = 7

    enum Category: String, Codable, Sendable, CaseIterable {
        case system
        case app
        case snapshot
        case backup
    }

    enum Status: String, Codable, Sendable, CaseIterable {
        case available
        case creating
        case unavailable
    }

    struct Origin: Codable, Sendable {
        let id: Int
        let name: String
    }

    let id: Int
    var name: String?
    var labels: [String: String]
    let created: Moment
    var category: Category
    var status: Status
    var description: String
    let architecture: String
    let osFlavor: String
    let osVersion: String?
    let diskSize: Int
    /// In GB; nil for Hetzner's own.
    var imageSize: Double?
    var origin: Origin?
    /// The server of a backup.
    var boundTo: Int?
    var deprecated: Moment?
    var unavailableAfter: Moment?
    var rapidDeploy = false
    var isProtected = false

    func json(in project: Project) -> JSON { json }

    var json: JSON {
        var deprecation: JSON = nil
        if let deprecated, let unavailableAfter {
            deprecation = [
                "announced": .string(deprecated.text), "unavailable_after": .string(unavailableAfter.text),
            ]
        }
        return [
            "id": .int(id), "type": .string(category.rawValue), "status": .string(status.rawValue),
            "name": .optional(name), "description": .string(description),
            "image_size": imageSize.map(JSON.double) ?? nil, "disk_size": .int(diskSize),
            "created": .string(created.text),
            "created_from": origin.map { ["id": .int($0.id), "name": .string($0.name)] } ?? nil,
            "bound_to": .optional(boundTo), "os_flavor": .string(osFlavor), "os_version": .optional(osVersion),
            "architecture": .string(architecture), "rapid_deploy": .bool(rapidDeploy),
            "protection": ["delete": .bool(isProtected)], "deprecation": deprecation, "deleted": nil,
            "labels": .map(labels),
        ]
    }

    static func changed(from old: Image?, to new: Image?, in project: Project) {
        guard let image = new ?? old else { return }
        let before = old?.category == .backup ? old?.boundTo : nil
        let after = new?.category == .backup ? new?.boundTo : nil
        project.relations.backupsByServer.move(image.id, from: before, to: after)
        for server in project.relations.serversByImage[image.id] { project.forgetRendering(Server.self, server) }
    }
}

extension Image: Offered {
    init(catalog json: JSONValue) {
        let created = Moment(json.embeddedString("created"))
        let category = Category(rawValue: json.embeddedString("type"))
        guard let created, let category else { preconditionFailure("The embedded catalogue has a strange image.") }
        self.init(
            id: json.embeddedInt("id"),
            name: json["name"]?.string,
            labels: [:],
            created: created,
            category: category,
            status: .available,
            description: json.embeddedString("description"),
            architecture: json.embeddedString("architecture"),
            osFlavor: json.embeddedString("os_flavor"),
            osVersion: json["os_version"]?.string,
            diskSize: json.embeddedInt("disk_size"),
            deprecated: json["deprecation"]?["announced"]?.string.flatMap { Moment($0) },
            unavailableAfter: json["deprecation"]?["unavailable_after"]?.string.flatMap { Moment($0) }
        )
        if json["rapid_deploy"]?.boolean == true { rapidDeploy = true }
    }

    var rendered: [UInt8] { json.bytes }
}

extension Route {
    static let images: [Route] = [
        Route(.get, "images") { try $0.project.listImages($0) },
        Route(.get, "images/{id}") { call in
            let image = try call.project.requireImage(call)
            return SimulatorResponse(200, ["image": image.json])
        },
        Route(.put, "images/{id}") { try $0.project.updateImage($0) },
        Route(.delete, "images/{id}") { try $0.project.deleteImage($0) },
        Route(.post, "images/{id}/actions/change_protection") { call in
            let image = try call.project.requireImage(call)
            guard image.category == .snapshot else {
                throw APIFailure.unprocessable("unsupported_error", "only snapshots can be protected")
            }
            return try call.project.protect(Image.self, call, \.isProtected)
        },
    ]
}

extension Project {
    func image(_ id: Int) -> Image? {
        images[id] ?? world.catalog.images[id]
    }

    fileprivate func requireImage(_ call: Call) throws(APIFailure) -> Image {
        let id = try call.id(.image)
        guard let image = image(id) else { throw APIFailure.notFound(.image, String(id)) }
        return image
    }

    /// Snapshots and backups only: Hetzner's own images are nobody's to change.
    private func requireOwnImage(_ call: Call) throws(APIFailure) -> Image {
        let image = try requireImage(call)
        guard images[image.id] != nil else {
            throw APIFailure(status: 403, code: "forbidden", message: "system images cannot be changed")
        }
        return image
    }

    fileprivate func updateImage(_ call: Call) throws(APIFailure) -> SimulatorResponse {
        var image = try requireOwnImage(call)
        var input = try call.input()
        if let description = input.optionalString("description") { image.description = description }
        if let labels = input.labels() { image.labels = labels }
        if input.optionalString("type", .oneOf(["snapshot"])) != nil, image.category == .backup {
            image.category = .snapshot
            image.boundTo = nil
        }
        try input.finish()
        save(image)
        return response(200, Image.self, image.id)
    }

    fileprivate func deleteImage(_ call: Call) throws(APIFailure) -> SimulatorResponse {
        let image = try requireOwnImage(call)
        guard !image.isProtected else { throw APIFailure.protected("snapshot deletion is protected") }
        try requireIdle(.image(image.id))
        remove(Image.self, image.id)
        return .noContent
    }

    fileprivate func listImages(_ call: Call) throws(APIFailure) -> SimulatorResponse {
        let query = call.query
        func wanted(_ name: String, _ allowed: [String]) throws(APIFailure) -> Set<String> {
            let values = Set(query.all(name))
            if let unknown = values.first(where: { !allowed.contains($0) }) {
                throw APIFailure.invalidInput(field: name, "'\(unknown)' is not known")
            }
            return values
        }
        let types = try wanted("type", Image.Category.allCases.map(\.rawValue))
        let statuses = try wanted("status", Image.Status.allCases.map(\.rawValue))
        let architectures = try wanted("architecture", ["x86", "arm"])
        let servers = Set(query.all("bound_to"))
        let includesDeprecated = try query.flag("include_deprecated")
        var selector: LabelSelector?
        if let text = query["label_selector"] {
            selector = LabelSelector(text)
            if selector == nil { throw APIFailure.badSelector }
        }
        let all = world.catalog.images.all + images.ids.compactMap { images[$0] }
        let chosen = all.filter { image in
            (types.isEmpty || types.contains(image.category.rawValue))
                && (statuses.isEmpty || statuses.contains(image.status.rawValue))
                && (architectures.isEmpty || architectures.contains(image.architecture))
                && (servers.isEmpty || image.boundTo.map { servers.contains(String($0)) } ?? false)
                && (includesDeprecated || image.deprecated == nil)
                && (query["name"] == nil || query["name"] == image.name)
                && (selector?.matches(image.labels) ?? true)
        }
        let order = try SortOrder(query, ["id", "name", "created"])
        let ids = order.sorted(chosen.map(\.id).sorted()) { field, left, right in
            guard let left = image(left), let right = image(right) else { return .equal }
            return switch field {
            case "name": .init(left.name ?? "", right.name ?? "")
            case "created": .init(left.created, right.created)
            default: .init(left.id, right.id)
            }
        }
        return try Page(of: ids, query).response("images", call) { image($0)?.json.bytes ?? [] }
    }
}
