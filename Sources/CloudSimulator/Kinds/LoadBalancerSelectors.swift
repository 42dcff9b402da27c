import LabelText

extension Project {
    /// The servers that a selector finds, as many as the load balancer has room for.
    private func serversFound(by text: String, for balancer: LoadBalancer) -> [Int] {
        guard let selector = LabelSelector(text) else { return [] }
        let found = servers.ids.lazy.filter { id in
            self.servers[id].map { selector.matches($0.labels) } ?? false
        }
        return Array(found.prefix(type(of: balancer).mostTargets))
    }

    /// Fills in what new selectors find, and forgets what removed ones found.
    func selectTargets(_ balancer: inout LoadBalancer) {
        var selected: [String: [Int]] = [:]
        for target in balancer.targets {
            guard case .labelSelector(let text) = target.subject else { continue }
            selected[text] = balancer.selected[text] ?? serversFound(by: text, for: balancer)
        }
        balancer.selected = selected
    }

    /// Whether a load balancer has the server as a target that should not, or the other way round.
    func areBalancersBehind(_ server: Server) -> Bool {
        loadBalancers.ids.contains { id in
            loadBalancers[id]?.selected.contains { text, found in
                let isFound = LabelSelector(text)?.matches(server.labels) ?? false
                return isFound != found.contains(server.id)
            } ?? false
        }
    }

    /// Adds the server to the targets of selectors that match its labels, and takes it from the others.
    func balancersFollow(_ server: Server) {
        for id in loadBalancers.ids {
            guard var balancer = loadBalancers[id], !balancer.selected.isEmpty else { continue }
            let most = type(of: balancer).mostTargets
            var hasChanged = false
            for (text, found) in balancer.selected {
                let isFound = LabelSelector(text)?.matches(server.labels) ?? false
                guard isFound != found.contains(server.id), !isFound || found.count < most else { continue }
                balancer.selected[text] =
                    isFound ? (found + [server.id]).sorted() : found.filter { $0 != server.id }
                hasChanged = true
            }
            guard hasChanged else { continue }
            save(balancer)
            recheckHealth(of: id)
        }
    }

    /// A server that is gone is nobody's target.
    func balancersForget(_ server: Int) {
        for id in relations.balancersByServer.sorted(server) {
            change(LoadBalancer.self, id) { balancer in
                balancer.targets.removeAll { $0.subject == .server(server) }
                for text in balancer.selected.keys { balancer.selected[text]?.removeAll { $0 == server } }
            }
            recheckHealth(of: id)
        }
    }
}
