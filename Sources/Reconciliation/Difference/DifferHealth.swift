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
                difference.revivals.append(Revival(output: ailment.output, call: call))
                effect = .inPlace
            }
            difference.changes.append(
                AttributeChange(path, old: status, new: .string(ailment.cure), cause: .failed, effect: effect)
            )
        }
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
