import Diagnostics
import ResourceModel

/// What was changed in the cloud since the last apply.
package struct Drift: Sendable {
    package let stack: String
    /// Sorted by address; resources that are as they were left have none.
    package let resources: [DriftedResource]
    /// Resources that are as the last apply left them.
    package let unchanged: Int
    /// Resources that an apply left out of service when it ended early: no drift, and nothing that may stay so.
    package let leftOff: [ResourceAddress]
    /// The recorded state with the drift taken into it.
    package let accepted: RecordedState
}

/// What became of one recorded resource behind the file's back.
package struct DriftedResource: Sendable {
    package enum Kind: String, Hashable, Sendable {
        case changed
        /// The object is gone.
        case deleted
    }

    package let address: ResourceAddress
    package let type: ResourceType.Name
    package let id: ResourceID
    package let kind: Kind
    /// From what was applied to what is there now, in the order of the type's definition.
    package let attributes: [AttributeChange]
}

extension Planner {
    /// Compares what is recorded with what is there.
    ///
    /// The last apply is the wish, so that what counts as equal is decided where plans decide it. `lifecycles` are those
    /// of the file, as far as it can be read: what it ignores is no drift. Throws where the project is another one.
    package func drift(
        recorded: RecordedState,
        observed: ObservedState,
        lifecycles: [ResourceAddress: Lifecycle] = [:]
    ) throws(Diagnostic) -> Drift {
        let catalog = catalog.repairingAllDrift
        let wish = DesiredState(
            stack: recorded.stack,
            resources: recorded.resources.map { DesiredResource($0, applied: $1, lifecycles[$0]) }
        )
        let situation = Situation(
            catalog: catalog,
            desired: wish,
            recorded: recorded,
            observed: observed,
            evaluator: evaluator
        )
        if let stop = Diagnostic.otherProject(recorded: recorded, situation) { throw stop }
        let perspective = Perspective(situation: situation, replaced: [])
        var drifted: [DriftedResource] = []
        var accepted = recorded
        for (address, record) in recorded.resources.sorted(by: { $0.key < $1.key }) {
            guard !situation.vanished.contains(address), let object = situation.bindings[address],
                let resource = wish.resources[address]
            else {
                accepted.resources[address] = nil
                drifted.append(DriftedResource(address, record, .deleted))
                continue
            }
            let differ = Differ(
                perspective: perspective,
                resource: resource,
                type: situation.type(of: address),
                object: object,
                record: record
            )
            let type = self.catalog[record.type]
            let changes = differ.difference().changes.filter { !$0.isLossOfOrigin(type) }.map(\.reversed)
            guard !changes.isEmpty else { continue }
            drifted.append(DriftedResource(address, record, .changed, changes))
            accepted.resources[address] = record.accepting(changes, of: situation.type(of: address))
        }
        return Drift(
            stack: recorded.stack,
            resources: drifted,
            unchanged: recorded.resources.count - drifted.count,
            leftOff: recorded.resources.filter { $1.isOutOfService && accepted.resources[$0] != nil }.keys.sorted(),
            accepted: accepted
        )
    }
}

extension DriftedResource {
    fileprivate init(
        _ address: ResourceAddress,
        _ record: RecordedResource,
        _ kind: Kind,
        _ attributes: [AttributeChange] = []
    ) {
        self.init(address: address, type: record.type, id: record.id, kind: kind, attributes: attributes)
    }
}

extension DesiredResource {
    /// The wish that the last apply carried out.
    fileprivate init(_ address: ResourceAddress, applied record: RecordedResource, _ lifecycle: Lifecycle?) {
        self.init(address, type: record.type, attributes: record.attributes.mapValues { DesiredValue($0) })
        self.lifecycle.ignoreChanges = lifecycle?.ignoreChanges ?? [:]
        self.lifecycle.extra = lifecycle?.extra.toldAsDrift ?? Extra()
    }
}

extension Extra {
    /// What is a mistake in a plan is drift like any other.
    fileprivate var toldAsDrift: Extra {
        Extra(byName: byName.mapValues(\.toldAsDrift), ofLists: ofLists?.toldAsDrift)
    }
}

extension ExtraPolicy {
    fileprivate var toldAsDrift: ExtraPolicy { self == .error ? .remove : self }
}

extension AttributeChange {
    /// Whether nothing but what the object was made of is gone: that is no change of the object.
    fileprivate func isLossOfOrigin(_ type: ResourceType) -> Bool {
        guard let attribute = type.attribute(path.root), !attribute.repairsDrift, case .offering = attribute.kind else {
            return false
        }
        return old?.isNothing ?? true
    }

    /// The same difference, told from the cloud's side.
    fileprivate var reversed: AttributeChange {
        AttributeChange(path, old: new, new: old, cause: .drifted, effect: .inPlace, isSensitive: isSensitive)
    }
}

extension Catalog {
    /// The catalog in which drift that plans only tell counts like any other.
    fileprivate var repairingAllDrift: Catalog {
        Catalog(
            types.map { type in
                var type = type
                for index in type.attributes.indices {
                    type.attributes[index].repairsDrift = true
                    // What would have to go and come back in a plan is as it was.
                    type.attributes[index].footing = []
                }
                return type
            }
        )
    }
}
