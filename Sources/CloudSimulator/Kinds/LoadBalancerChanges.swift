/// What an action does to a load balancer when it succeeds.
enum LoadBalancerChange: Codable, Sendable {
    case created
    case deleted
    /// Takes the place of the service on the same port.
    case serviceSet(BalancerService)
    case serviceDeleted(Int)
    case targetAdded(BalancerTarget)
    case targetRemoved(BalancerTarget.Subject)
    case typeChanged(Int)
    case attached
    case detached
    case publicInterface(Bool)
}

extension Project {
    func carryOut(_ change: LoadBalancerChange, on id: Int) -> Action.Failure? {
        guard var balancer = loadBalancers[id] else { return .canceled }
        switch change {
        case .created: break
        case .deleted:
            balancerIsDeleted(id)
            return nil
        case .serviceSet(let service): balancer.set(service)
        case .serviceDeleted(let port): balancer.services.removeAll { $0.listenPort == port }
        case .targetAdded(let target):
            if case .server(let server) = target.subject, servers[server] == nil { return .serverGone }
            balancer.targets.append(target)
        case .targetRemoved(let subject): balancer.targets.removeAll { $0.subject == subject }
        case .typeChanged(let type): balancer.type = type
        case .attached: balancer.attachment?.status = .ok
        case .detached: balancer.attachment = nil
        case .publicInterface(let isEnabled): balancer.isPublic = isEnabled
        }
        selectTargets(&balancer)
        save(balancer)
        recheckHealth(of: id)
        return nil
    }

    /// What was shown or reserved when the action began goes back to what it was.
    func takeBack(_ change: LoadBalancerChange, on id: Int) {
        switch change {
        case .created: balancerIsDeleted(id)
        case .attached: self.change(LoadBalancer.self, id) { $0.attachment = nil }
        case .detached: self.change(LoadBalancer.self, id) { $0.attachment?.status = .ok }
        case .deleted, .serviceSet, .serviceDeleted, .targetAdded, .targetRemoved, .typeChanged, .publicInterface:
            break
        }
        recheckHealth(of: id)
    }

    /// Addresses that were brought along stay; those that came with it go with it.
    private func balancerIsDeleted(_ id: Int) {
        for ip in relations.addressesByBalancer.sorted(id) {
            if primaryIPs[ip]?.deletesWithServer == true {
                releasePrimaryIP(ip)
            } else {
                change(PrimaryIP.self, ip) { $0.balancer = nil }
            }
        }
        remove(LoadBalancer.self, id)
    }
}

extension LoadBalancer {
    fileprivate mutating func set(_ service: BalancerService) {
        if let index = services.firstIndex(where: { $0.listenPort == service.listenPort }) {
            services[index] = service
        } else {
            services.append(service)
        }
    }
}
