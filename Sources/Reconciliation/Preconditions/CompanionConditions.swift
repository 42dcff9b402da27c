import Diagnostics
import ResourceModel

/// Whether the API would delete something together with what the plan takes away, that the plan keeps.
struct CompanionConditions {
    let situation: Situation
    /// What the plan does at an address.
    private let changes: [ResourceAddress: ChangeDraft]

    init(situation: Situation, changes: [ChangeDraft]) {
        self.situation = situation
        let known = changes.filter { situation.type(of: $0.address).companion != nil && !$0.reason.isRemainder }
        self.changes = known.reduce(into: [:]) { $0[$1.address] = $1 }
    }

    func diagnostics(_ change: ChangeDraft) -> [Diagnostic] {
        guard change.kind.takesAway, let id = change.currentID else { return [] }
        let type = situation.type(of: change.address).name
        return situation.relations.companions(of: type, id).compactMap { kept($0, change) }
            + named(at: change.address, type, id).map { .companion($0.words, $0.condition, of: change) }
    }

    private func kept(_ companion: Relations.Companionship, _ change: ChangeDraft) -> Diagnostic? {
        let other = changes[companion.address]
        if let other, other.kind.takesAway { return nil }
        let declared = situation.desired.resources[companion.address]
        // What is written counts, unless nothing is done about it: left out, ignored, or about to be forgotten.
        let update = other?.attributes.first { $0.path == AttributePath(companion.condition) && $0.effect != .ignored }
        guard update?.new.map({ $0 != false }) ?? companion.isTrue else { return nil }
        guard let declared, declared.value(companion.condition) != false else {
            return .companion(companion.address.description, companion.condition, of: change)
        }
        return .companion(declared, companion.condition, of: change.address)
    }

    private struct Named {
        let words: String
        let condition: AttributeName
    }

    /// Objects that are not this stack's, and are with this one because the file said so: they did not come along with it.
    private func named(at address: ResourceAddress, _ type: ResourceType.Name, _ id: ResourceID) -> [Named] {
        let references = situation.recorded.resources[address]?.attributes.values.flatMap(\.references) ?? []
        return Set(references).sorted().compactMap { reference in
            guard case .object(let other, let otherID) = reference,
                let companion = situation.catalog.find(other)?.companion, companion.types.contains(type),
                situation.owner(of: other, otherID) == nil, let object = situation.observed.object(other, otherID),
                object.outputs[companion.output]?.integer == id.number, object.attributes[companion.condition] == true
            else { return nil }
            return Named(
                words: "\(other.words) '\(object.name ?? otherID.description)'",
                condition: companion.condition
            )
        }
    }
}

extension Change.Kind {
    fileprivate var takesAway: Bool {
        switch self {
        case .delete, .replace: true
        case .create, .update, .adopt, .forget, .move: false
        }
    }
}

extension Change.Reason {
    /// Whether it is about an object that an earlier apply left behind, and not the one at the address.
    fileprivate var isRemainder: Bool { self == .leftover || self == .abandoned }
}

extension Diagnostic {
    /// Of what the file wants to go along.
    fileprivate static func companion(
        _ resource: DesiredResource,
        _ condition: AttributeName,
        of address: ResourceAddress
    ) -> Diagnostic {
        .error(
            "goes-along",
            "\(resource.address) would be deleted together with \(address), because its '\(condition)' is true",
            at: resource.attributes[condition]?.range ?? resource.range,
            address: resource.address.description,
            hint: "Write '\(condition): false' to keep it, or take it out of the file too."
        )
    }

    /// Of what nothing in the plan keeps from going along.
    fileprivate static func companion(_ words: String, _ condition: AttributeName, of change: ChangeDraft) -> Diagnostic
    {
        .error(
            "goes-along",
            "\(words) would be deleted together with \(change.address), because its '\(condition)' is true in the cloud",
            at: change.range,
            address: change.address.description,
            hint: "This plan does not change that: set it to false first, or take it off \(change.address)."
        )
    }
}
