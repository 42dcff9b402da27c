/// A virtual machine.
struct Server: Named {
    static let kind = ResourceKind.server
    static var table: ReferenceWritableKeyPath<Project, Table<Server>> { \.servers }

    // https://docs.hetzner.com/cloud/networks/faq
    static let mostNetworks = 3
    static let mostAliases = 5

    enum Status: String, Codable, Sendable, CaseIterable {
        case running
        case initializing
        case starting
        case stopping
        case off
        case deleting
        case migrating
        case rebuilding
        case unknown
    }

    let id: Int
    var title: String
    var labels: [String: String]
    let created: Moment
    var type: Int
    let location: Int
    var image: Int?
    /// What the disk holds; stays when the image is deleted.
    var diskSize: Int
    var status: Status = .initializing
    /// Where it was before the change that runs now, and returns to when that fails.
    var settledStatus: Status = .off
    var placementGroup: Int?
    var attachments: [Attachment] = []
    var firewalls: [FirewallMembership] = []
    var iso: Int?
    var backupWindow: String?
    /// When an unused rescue system is switched off again; nil while it is off.
    var rescueEnds: Moment?
    /// When the guest will have followed a shutdown signal.
    var guestEnds: Moment?
    var selectorsSettle: Moment?
    var isDeleteProtected = false
    var isRebuildProtected = false
    /// With SSH keys no root password is ever given out.
    var hasKeys = false

    /// The slower changes lock a server visibly.
    func isLocked(in project: Project) -> Bool {
        switch status {
        case .initializing, .deleting, .migrating, .rebuilding: true
        case .running, .starting, .stopping, .off, .unknown:
            project.relations.holders[.server(id)]?.contains { project.actions[$0]?.command == "create_image" } ?? false
        }
    }

    func json(in project: Project) -> JSON {
        let type = project.world.catalog.serverTypes[self.type]
        let location = project.world.catalog.locations[self.location]
        let included = location.flatMap { type?.includedTraffic[$0.code] }
        let isoJSON = iso.flatMap { project.world.catalog.isos[$0] }.map { JSON.rendered($0.rendered) }
        let group = placementGroup.map { JSON.rendered(project.rendering(PlacementGroup.self, $0)) }
        return [
            "id": .int(id), "name": .string(title), "status": .string(status.rawValue),
            "created": .string(created.text), "public_net": publicNet(in: project),
            "private_net": .array(attachments.filter(\.isVisible).map(\.json)),
            "server_type": type.map { .rendered($0.rendered) } ?? nil,
            "location": project.location(self.location), "image": image.flatMap(project.image)?.json ?? nil,
            "iso": isoJSON ?? nil, "rescue_enabled": .bool(rescueEnds != nil),
            "locked": .bool(isLocked(in: project)), "backup_window": .optional(backupWindow),
            "outgoing_traffic": 0, "ingoing_traffic": 0, "included_traffic": .optional(included),
            "protection": ["delete": .bool(isDeleteProtected), "rebuild": .bool(isRebuildProtected)],
            "labels": .map(labels), "volumes": .ints(project.relations.volumesByServer.sorted(id)),
            "load_balancers": .ints(project.relations.balancersByServer.sorted(id)),
            "primary_disk_size": .int(diskSize), "placement_group": group ?? nil,
        ]
    }

    private func publicNet(in project: Project) -> JSON {
        let memberships = firewalls.map { membership -> JSON in
            ["id": .int(membership.firewall), "status": membership.isApplied ? "applied" : "pending"]
        }
        return [
            "ipv4": project.primaryIP(.ipv4, of: id)?.serverJSON ?? nil,
            "ipv6": project.primaryIP(.ipv6, of: id)?.serverJSON ?? nil,
            "floating_ips": .ints(project.relations.floatingIPsByServer.sorted(id)),
            "firewalls": .array(memberships),
        ]
    }

