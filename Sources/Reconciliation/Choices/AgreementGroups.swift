import ResourceModel

/// Resources that have to have the same value, as the constraints of their types say: a server and its volumes.
struct AgreementGroups {
    /// Every declared resource is in one of them; both levels are sorted.
    let groups: [[ResourceAddress]]

    init(_ bound: Bindings) {
        var leaders: [ResourceAddress: ResourceAddress] = [:]
        func leader(of address: ResourceAddress) -> ResourceAddress {
            var place = address
            while let next = leaders[place] {
                // Halves the way for the next one.
                if let further = leaders[next] { leaders[place] = further }
                place = next
            }
            return place
        }
        for resource in bound.desired.resources.values {
            for target in Self.targets(of: resource, bound.type(of: resource.address)) {
                let (one, other) = (leader(of: resource.address), leader(of: target))
                guard one != other, bound.desired.resources[target] != nil else { continue }
                leaders[max(one, other)] = min(one, other)
            }
        }
        let members = Dictionary(grouping: bound.desired.resources.keys, by: leader)
        groups = members.sorted { $0.key < $1.key }.map { $0.value.sorted() }
    }

    private static func targets(of resource: DesiredResource, _ type: ResourceType) -> [ResourceAddress] {
        type.constraints.flatMap { constraint -> [ResourceAddress] in
            guard case .agreement(_, let path) = constraint else { return [] }
            return resource.value(at: path)?.addresses ?? []
        }
    }
}
