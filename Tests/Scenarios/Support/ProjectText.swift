import HetznerCloud

/// A project as text that is the same in every run: names instead of IDs, and nothing that is empty or off.
struct ProjectText {
    let project: Project
    /// What the project was before; an object that it did not have is new.
    let earlier: Project

    func text() -> String {
        project.objects.filter { !isShownAtItsServer($0) }.map(text).sorted().joined(separator: "\n")
    }

    /// An address that a server brought itself.
    private func isShownAtItsServer(_ object: Project.Object) -> Bool {
        object.name == Project.unnamed && object.json["assignee_id"]?.integer != nil
    }

    private func text(_ object: Project.Object) -> String {
        let members = Array(object.json.object ?? [:]).filter { $0.key != "name" }.sorted { $0.key < $1.key }
        let lines = members.compactMap { member in
            short(member.value, under: member.key).map { "  \(member.key): \($0)\n" }
        }
        return "\(object.kind) \(object.name)\(origin(object))\n\(lines.joined())"
    }

    private func origin(_ object: Project.Object) -> String {
        guard let old = earlier[object.kind, object.id] else { return ", new" }
        return old.name == object.name ? "" : ", was \(old.name)"
    }

    /// The value on one line; nil for what says nothing or differs from run to run.
    private func short(_ value: JSONValue, under key: String) -> String? {
        guard !Self.isVolatile(key) else { return nil }
        if let name = name(value, under: key) { return name }
        switch value {
        case .null, .boolean(false), .integer(0), .string(""): return nil
        case .boolean, .integer, .number: return value.description
        case .string(let text):
            if text.hasSuffix(".clients.your-server.de") { return nil }
            if text.hasPrefix("-----BEGIN CERTIFICATE-----") { return "PEM" }
            // The name that the API gives to a snapshot.
            if text.wholeMatch(of: /20[0-9-]{8}T[0-9-]{8}/) != nil { return "TIME" }
            if key == "hzform/out-of-service" { return "RUN" }
            // The serial of a zone is the day of its latest change.
            return Self.isPublicAddress(text) ? "(public)" : text.replacing(/\b20[0-9]{8}\b/, with: "SERIAL")
        case .array(let elements):
            var texts = elements.compactMap { short($0, under: key) }
            // IDs come in the order in which what they belong to was made.
            if Self.kindsByKey[key] != nil { texts.sort() }
            return texts.isEmpty ? nil : "[\(texts.joined(separator: ", "))]"
        case .object(let object):
            let texts = object.sorted { $0.key < $1.key }.compactMap { member in
                short(member.value, under: member.key).map { "\(member.key): \($0)" }
            }
            return texts.isEmpty ? nil : "{\(texts.joined(separator: ", "))}"
        }
    }

    /// The name of what the value refers to: an ID, or an object that has one.
    private func name(_ value: JSONValue, under key: String) -> String? {
        guard !["snapshots", "subaccounts"].contains(key) else { return nil }
        let kind = Self.kindsByKey[key]
        switch value {
        case .integer(let id):
            guard let kind else { return nil }
            return project[kind, id]?.name ?? "(gone)"
        case .object:
            guard let id = value["id"]?.integer else { return nil }
            if let name = value["name"]?.string { return name }
            let name = kind.flatMap { project[$0, id]?.name }
            return name.map { name in value["status"]?.string.map { "\(name) \($0)" } ?? name }
        case .null, .boolean, .number, .string, .array:
            return nil
        }
    }

    private static let kindsByKey = [
        "assignee_id": "servers", "firewalls": "firewalls", "network": "networks",
        "placement_group": "placement_groups",
        "server": "servers", "servers": "servers", "storage_box": "storage_boxes",
        "volumes": "volumes", "zone": "zones",
    ]

    private static func isVolatile(_ key: String) -> Bool {
        [
            "id", "created", "fingerprint", "included_traffic", "linux_device", "mac_address", "assignee_type",
            "delegation_last_check", "system", "not_valid_before", "not_valid_after",
        ].contains(key)
    }

    /// From the ranges for documentation, out of which the simulator takes its addresses.
    private static func isPublicAddress(_ text: String) -> Bool {
        text.hasPrefix("203.0.113.") || text.hasPrefix("2001:db8:")
    }
}
