import CELExpressions
import Diagnostics
import ResourceModel
import YAMLDocuments

/// A text of the file whose expressions wait for something that is known later.
struct Pending: Sendable {
    /// The value as it is written, which no kind is asked of yet.
    private(set) var value: DeferredValue
    let expression: DeferredExpression
    let template: CELTemplate
    let type: CELType
    let range: SourceRange

    init(
        _ expression: DeferredExpression,
        _ template: CELTemplate,
        type: CELType,
        isSensitive: Bool,
        range: SourceRange
    ) {
        value = DeferredValue(expression, reads: expression.reads, isSensitive: isSensitive)
        self.expression = expression
        self.template = template
        self.type = type
        self.range = range
    }

    var isSensitive: Bool { value.isSensitive }
    var reads: [AttributeReference] { value.reads }

    /// The same, taken for sensitive.
    var hidden: Pending {
        var hidden = self
        hidden.value.isSensitive = true
        return hidden
    }

    /// The value as a place in the catalog takes it.
    func becoming(_ place: KindPlace?) -> DeferredValue {
        var expression = expression
        expression.becomes = place
        return DeferredValue(expression, reads: reads, isSensitive: isSensitive)
    }
}

extension YAMLNode {
    /// Everything that placeholders in it wait for.
    var pendingReads: [AttributeReference] {
        switch content {
        case .scalar, .invalid: []
        case .placeholder(let box): (box as? Pending)?.reads ?? []
        case .sequence(let nodes): nodes.flatMap(\.pendingReads)
        case .mapping(let entries): entries.flatMap(\.value.pendingReads)
        }
    }

    /// Whether some part of it is known later.
    var isPending: Bool {
        switch content {
        case .scalar, .invalid: false
        case .placeholder: true
        case .sequence(let nodes): nodes.contains(where: \.isPending)
        case .mapping(let entries): entries.contains { $0.value.isPending }
        }
    }

    /// What an expression gets for it.
    var lookup: CELLookup {
        switch content {
        case .invalid:
            return Answer.failed.lookup
        case .scalar(let scalar):
            return .value(CELValue(scalar))
        case .placeholder(let box):
            return (box as? Pending).map { .unknown([$0.expression.source]) } ?? Answer.failed.lookup
        case .sequence(let nodes):
            var values: [CELValue] = []
            for node in nodes {
                let lookup = node.lookup
                guard case .value(let value, _) = lookup else { return lookup }
                values.append(value)
            }
            return .value(.list(values))
        case .mapping(let entries):
            var values: [(name: String, value: CELValue)] = []
            for entry in entries {
                let lookup = entry.value.lookup
                guard case .value(let value, _) = lookup else { return lookup }
                values.append((entry.name, value))
            }
            return .value(.map(CELMap(values)))
        }
    }
}
