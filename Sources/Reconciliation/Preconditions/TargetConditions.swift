import Diagnostics
import ResourceModel

/// What only one object can refer to, and something refers to that is in no file of the stack.
struct TargetConditions {
    let situation: Situation

    func diagnostics(_ resource: DesiredResource, _ change: ChangeDraft) -> [Diagnostic] {
        let type = situation.type(of: resource.address)
        let differing = Set(change.attributes.map(\.path.root))
        return type.attributes.filter { differing.contains($0.name) }.flatMap { attribute in
            attribute.soleReferences.compactMap { taken($0, resource, change) }
        }
    }

    private func taken(_ path: AttributePath, _ resource: DesiredResource, _ change: ChangeDraft) -> Diagnostic? {
        guard let wish = resource.value(at: path), let target = situation.present(wish),
            case .reference(.object(let name, let id)) = target, let object = situation.observed.object(name, id),
            let user = situation.foreignUsers(of: object, situation.catalog[name]).first
        else { return nil }
        let own = change.currentID.map { Reference.object(resource.type, $0) }
        guard user.user != own else { return nil }
        let holder = "\(situation.title(of: user)), which is not part of this stack"
        return .addressTaken(resource, wish, holder, pickedFor: nil, at: resource.range(at: path))
    }
}

extension Attribute {
    /// Itself, or the parts of it, of which each target is one object's alone.
    fileprivate var soleReferences: [AttributePath] {
        if claim == .target { return [AttributePath(name)] }
        guard case .object(let parts) = kind else { return [] }
        return parts.filter { $0.claim == .target }.map { AttributePath(name).appending($0.name) }
    }
}
