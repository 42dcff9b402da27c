import CELExpressions
import Diagnostics
import YAMLDocuments

/// A variable of a module with what the user of the module gives for it, evaluated where the user stands.
struct ModuleInput {
    let variable: Variable
    let node: Node
    /// What `index` or `each` is there.
    let repetition: Repetition?

    var range: SourceRange { node.range }

    /// What it is in the module that it is given to.
    func value(in module: Scope, _ problems: inout Problems) -> Meaning {
        guard let giver = module.giver else {
            preconditionFailure("a module that is given something is used somewhere")
        }
        var expressions = ExpressionReader(giver)
        expressions.bind(repetition)
        let evaluated = expressions.evaluated(node, &problems)
        let node = evaluated.node
        if case .invalid = node.content { return .failed }
        let isSecret = evaluated.isSensitive || variable.isSensitive
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
    fileprivate func mayBe(_ node: Node) -> Bool {
        switch node.content {
        case .sequence: self == .list
        case .mapping: self == .map
        case .pending(let pending): mayBe(pending.type)
        case .scalar, .invalid, .link: true
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
