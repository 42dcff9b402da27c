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

extension Node {
    /// Everything that it waits for.
    var pendingReads: [AttributeReference] {
        switch content {
        case .scalar, .invalid, .link: []
        case .pending(let pending): pending.reads
        case .sequence(let nodes): nodes.flatMap(\.pendingReads)
        case .mapping(let entries): entries.flatMap(\.value.pendingReads)
        }
    }

    /// Whether some part of it is known later.
    var isPending: Bool {
        switch content {
        case .scalar, .invalid: false
        case .pending, .link: true
        case .sequence(let nodes): nodes.contains(where: \.isPending)
        case .mapping(let entries): entries.contains { $0.value.isPending }
        }
    }

    /// What an expression gets for it.
    var answer: HostAnswer {
        switch content {
        case .invalid, .link:
            return .failed
        case .scalar(let scalar):
            return .value(CELValue(scalar))
        case .pending(let pending):
            return .unknown([pending.expression.source])
        case .sequence(let nodes):
            var values: [CELValue] = []
            for node in nodes {
                let answer = node.answer
                guard case .value(let value, _) = answer else { return answer }
                values.append(value)
            }
            return .value(.list(values))
        case .mapping(let entries):
            var values: [(name: String, value: CELValue)] = []
            for entry in entries {
                let answer = entry.value.answer
                guard case .value(let value, _) = answer else { return answer }
                values.append((entry.name, value))
            }
            return .value(.map(CELMap(values)))
        }
    }
}
