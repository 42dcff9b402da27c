import Diagnostics
import ResourceModel

/// The differences of all resources, with what follows from replacements.
struct ProjectComparison {
    let perspective: Perspective
    private(set) var differences: [ResourceAddress: Difference]

    var replaced: Set<ResourceAddress> { perspective.replaced }

    init(_ situation: Situation, _ scope: Scope, fingerprint: @escaping Planner.Fingerprint) {
        var perspective = Perspective(situation: situation, replaced: [])
        var differences: [ResourceAddress: Difference] = [:]
        var pending = situation.desired.resources.keys.filter(scope.contains)
        repeat {
            for address in pending {
                var difference = Self.difference(at: address, perspective, fingerprint)
                if scope.replaced.contains(address) {
                    difference?.request(replacementOf: situation.desired.resources[address])
                }
                differences[address] = difference
            }
            let replaced = Set(differences.filter(\.value.needsReplacement).keys).union(perspective.replaced)
            let new = replaced.subtracting(perspective.replaced)
            perspective = Perspective(situation: situation, replaced: replaced)
            let referrers = new.isEmpty ? [] : Self.referrers(to: new, situation)
            pending = referrers.filter { scope.contains($0) && !replaced.contains($0) }
        } while !pending.isEmpty
        self.perspective = perspective
        self.differences = differences
    }

    /// Mistakes that the comparison found.
    var diagnostics: [Diagnostic] { differences.values.flatMap(\.diagnostics) }

    private static func difference(
        at address: ResourceAddress,
        _ perspective: Perspective,
        _ fingerprint: @escaping Planner.Fingerprint
    ) -> Difference? {
        let situation = perspective.situation
        guard let resource = situation.desired.resources[address], let object = situation.bindings[address],
            let record = situation.recorded.resources[address]
        else { return nil }
        return Differ(
            perspective: perspective,
            resource: resource,
            type: situation.type(of: address),
            object: object,
            record: record,
            fingerprint: fingerprint
        ).difference()
    }

    private static func referrers(
        to addresses: Set<ResourceAddress>,
        _ situation: Situation
    ) -> [ResourceAddress] {
        situation.desired.resources.values
            .filter { resource in
                let earlier = situation.recorded.resources[resource.address]?.dependencies ?? []
                return (resource.dependencies + earlier).contains(where: addresses.contains)
            }
            .map(\.address)
    }
}

extension DesiredResource {
    /// Everything that it refers to or is said to depend on, sorted.
    var dependencies: [ResourceAddress] {
        let references = attributes.values.flatMap(\.value.addresses)
        return Set(references + dependsOn.map(\.address)).subtracting([address]).sorted()
    }
}
