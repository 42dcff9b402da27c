import CELExpressions
import Diagnostics
import ResourceModel
import YAMLDocuments

/// Reads a place whose value is known only after apply.
struct DeferredReader {
    let kind: ValueKind
    /// Where the catalog has the kind; nil where nothing is made of the value.
    let place: KindPlace?
    let name: String

    /// Nil where the value has to be known, or cannot be what is expected; that is reported.
    func read(_ pending: Pending, at node: Node, _ problems: inout Problems) -> Value? {
        guard kind.canWait else {
            problems.reportUnknown(name, node)
            return nil
        }
        guard kind.mayBe(pending.type) else {
            problems.report(
                .error("wrong-type", "expected \(kind.expectation) for '\(name)', not \(pending.type)", at: node.range)
            )
            return nil
        }
        return .deferred(pending.becoming(place))
    }
}

extension ValueKind {
    /// Whether such a value may be known only after apply.
    ///
    /// References are what the order of things follows from, and offerings are checked before anything is ordered; one
    /// that can be made may still have to be.
    var canWait: Bool {
        switch self {
        case .string, .integer, .boolean, .oneOf, .labels: true
        case .reference: false
        case .offering(let offering): offering.canBeMade
        case .list(let kind, _, _): kind.canWait
        case .elements(let set): set.attributes.allSatisfy(\.kind.canWait)
        case .object(let attributes): attributes.allSatisfy(\.kind.canWait)
        }
    }

    /// Whether an expression of a type can give such a value.
    func mayBe(_ type: CELType) -> Bool {
        switch (self, type) {
        case (_, .dyn), (_, .failed), (_, .parameter), (_, .null): true
        case (_, .optional(let inner)): mayBe(inner)
        case (.string, let type), (.oneOf, let type), (.offering, let type):
            [.string, .int, .uint, .double, .address, .addressRange].contains(type)
        case (.integer, let type): [.int, .uint].contains(type)
        case (.boolean, let type): type == .bool
        case (.list(let kind, _, _), .list(let element)): kind.mayBe(element)
        case (.elements, .list), (.labels, .map), (.object, .map), (.labels, .object), (.object, .object): true
        case (.object(let attributes), let type): attributes.shorthand?.kind.mayBe(type) ?? false
        case (.list, _), (.elements, _), (.labels, _), (.reference, _): false
        }
    }
}

extension Node {
    /// The same part with everything in it that is known later taken for sensitive.
    var hidingPending: Node {
        switch content {
        case .scalar, .invalid, .link: return self
        case .pending(let pending):
            return Node(range: range, content: .pending(pending.hidden))
        case .sequence(let nodes):
            return Node(range: range, content: .sequence(nodes.map(\.hidingPending)), isSensitive: isSensitive)
        case .mapping(let entries):
            let hidden = entries.map { Node.Entry(key: $0.key, value: $0.value.hidingPending) }
            return Node(range: range, content: .mapping(hidden), isSensitive: isSensitive)
        }
    }
}
