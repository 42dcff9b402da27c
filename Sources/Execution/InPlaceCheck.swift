import Reconciliation
import Refreshing
import ResourceModel

/// Tells whether an object already shows what a step would record about it.
struct InPlaceCheck {
    let type: ResourceType
    let object: ObservedObject
    /// The objects that are at the addresses which the edits mention.
    let objects: [ResourceAddress: Reference]

    /// `false` also where the object cannot show it.
    func shows(_ edits: [RecordedEdit]) -> Bool {
        let answers = edits.compactMap(shows)
        return !answers.isEmpty && answers.allSatisfy(\.self)
    }

    /// `nil` for an edit that is not about the object.
    private func shows(_ edit: RecordedEdit) -> Bool? {
        switch edit {
        case .attribute(let name, let value):
            return isSame(value, object.attributes[name], type.attribute(name)?.kind)
        case .nested(let name, let part, let value):
            return isSame(value, object.attributes[name]?[part], type.attribute(name)?.kind.part(part))
        case .element(let name, _, let value?):
            let wanted = withObjects(value, type.attribute(name)?.kind.element)
            return object.attributes[name]?.list?.contains { contains($0, wanted) } ?? false
        case .element(_, _, nil), .secret, .fingerprint:
            return false
        case .forgetIfEmpty, .dependencies:
            return nil
        }
    }

    private func isSame(_ wanted: Value?, _ shown: Value?, _ kind: ValueKind?) -> Bool {
        guard let wanted, !wanted.isNull else { return shown?.isNull ?? true }
        guard let shown else { return false }
        return contains(shown, withObjects(wanted, kind))
    }

    /// Whether everything that is wanted is there; the API adds what nobody wrote.
    private func contains(_ shown: Value, _ wanted: Value) -> Bool {
        guard case .map(let wantedEntries) = wanted, case .map(let shownEntries) = shown else { return shown == wanted }
        return wantedEntries.allSatisfy { key, value in shownEntries[key].map { contains($0, value) } ?? value.isNull }
    }

    private func withObjects(_ value: Value, _ kind: ValueKind?) -> Value {
        kind?.mapReferences(in: value) { leaf in
            guard case .reference(.resource(let address)) = leaf, let object = objects[address] else { return leaf }
            return .reference(object)
        } ?? value
    }
}
