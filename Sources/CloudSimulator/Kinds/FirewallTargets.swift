import LabelText

/// A firewall that acts on a server, or is about to.
struct FirewallMembership: Codable, Sendable, Equatable {
    let firewall: Int
    var isApplied: Bool
}

extension Project {
    func json(of target: FirewallTarget, firewall: Int) -> JSON {
        switch target {
        case .server(let id):
            return ["type": "server", "server": ["id": .int(id)]]
        case .labelSelector(let text):
            let selector = LabelSelector(text)
            let matching = relations.serversByFirewall.sorted(firewall).filter { id in
                servers[id].map { selector?.matches($0.labels) ?? false } ?? false
            }
            let resources = matching.map { id -> JSON in ["type": "server", "server": ["id": .int(id)]] }
            return [
                "type": "label_selector", "label_selector": ["selector": .string(text)],
                "applied_to_resources": .array(resources),
            ]
        }
    }

    func firewallTargets(_ name: String, _ input: inout Input, required: Bool) -> [FirewallTarget] {
        input.objects(name, required: required) { target -> FirewallTarget? in
            switch target.string("type", .oneOf(["server", "label_selector"])) {
            case "server":
                if target.value("server") == nil { target.reject("server", "Missing data for required field.") }
                return target.object("server") { .server($0.integer("id")) }
            case "label_selector":
                if target.value("label_selector") == nil {
                    target.reject("label_selector", "Missing data for required field.")
                }
                let isSelector = TextRule(problem: "is not a valid label selector") { text in
                    !text.isEmpty && LabelSelector(text) != nil
                }
                return target.object("label_selector") { .labelSelector($0.string("selector", isSelector)) }
            default:
                return nil
            }
        }
    }

    /// A target server needs a public interface and room for another firewall.
    func requireCanApply(_ target: FirewallTarget, rules: [FirewallRule]) throws(APIFailure) {
        guard case .server(let id) = target else { return }
        let server = try find(Server.self, id)
        guard relations.addressesByServer.count(id) > 0 else {
            throw APIFailure.unprocessable(
                "private_net_only_server",
                "server with ID '\(id)' has no public network interface"
            )
        }
        guard server.firewalls.count < Firewall.mostPerServer else {
            throw APIFailure.limitExceeded("firewalls_per_server", "firewall limit of the server exceeded")
        }
        let effective = server.firewalls.reduce(rules.count) { $0 + (firewalls[$1.firewall]?.rules.count ?? 0) }
        guard effective <= Firewall.mostEffectiveRules else {
            throw APIFailure.limitExceeded("effective_rules", "effective rules limit exceeded")
        }
    }

    func applyFirewall(_ call: Call) throws(APIFailure) -> SimulatorResponse {
        let firewall = try find(Firewall.self, call)
        var input = try call.input()
        let targets = firewallTargets("apply_to", &input, required: true)
        try input.finish()
        try requireIdle(.firewall(firewall.id))
        for target in targets {
            guard !firewall.targets.contains(target) else {
                throw APIFailure.unprocessable("firewall_already_applied", "firewall is already applied")
            }
            try requireCanApply(target, rules: firewall.rules)
        }
        let actions = apply(targets, of: firewall.id)
        return SimulatorResponse(201, ["actions": .array(actions.map { $0.json(in: self) })])
    }

    /// Servers have the firewall at once; those that a selector finds have it some seconds later.
    func apply(_ targets: [FirewallTarget], of firewall: Int) -> [Action] {
        var actions: [Action] = []
        for target in targets {
            change(Firewall.self, firewall) { $0.targets.append(target) }
            switch target {
            case .server(let id):
                change(Server.self, id) { server in
                    server.firewalls.removeAll { $0.firewall == firewall }
                    server.firewalls.append(FirewallMembership(firewall: firewall, isApplied: true))
                }
                actions.append(finished("apply_firewall", on: [.firewall(firewall), .server(id)]))
            case .labelSelector(let text):
                actions.append(finished("apply_firewall", on: [.firewall(firewall)]))
                guard let selector = LabelSelector(text) else { continue }
                let matching = servers.ids.filter { servers[$0].map { selector.matches($0.labels) } ?? false }
                for id in matching { followSelectors(id) }
            }
        }
        forgetRendering(Firewall.self, firewall)
        return actions
    }

    func removeFirewall(_ call: Call) throws(APIFailure) -> SimulatorResponse {
        let firewall = try find(Firewall.self, call)
        var input = try call.input()
        let targets = firewallTargets("remove_from", &input, required: true)
        try input.finish()
        try requireIdle(.firewall(firewall.id))
        for target in targets where !firewall.targets.contains(target) {
            if case .server(let id) = target, relations.serversByFirewall[firewall.id].contains(id) {
                throw APIFailure.unprocessable(
                    "firewall_managed_by_label_selector",
                    "firewall is applied via a label selector and cannot be removed manually"
                )
            }
            throw APIFailure(
                status: 404,
                code: "firewall_resource_not_found",
                message: "the resource the firewall should be removed from was not found"
            )
        }
        change(Firewall.self, firewall.id) { $0.targets.removeAll { targets.contains($0) } }
        var actions: [Action] = []
        for target in targets {
            switch target {
            case .server(let id):
                actions.append(finished("remove_firewall", on: [.firewall(firewall.id), .server(id)]))
            case .labelSelector:
                actions.append(finished("remove_firewall", on: [.firewall(firewall.id)]))
            }
        }
        for server in relations.serversByFirewall.sorted(firewall.id) { dropUnwantedFirewalls(server) }
        return SimulatorResponse(201, ["actions": .array(actions.map { $0.json(in: self) })])
    }

    private func dropUnwantedFirewalls(_ id: Int) {
        guard let server = servers[id] else { return }
        let kept = server.firewalls.filter { firewalls[$0.firewall]?.covers(id, labels: server.labels) ?? false }
        if kept != server.firewalls { change(Server.self, id) { $0.firewalls = kept } }
    }

    /// Shows what label selectors newly find as pending, and settles it a little later.
    func followSelectors(_ id: Int) {
        guard var server = servers[id] else { return }
        let current = Set(server.firewalls.map(\.firewall))
        var isLeaving = false
        for firewallID in firewalls.ids {
            guard let firewall = firewalls[firewallID] else { continue }
            let covers = firewall.covers(id, labels: server.labels)
            if covers, !current.contains(firewallID), server.firewalls.count < Firewall.mostPerServer {
                server.firewalls.append(FirewallMembership(firewall: firewallID, isApplied: false))
            }
            if !covers, current.contains(firewallID) { isLeaving = true }
        }
        let hasPending = server.firewalls.contains { !$0.isApplied }
        guard isLeaving || hasPending || areBalancersBehind(server) else { return }
        let due = now.adding(world.paced(ActionTime.selectors))
        server.selectorsSettle = due
        save(server)
        events.plan(.selectorsSettle(server: id), at: due)
    }

    func selectorsSettle(_ id: Int, at moment: Moment) {
        guard let server = servers[id], let due = server.selectorsSettle, due <= moment else { return }
        change(Server.self, id) { server in
            server.selectorsSettle = nil
            server.firewalls = server.firewalls.filter { membership in
                firewalls[membership.firewall]?.covers(id, labels: server.labels) ?? false
            }
            for index in server.firewalls.indices { server.firewalls[index].isApplied = true }
        }
        balancersFollow(server)
    }
}
