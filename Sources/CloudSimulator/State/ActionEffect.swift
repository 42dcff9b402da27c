/// What an action changes when it succeeds, as data, so that a restart in between loses nothing.
enum ActionEffect: Codable, Sendable {
    case nothing
    case serverCreated(Int)
    case serverRuns(Int)
    case serverStops(Int)
    case shutdownSignalled(Int)
    case serverDeleted(Int)
    case serverRebuilt(Int, image: Int)
    case serverTypeChanged(Int, type: Int, disk: Int)
    case imageCreated(Int)
    case isoChanged(server: Int, iso: Int?)
    case rescueDisabled(server: Int)
    case placementGroupJoined(server: Int, group: Int)
    case networkAttached(server: Int, network: Int)
    case networkDetached(server: Int, network: Int)
    case aliasesChanged(server: Int, network: Int, aliases: [IPv4])
    case pointerChanged(primaryIP: Int, address: String, pointer: String?)
    case volumeCreated(Int)
    case volumeAttached(Int, server: Int)
    case volumeDetached(Int)
    case volumeResized(Int, size: Int)
    case subnetAdded(network: Int, subnet: Subnet)
    case subnetDeleted(network: Int, range: IPv4Range)
    case routeAdded(network: Int, route: NetworkRoute)
    case routeDeleted(network: Int, route: NetworkRoute)
    case primaryIPAssigned(Int, server: Int)
    case primaryIPUnassigned(Int)
    case floatingIPAssigned(Int, server: Int)
    case floatingIPUnassigned(Int)
    case zone(ZoneEffect)
    case certificateIssued(Int)
    case storageBox(StorageBoxEffect)
    case loadBalancer(Int, LoadBalancerChange)
}

extension Project {
    /// Carries out what a successful action stands for, and tells what kept it from that if something did.
    func carryOut(_ effect: ActionEffect, at moment: Moment) -> Action.Failure? {
        if let server = effect.server, servers[server] == nil { return .serverGone }
        switch effect {
        case .nothing: break
        case .serverCreated(let id): serverIsCreated(id)
        case .serverRuns(let id): serverRuns(id)
        case .serverStops(let id): serverStops(id)
        case .shutdownSignalled(let id): shutdownIsSignalled(id, at: moment)
        case .serverDeleted(let id): serverIsDeleted(id)
        case .serverRebuilt(let id, let image): serverIsRebuilt(id, image: image)
        case .serverTypeChanged(let id, let type, let disk): serverTypeIsChanged(id, type: type, disk: disk)
        case .imageCreated(let id): change(Image.self, id) { $0.status = .available }
        case .isoChanged(let id, let iso): change(Server.self, id) { $0.iso = iso }
        case .rescueDisabled(let id): change(Server.self, id) { $0.rescueEnds = nil }
        case .placementGroupJoined(let id, let group): placementGroupIsJoined(group, by: id)
        case .networkAttached(let id, let network): networkIsAttached(network, to: id)
        case .networkDetached(let id, let network): networkIsDetached(network, from: id)
        case .aliasesChanged(let id, let network, let aliases): aliasesChange(aliases, in: network, of: id)
        case .pointerChanged(let ip, let address, let pointer): setPointer(pointer, of: address, on: ip)
        case .volumeCreated(let id): change(Volume.self, id) { $0.status = .available }
        case .volumeAttached(let id, let server): change(Volume.self, id) { $0.server = server }
        case .volumeDetached(let id): change(Volume.self, id) { $0.server = nil }
        case .volumeResized(let id, let size): change(Volume.self, id) { $0.size = size }
        case .subnetAdded(let id, let subnet): change(Network.self, id) { $0.subnets.append(subnet) }
        case .subnetDeleted(let id, let range):
            change(Network.self, id) { $0.subnets.removeAll { $0.range == range } }
        case .routeAdded(let id, let route): change(Network.self, id) { $0.routes.append(route) }
        case .routeDeleted(let id, let route): change(Network.self, id) { $0.routes.removeAll { $0 == route } }
        case .primaryIPAssigned(let id, let server): change(PrimaryIP.self, id) { $0.assignee = server }
        case .primaryIPUnassigned(let id): change(PrimaryIP.self, id) { $0.assignee = nil }
        case .floatingIPAssigned(let id, let server): change(FloatingIP.self, id) { $0.server = server }
        case .floatingIPUnassigned(let id): change(FloatingIP.self, id) { $0.server = nil }
        case .zone(let effect): return carryOut(effect, at: moment)
        case .certificateIssued(let id): return certificateIsIssued(id, at: moment)
        case .storageBox(let effect): carryOut(effect, at: moment)
        case .loadBalancer(let id, let change): return carryOut(change, on: id)
        }
        return nil
    }

    /// Takes back what was already shown or reserved when the action began.
    func takeBack(_ effect: ActionEffect) {
        switch effect {
        case .serverCreated(let id), .serverRuns(let id), .serverStops(let id), .serverDeleted(let id),
            .serverRebuilt(let id, _), .serverTypeChanged(let id, _, _):
            change(Server.self, id) { $0.status = $0.settledStatus }
        case .imageCreated(let id): change(Image.self, id) { $0.status = .unavailable }
        case .networkAttached(let id, let network): networkIsDetached(network, from: id)
        case .networkDetached(let id, let network), .aliasesChanged(let id, let network, _):
            networkIsAttached(network, to: id)
        case .volumeCreated(let id): remove(Volume.self, id)
        case .zone(let effect): takeBack(effect)
        case .storageBox(let effect): takeBack(effect)
        case .nothing, .shutdownSignalled, .isoChanged, .rescueDisabled, .placementGroupJoined, .pointerChanged,
            .volumeAttached, .volumeDetached, .volumeResized, .subnetAdded, .subnetDeleted, .routeAdded,
            .routeDeleted, .primaryIPAssigned, .primaryIPUnassigned:
            break
        case .floatingIPAssigned, .floatingIPUnassigned:
            break
        case .certificateIssued(let id): certificateFails(id, .injected)
        case .loadBalancer(let id, let change): takeBack(change, on: id)
        }
    }
}

extension ActionEffect {
    /// The server without which the action cannot succeed.
    fileprivate var server: Int? {
        switch self {
        case .serverCreated(let id), .serverRuns(let id), .serverStops(let id), .shutdownSignalled(let id),
            .serverDeleted(let id), .serverRebuilt(let id, _), .serverTypeChanged(let id, _, _),
            .isoChanged(let id, _), .rescueDisabled(let id), .placementGroupJoined(let id, _),
            .networkAttached(let id, _), .networkDetached(let id, _), .aliasesChanged(let id, _, _),
            .volumeAttached(_, let id), .primaryIPAssigned(_, let id), .floatingIPAssigned(_, let id):
            id
        case .nothing, .imageCreated, .pointerChanged, .volumeCreated, .volumeDetached, .volumeResized,
            .subnetAdded, .subnetDeleted, .routeAdded, .routeDeleted, .primaryIPUnassigned, .zone, .storageBox:
            nil
        case .floatingIPUnassigned:
            nil
        case .certificateIssued, .loadBalancer:
            nil
        }
    }
}
