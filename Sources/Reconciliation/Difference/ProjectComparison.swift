import Diagnostics
import ResourceModel

/// The differences of all resources, with what follows from replacements.
struct ProjectComparison {
    let perspective: Perspective
    private(set) var differences: [ResourceAddress: Difference]

    var replaced: Set<ResourceAddress> { perspective.replaced }

    init(_ situation: Situation, _ selected: SelectedAddresses) {
        var perspective = Perspective(situation: situation, replaced: [])
        var differences: [ResourceAddress: Difference] = [:]
        var pending = Set(situation.desired.resources.keys.filter(selected.contains))
        while !pending.isEmpty {
            var new: Set<ResourceAddress> = []
            var postponed: Set<ResourceAddress> = []
            for address in pending {
                var difference = Self.difference(at: address, perspective)
                // One that is half done is what was asked for.
                if selected.replaced.contains(address), !situation.succeeding.contains(address) {
                    difference?.request(replacementOf: situation.desired.resources[address])
                }
                let isFound = situation.adopted.contains(address) && !situation.succeeding.contains(address)
                if isFound, let found = difference, Self.destroys(found, at: address, situation) {
                    difference?.postpone()
                    postponed.insert(address)
                }
                // What is as wanted is not listed: thousands of resources are, and few have a difference.
                differences[address] = difference.flatMap { $0.isNothing ? nil : $0 }
                if difference?.needsReplacement == true { new.insert(address) }
            }
            perspective.replaced.formUnion(new)
            let moved = new.union(postponed.subtracting(perspective.postponed))
            perspective.postponed.formUnion(postponed)
            let referrers = moved.reduce(into: Set()) { $0.formUnion(situation.relations.referrers(to: $1)) }
            pending = referrers.filter { selected.contains($0) && !perspective.replaced.contains($0) }
        }
        self.perspective = perspective
        self.differences = differences
    }

    /// Whether something would be lost for good: the object, what is in it, or an object that is kept below it.
    private static func destroys(
        _ difference: Difference,
        at address: ResourceAddress,
        _ situation: Situation
    ) -> Bool {
        guard !difference.isUnusable else { return false }
        guard !difference.needsReplacement, !difference.impacts.contains(.dataLoss) else { return true }
        let type = situation.type(of: address)
        return difference.intents.contains { intent in
            intent.isRemoval && situation.catalog.type(listedBy: intent.root, of: type) != nil
        }
    }

    /// Mistakes that the comparison found.
    var diagnostics: [Diagnostic] { differences.values.flatMap(\.diagnostics) }

    private static func difference(
        at address: ResourceAddress,
        _ perspective: Perspective
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
            record: record
        ).difference()
    }
}
