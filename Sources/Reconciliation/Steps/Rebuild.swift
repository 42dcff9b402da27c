import ResourceModel

/// Intents of which one rebuild brings about all that rebuilds can.
struct Rebuild {
    /// Without those that another one's call carries.
    let intents: [Intent]
    fileprivate let carrier: Intent?
    fileprivate let carried: [Intent]

    init(_ all: [Intent]) {
        let rebuilds = all.filter(\.isRebuild)
        let carrier = rebuilds.first { one in rebuilds.allSatisfy { $0.root == one.root || one.sends($0.root) } }
        guard rebuilds.count > 1, let carrier else {
            intents = all
            self.carrier = nil
            carried = []
            return
        }
        intents = all.filter { !$0.isRebuild || $0.root == carrier.root }
        carried = rebuilds.filter { $0.root != carrier.root }
        self.carrier = carrier
    }
}

extension ChangeBuilder {
    /// Has the rebuild's step say what else it brings about.
    func complete(_ draft: inout StepDraft, _ rebuild: Rebuild) {
        guard let carrier = rebuild.carrier, draft.provides.contains(.attribute(address, carrier.root)),
            case .changed(let own) = draft.outcome
        else { return }
        for intent in rebuild.carried {
            draft.provides.insert(.attribute(address, intent.root))
            draft.requires.formUnion(requirements(intent.new ?? .null, intent.attribute.kind))
        }
        draft.outcome = .changed(own + rebuild.carried.flatMap { edits($0, recording: $0.recorded) })
    }

    /// The protection that the object has, which the API heeds when it rebuilds or changes it, and how it is lifted.
    var protectionAgainstChanges: (attribute: Attribute, present: Value, lifting: StepDraft)? {
        guard let object = situation.bindings[address],
            let attribute = type.attributes.first(where: \.guardsDeletion),
            let present = object.attributes[attribute.name], let lifting = lift(attribute, object)
        else { return nil }
        return (attribute, present, lifting)
    }

    /// It happens whatever becomes of the rebuild; should the apply be killed before, the next plan sees drift where the
    /// file declares the protection.
    func restoring(_ attribute: Attribute, _ present: Value) -> StepDraft {
        guard case .action(let call) = attribute.update else {
            preconditionFailure("protection is changed by an action")
        }
        return draft("put protection back", requests.request(call, value: present, kind: attribute.kind))
    }
}

extension Intent {
    /// Whether the object gets a new content in place.
    var isRebuild: Bool {
        guard case .action = update, case .choice = attribute.update.innermost else { return false }
        return true
    }

    /// Whether its call carries another attribute too.
    fileprivate func sends(_ name: AttributeName) -> Bool {
        guard case .action(let call) = update, case .object(let entries) = call.body else { return false }
        return entries.contains { _, template in
            guard case .attribute(name, _) = template else { return false }
            return true
        }
    }
}
