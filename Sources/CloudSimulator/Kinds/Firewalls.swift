import LabelText
import NetworkText

/// A set of rules and what it is applied to.
struct Firewall: Named {
    static let kind = ResourceKind.firewall
    static var table: ReferenceWritableKeyPath<Project, Table<Firewall>> { \.firewalls }

    // https://docs.hetzner.com/cloud/firewalls/overview#limits
    static let mostRules = 50
    static let mostPerServer = 5
    static let mostEffectiveRules = 500

    let id: Int
    var title: String
    var labels: [String: String]
    let created: Moment
    var rules: [FirewallRule]
    var targets: [FirewallTarget]

    func json(in project: Project) -> JSON {
        [
            "id": .int(id), "name": .string(title), "labels": .map(labels), "created": .string(created.text),
            "rules": .array((rules.filter(\.isInbound) + rules.filter { !$0.isInbound }).map(\.json)),
            "applied_to": .array(targets.map { project.json(of: $0, firewall: id) }),
        ]
    }

    /// Whether the firewall should protect a server with that ID and those labels.
    func covers(_ server: Int, labels: [String: String]) -> Bool {
        targets.contains { target in
            switch target {
            case .server(let id): id == server
            case .labelSelector(let text): LabelSelector(text)?.matches(labels) ?? false
            }
        }
    }

    static func changed(from old: Firewall?, to new: Firewall?, in project: Project) {}
}

/// What a firewall is applied to: one server, or all whose labels match.
enum FirewallTarget: Codable, Sendable, Hashable {
    case server(Int)
    case labelSelector(String)
}

struct FirewallRule: Codable, Sendable {
    let direction: String
    let networkProtocol: String
    let port: String?
    let sources: [String]
    let destinations: [String]
    let description: String?

    init?(_ input: inout Input) {
        direction = input.string("direction", .oneOf(["in", "out"]))
        networkProtocol = input.string("protocol", .oneOf(["tcp", "udp", "icmp", "esp", "gre"]))
        port = input.optionalString("port")
        description = input.optionalString("description", .length(0...255))
        sources = FirewallRule.networks("source_ips", &input)
        destinations = FirewallRule.networks("destination_ips", &input)
        let hasPorts = networkProtocol == "tcp" || networkProtocol == "udp"
        if let port {
            if !hasPorts { input.reject("port", "is only allowed for tcp and udp") }
            if !FirewallRule.isPort(port) { input.reject("port", "must be a port, a range of ports or any") }
        } else if hasPorts {
            input.reject("port", "is required for tcp and udp")
        }
        let isOutbound = direction == "out"
        let needed = (name: isOutbound ? "destination_ips" : "source_ips", given: isOutbound ? destinations : sources)
        let other = (name: isOutbound ? "source_ips" : "destination_ips", given: isOutbound ? sources : destinations)
        if needed.given.isEmpty { input.reject(needed.name, "must have at least one network for this direction") }
        if !other.given.isEmpty { input.reject(other.name, "is not allowed for this direction") }
    }

    /// IPv6 networks come back in canonical form, whatever the client wrote.
    private static func networks(_ name: String, _ input: inout Input) -> [String] {
        let texts = input.strings(name)
        if texts.count > 100 { input.reject(name, "must not have more than 100 networks") }
        var networks: [String] = []
        for (index, text) in texts.enumerated() {
            guard let network = CIDR(text)?.description else {
                input.reject("\(name).\(index)", "must be a network in CIDR notation without host bits")
                continue
            }
            networks.append(network)
        }
        return networks
    }

    private static func isPort(_ text: String) -> Bool {
        guard text != "any" else { return true }
        let ends = text.split(separator: "-", omittingEmptySubsequences: false)
        guard (1...2).contains(ends.count) else { return false }
        let numbers = ends.compactMap { end in
            end.utf8.allSatisfy { (48...57).contains($0) } ? Int(end) : nil
        }
        guard numbers.count == ends.count, numbers.allSatisfy({ (1...65_535).contains($0) }) else { return false }
        return numbers.count == 1 || numbers[0] <= numbers[1]
    }

    var isInbound: Bool { direction == "in" }

    var json: JSON {
        [
            "direction": .string(direction), "protocol": .string(networkProtocol), "port": .optional(port),
            "source_ips": .strings(sources), "destination_ips": .strings(destinations),
            "description": .optional(description),
        ]
    }
}

extension Route {
    static let firewalls: [Route] = [
        Route(.get, "firewalls") { try $0.project.list(Firewall.self, $0) },
        Route(.post, "firewalls") { try $0.project.createFirewall($0) },
        Route(.get, "firewalls/{id}") { try $0.project.show(Firewall.self, $0) },
        Route(.put, "firewalls/{id}") { try $0.project.update(Firewall.self, $0) },
        Route(.delete, "firewalls/{id}") { try $0.project.deleteFirewall($0) },
        Route(.post, "firewalls/{id}/actions/set_rules") { try $0.project.setRules($0) },
        Route(.post, "firewalls/{id}/actions/apply_to_resources") { try $0.project.applyFirewall($0) },
        Route(.post, "firewalls/{id}/actions/remove_from_resources") { try $0.project.removeFirewall($0) },
    ]
}

extension Project {
    fileprivate func createFirewall(_ call: Call) throws(APIFailure) -> SimulatorResponse {
        var input = try call.input()
        let name = input.string("name", .length(1...128))
        let labels = input.labels() ?? [:]
        let rules = firewallRules(&input, required: false)
        let targets = firewallTargets("apply_to", &input, required: false)
        try input.finish()
        try requireUnique(Firewall.self, name: name)
        try requireRoom(for: Firewall.self)
        for target in targets { try requireCanApply(target, rules: rules) }
        let firewall = Firewall(
            id: world.identifiers.next(.firewall),
            title: name,
            labels: labels,
            created: now,
            rules: rules,
            targets: []
        )
        save(firewall)
        var actions = [finished("set_firewall_rules", on: [.firewall(firewall.id)])]
        actions += apply(targets, of: firewall.id)
        return SimulatorResponse(
            201,
            [
                "firewall": .rendered(rendering(Firewall.self, firewall.id)),
                "actions": .array(actions.map { $0.json(in: self) }),
            ]
        )
    }

    private func firewallRules(_ input: inout Input, required: Bool) -> [FirewallRule] {
        let rules = input.objects("rules", required: required) { FirewallRule(&$0) }
        if rules.count > Firewall.mostRules { input.reject("rules", "must not have more than 50 rules") }
        return rules
    }

    fileprivate func deleteFirewall(_ call: Call) throws(APIFailure) -> SimulatorResponse {
        let firewall = try find(Firewall.self, call)
        guard firewall.targets.isEmpty else {
            throw APIFailure.unprocessable("resource_in_use", "firewall with ID \(firewall.id) is still in use")
        }
        remove(Firewall.self, firewall.id)
        return .noContent
    }

    fileprivate func setRules(_ call: Call) throws(APIFailure) -> SimulatorResponse {
        let firewall = try find(Firewall.self, call)
        var input = try call.input()
        let rules = firewallRules(&input, required: true)
        try input.finish()
        try requireIdle(.firewall(firewall.id))
        change(Firewall.self, firewall.id) { $0.rules = rules }
        var actions = [finished("set_firewall_rules", on: [.firewall(firewall.id)])]
        for server in relations.serversByFirewall.sorted(firewall.id) {
            actions.append(finished("apply_firewall", on: [.firewall(firewall.id), .server(server)]))
        }
        return SimulatorResponse(201, ["actions": .array(actions.map { $0.json(in: self) })])
    }
}
