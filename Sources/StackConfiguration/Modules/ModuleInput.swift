import CELExpressions
import Diagnostics
import YAMLDocuments

/// A variable of a module with what the user of the module gives for it, evaluated where the user stands.
struct ModuleInput {
    let variable: Variable
    let node: YAMLNode
    /// The scope of the file that uses the module.
    unowned let giver: Scope
    /// What `index` or `each` is there.
    let repetition: Repetition?

    var range: SourceRange { node.range }

    func value(_ problems: inout Problems) -> NamedValue {
        var expressions = ExpressionReader(giver)
        expressions.bind(repetition)
        let (node, isSensitive) = expressions.evaluated(node, &problems)
        if case .invalid = node.content { return .failed }
        let isSecret = isSensitive || variable.isSensitive
        guard !node.isPending else {
            guard variable.type.mayBe(node) else {
                _ = variable.checked(nil, at: range, &problems)
                return .failed
            }
            return .pending(isSecret ? node.hidingPending : node, isSensitive: isSecret)
        }
        let shown = isSecret ? nil : node
        guard let value = variable.checked(variable.type.value(of: node), not: shown, at: range, &problems) else {
            return .failed
        }
        return .value(value, isSensitive: isSecret)
    }
}

extension VariableType {
    /// Whether something that is known later can be of the type.
    fileprivate func mayBe(_ node: YAMLNode) -> Bool {
        switch node.content {
        case .sequence: self == .list
        case .mapping: self == .map
        case .placeholder(let box): (box as? Pending).map { mayBe($0.type) } ?? true
        case .scalar, .invalid: true
        }
    }

    private func mayBe(_ type: CELType) -> Bool {
        switch (self, type) {
        case (_, .dyn), (_, .failed), (_, .parameter), (_, .null), (_, .optional): true
        case (.list, .list), (.map, .map), (.map, .object), (.boolean, .bool): true
        case (.string, let type): [.string, .int, .uint, .double, .address, .addressRange].contains(type)
        case (.integer, let type): [.int, .uint].contains(type)
        case (.number, let type): [.int, .uint, .double].contains(type)
        case (.list, _), (.map, _), (.boolean, _): false
        }
    }
}
