/// A public address, or a /64 of IPv6, that a server can have as its own.
struct PrimaryIP: Named {
    static let kind = ResourceKind.primaryIP
    static var table: ReferenceWritableKeyPath<Project, Table<PrimaryIP>> { \.primaryIPs }

    enum Family: String, Codable, Sendable, CaseIterable {
        case ipv4
        case ipv6
    }

    struct Pointer: Codable, Sendable {
        let address: String
        let name: String
    }

    let id: Int
    var title: String
    var labels: [String: String]
    let created: Moment
    let family: Family
    /// `203.0.113.7`, or the network's first address without the prefix: `2001:db8:1::`.
    let address: String
    let location: Int
    /// The server or the load balancer that has it; never both.
    var assignee: Int?
    var balancer: Int?
    var deletesWithServer: Bool
    var isProtected = false
    /// An IPv4 address always has one; IPv6 only those that were set.
    var pointers: [Pointer]

    /// As the API writes it: IPv6 with its prefix.
    var shownAddress: String { family.shown(address) }

    var isAssigned: Bool { assignee != nil || balancer != nil }

    private var assigneeType: JSON {
        if assignee != nil { return "server" }
        return balancer == nil ? "unassigned" : "load_balancer"
    }

    var pointersJSON: JSON {
        .array(pointers.map { ["ip": .string($0.address), "dns_ptr": .string($0.name)] })
    }

    /// How a server's `public_net` shows it.
    var serverJSON: JSON {
        switch family {
        case .ipv4:
            [
                "id": .int(id), "ip": .string(shownAddress), "blocked": false,
                "dns_ptr": .optional(pointers.first?.name),
            ]
        case .ipv6:
            ["id": .int(id), "ip": .string(shownAddress), "blocked": false, "dns_ptr": pointersJSON]
        }
    }

    func json(in project: Project) -> JSON {
        [
            "id": .int(id), "name": .string(title), "labels": .map(labels), "created": .string(created.text),
            "type": .string(family.rawValue), "ip": .string(shownAddress), "blocked": false,
            "location": project.location(location), "dns_ptr": pointersJSON,
            "assignee_id": .optional(assignee ?? balancer), "assignee_type": assigneeType,
            "auto_delete": .bool(deletesWithServer), "protection": ["delete": .bool(isProtected)],
        ]
    }

    static func changed(from old: PrimaryIP?, to new: PrimaryIP?, in project: Project) {
        guard let ip = new ?? old else { return }
        project.relations.addressesByServer.move(ip.id, from: old?.assignee, to: new?.assignee)
        project.forgetRendering(Server.self, old?.assignee)
        project.forgetRendering(Server.self, new?.assignee)
        project.relations.addressesByBalancer.move(ip.id, from: old?.balancer, to: new?.balancer)
        project.forgetRendering(LoadBalancer.self, old?.balancer)
        project.forgetRendering(LoadBalancer.self, new?.balancer)
        // What is read from a data file comes before what it belongs to, and with its health as it was.
        guard let old, old.assignee != new?.assignee else { return }
        project.recheckBalancers(of: old.assignee)
        project.recheckBalancers(of: new?.assignee)
    }
}

extension Route {
    static let primaryIPs: [Route] = [
        Route(.get, "primary_ips") { call in
            let ip = ListFilter<PrimaryIP>(parameter: "ip") { ip, wanted in
                wanted.contains(ip.address) || wanted.contains(ip.shownAddress)
            }
            return try call.project.list(PrimaryIP.self, call, sortedBy: [.id, .created], filters: [ip])
        },
        Route(.post, "primary_ips") { try $0.project.createPrimaryIP($0) },
        Route(.get, "primary_ips/{id}") { try $0.project.show(PrimaryIP.self, $0) },
        Route(.put, "primary_ips/{id}") { call in
            try call.project.requireIdle(.primaryIP(try call.id(.primaryIP)))
            return try call.project.update(PrimaryIP.self, call) { ip, input in
                guard let deletes = input.optionalBoolean("auto_delete") else { return }
                if deletes, ip.isProtected { input.reject("auto_delete", "is not possible while delete protected") }
                ip.deletesWithServer = deletes
            }
        },
        Route(.delete, "primary_ips/{id}") { try $0.project.deletePrimaryIP($0) },
        Route(.post, "primary_ips/{id}/actions/assign") { try $0.project.assignPrimaryIP($0) },
        Route(.post, "primary_ips/{id}/actions/unassign") { try $0.project.unassignPrimaryIP($0) },
        Route(.post, "primary_ips/{id}/actions/change_dns_ptr") { try $0.project.changePrimaryIPPointer($0) },
        Route(.post, "primary_ips/{id}/actions/change_protection") { call in
            let ip = try call.project.find(PrimaryIP.self, call)
            var input = try call.input()
            let delete = input.boolean("delete")
            if delete, ip.deletesWithServer {
                input.reject("delete", "is not possible for a Primary IP with auto_delete")
            }
            try input.finish()
            return try call.project.protect(PrimaryIP.self, call, \.isProtected)
        },
    ]
}
