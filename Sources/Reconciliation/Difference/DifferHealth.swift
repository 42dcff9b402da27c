import Diagnostics
import ResourceModel

extension Differ {
    /// What a failed action left, and what makes it useful again.
    func compareHealth(_ difference: inout Difference) {
        for ailment in type.ailments {
            guard let status = object.outputs[ailment.output], ailment.signs.contains(status.string ?? "") else {
                continue
            }
            let path = AttributePath(ailment.output)
            let effect: AttributeChange.Effect
            switch ailment.remedy {
            case .replacement where resource.lifecycle.neverReplace:
                difference.diagnostics.append(.unusable(resource, path, status))
                effect = .ignored
            case .replacement:
                difference.replaceUnusable()
                effect = .replacement
            case .call(let call):
                difference.intents.append(intent(for: ailment, status, call))
                effect = .inPlace
            }
            difference.changes.append(
                AttributeChange(path, old: status, new: .string(ailment.cure), cause: .failed, effect: effect)
            )
        }
    }

    /// The status as if it were an attribute that a call changes.
    private func intent(for ailment: Ailment, _ status: Value, _ call: Call) -> Intent {
        let attribute = Attribute(ailment.output, "", .string(.text(0...255)), update: .action(call))
        var intent = Intent(
            path: [ailment.output],
            attribute: attribute,
            update: .action(call),
            aim: .value,
            old: status,
            new: nil,
            recorded: nil,
            isOffline: false
        )
        intent.revives = true
        return intent
    }
}

extension Diagnostic {
    fileprivate static func unusable(_ resource: DesiredResource, _ path: AttributePath, _ status: Value) -> Diagnostic
    {
        .error(
            "replacement-forbidden",
            "\(resource.address) is of no use, because its \(path) is '\(status.keyText)', and its lifecycle says never_replace",
            at: resource.range,
            address: resource.address.description
        )
    }
}
