/// The place of a server or a load balancer in a network.
struct Attachment: Codable, Sendable, Equatable {
    enum Status: String, Codable, Sendable, CaseIterable {
        case ok
        case attaching
        case detaching
        case updating
    }

    let network: Int
    let address: IPv4
    var aliases: [IPv4]
    let hardwareAddress: String
    var status: Status

    /// Whether the JSON of what is attached shows it: not before the attachment has succeeded.
    var isVisible: Bool { status != .attaching }

    var json: JSON {
        [
            "network": .int(network), "ip": .string(address.text), "alias_ips": .strings(aliases.map(\.text)),
            "mac_address": .string(hardwareAddress),
        ]
    }
}

/// A network's view of what is attached to it: a server or a load balancer.
struct NetworkMember {
    let holder: ObjectKey
    let attachment: Attachment

    func json(subnet: String) -> JSON {
        [
            "id": .int(holder.id), "type": .string(holder.kind.rawValue), "ip": .string(attachment.address.text),
            "alias_ips": .strings(attachment.aliases.map(\.text)), "subnet": .string(subnet),
            "status": .string(attachment.status.rawValue),
        ]
    }
}

extension Project {
    /// Everything that holds addresses in the network, also what is only about to.
    func members(of network: Int) -> [NetworkMember] {
        let balancers = relations.balancersByNetwork.sorted(network).compactMap { id in
            loadBalancers[id]?.attachment.map { NetworkMember(holder: .loadBalancer(id), attachment: $0) }
        }
        let attached = relations.serversByNetwork.sorted(network).compactMap { id in
            let attachment = servers[id]?.attachments.first { $0.network == network }
            return attachment.map { NetworkMember(holder: .server(id), attachment: $0) }
        }
        return balancers + attached
    }

    func attached(_ kind: ResourceKind, to network: Int) -> [Int] {
        members(of: network).filter { $0.holder.kind == kind && $0.attachment.isVisible }.map(\.holder.id)
    }

    func listMembers(_ call: Call) throws(APIFailure) -> SimulatorResponse {
        let network = try find(Network.self, call)
        let query = call.query
        let types = Set(query.all("type"))
        let statuses = Set(query.all("status"))
        let subnets = Set(query.all("subnet"))
        guard types.isSubset(of: ["server", "load_balancer"]) else {
            throw APIFailure.invalidInput(field: "type", "must be server or load_balancer")
        }
        guard statuses.isSubset(of: Attachment.Status.allCases.map(\.rawValue) + ["error"]) else {
            throw APIFailure.invalidInput(field: "status", "is not known")
        }
        func subnet(_ member: NetworkMember) -> String {
            network.subnets.first { $0.range.contains(member.attachment.address) }?.range.text ?? network.range.text
        }
        let chosen = members(of: network.id).filter { member in
            (types.isEmpty || types.contains(member.holder.kind.rawValue))
                && (statuses.isEmpty || statuses.contains(member.attachment.status.rawValue))
                && (subnets.isEmpty || subnets.contains(subnet(member)))
        }
        let rendered = Dictionary(
            uniqueKeysWithValues: chosen.map { ($0.holder.id, $0.json(subnet: subnet($0)).bytes) }
        )
        let order = try SortOrder(query, ["id", "ip"])
        let addresses = Dictionary(uniqueKeysWithValues: chosen.map { ($0.holder.id, $0.attachment.address) })
        let ids = order.sorted(chosen.map(\.holder.id)) { field, left, right in
            guard field == "ip", let first = addresses[left], let second = addresses[right] else {
                return .init(left, right)
            }
            return .init(first, second)
        }
        return try Page(of: ids, query).response("members", call) { rendered[$0] ?? [] }
    }

    /// The addresses of the network that nobody may get any more.
    func takenAddresses(in network: Network, except server: Int? = nil) -> Set<IPv4> {
        var taken: Set<IPv4> = [network.gateway, Network.hostGateway]
        for subnet in network.subnets {
            taken.insert(subnet.range.base)
            taken.insert(subnet.range.last)
            taken.insert(subnet.gateway(of: network.gateway))
        }
        for member in members(of: network.id) where member.holder != server.map(ObjectKey.server) {
            taken.insert(member.attachment.address)
            taken.formUnion(member.attachment.aliases)
        }
        return taken
    }
}