    static func changed(from old: Server?, to new: Server?, in project: Project) {
        guard let server = new ?? old else { return }
        let id = server.id
        if old?.placementGroup != new?.placementGroup {
            project.relations.serversByPlacementGroup.move(id, from: old?.placementGroup, to: new?.placementGroup)
            for group in [old?.placementGroup, new?.placementGroup].compactMap({ $0 }) {
                project.forgetRendering(PlacementGroup.self, group)
                for member in project.relations.serversByPlacementGroup[group] {
                    project.forgetRendering(Server.self, member)
                }
            }
        }
        project.relations.serversByImage.move(id, from: old?.image, to: new?.image)
        let before = old?.attachments.map(\.network) ?? []
        let after = new?.attachments.map(\.network) ?? []
        project.relations.serversByNetwork.replace(id, from: before, to: after)
        for network in before + after { project.forgetRendering(Network.self, network) }
        let left = old?.firewalls.map(\.firewall) ?? []
        let right = new?.firewalls.map(\.firewall) ?? []
        project.relations.serversByFirewall.replace(id, from: left, to: right)
        for firewall in left + right { project.forgetRendering(Firewall.self, firewall) }
        if let old, let new, old.status != new.status || old.attachments != new.attachments {
            project.recheckBalancers(of: id)
        }
    }
}

extension Route {
    static let servers: [Route] =
        serverObjects + serverPower + serverChanges + serverNetworks + serverExtras

    private static let serverObjects: [Route] = [
        Route(.get, "servers") { call in
            let known = Server.Status.allCases.map(\.rawValue)
            let status = ListFilter<Server>(parameter: "status", allowed: known) { $1.contains($0.status.rawValue) }
            return try call.project.list(Server.self, call, filters: [status])
        },
        Route(.post, "servers") { try $0.project.createServer($0) },
        Route(.get, "servers/{id}") { try $0.project.show(Server.self, $0) },
        Route(.put, "servers/{id}") { call in
            let id = try call.id(.server)
            let before = call.project.servers[id]?.labels
            let response = try call.project.update(Server.self, call, name: .hostname)
            guard before != call.project.servers[id]?.labels else { return response }
            call.project.forgetFirewalls(of: id)
            call.project.followSelectors(id)
            return call.project.response(200, Server.self, id)
        },
        Route(.delete, "servers/{id}") { try $0.project.deleteServer($0) },
    ]
}

extension Project {
    /// What selectors list changes with the labels of a server, even when its firewalls stay.
    fileprivate func forgetFirewalls(of server: Int) {
        for membership in servers[server]?.firewalls ?? [] { forgetRendering(Firewall.self, membership.firewall) }
    }

    fileprivate func deleteServer(_ call: Call) throws(APIFailure) -> SimulatorResponse {
        let server = try find(Server.self, call)
        guard !server.isDeleteProtected else { throw APIFailure.protected("server is delete protected") }
        try requireIdle(.server(server.id))
        change(Server.self, server.id) { $0.status = .deleting }
        let action = start(
            "delete_server",
            on: [.server(server.id)],
            takes: ActionTime.deleteServer,
            .serverDeleted(server.id)
        )
        return SimulatorResponse(200, ["action": action.json(in: self)])
    }

    /// Volumes and kept addresses are released; what lives only with the server goes with it.
    func serverIsDeleted(_ id: Int) {
        balancersForget(id)
        for volume in relations.volumesByServer.sorted(id) { change(Volume.self, volume) { $0.server = nil } }
        for ip in relations.floatingIPsByServer.sorted(id) { change(FloatingIP.self, ip) { $0.server = nil } }
        for ip in relations.addressesByServer.sorted(id) {
            if primaryIPs[ip]?.deletesWithServer == true {
                releasePrimaryIP(ip)
            } else {
                change(PrimaryIP.self, ip) { $0.assignee = nil }
            }
        }
        for firewall in servers[id]?.firewalls ?? [] {
            change(Firewall.self, firewall.firewall) { $0.targets.removeAll { $0 == .server(id) } }
        }
        for backup in relations.backupsByServer.sorted(id) { remove(Image.self, backup) }
        remove(Server.self, id)
    }
}
