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
        reads: Set<AttributeReference>,
        isSensitive: Bool,
        range: SourceRange
    ) {
        value = DeferredValue(expression, reads: reads, isSensitive: isSensitive)
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

    /// What an expression gets for it, part by part where it is a list or map.
    var answer: HostAnswer {
        switch content {
        case .invalid, .link:
            return .failed
        case .scalar(let scalar):
            return .value(CELValue(scalar), isSensitive: isSensitive)
        case .pending(let pending):
            return .unknown([pending.value.source], isSensitive: pending.isSensitive)
        case .sequence(let nodes):
            var elements: [CELOutline.Element] = []
            for node in nodes {
                guard let element = node.answer.element else { return .failed }
                elements.append(element)
            }
            return .outline(.joined(elements), isSensitive: isSensitive)
        case .mapping(let entries):
            var parts: [CELOutline.Entry] = []
            for entry in entries {
                guard let element = entry.value.answer.element else { return .failed }
                parts.append(CELOutline.Entry(key: .string(entry.name), element))
            }
            return .outline(.joined(parts), isSensitive: isSensitive)
        }
    }
}

extension HostAnswer {
    /// The answer as a part of a list or map; nil where there is none.
    var element: CELOutline.Element? {
        switch self {
        case .value(let value, let isSensitive): .init(.value(value), isSensitive: isSensitive)
        case .unknown(let names, let isSensitive): .init(.unknown(Set(names)), isSensitive: isSensitive)
        case .outline(let outline, let isSensitive): .init(outline, isSensitive: isSensitive)
        case .failure, .failed: nil
        }
    }
}
