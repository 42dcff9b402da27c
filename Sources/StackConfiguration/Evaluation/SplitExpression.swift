import CELExpressions
import Diagnostics
import ResourceModel
import YAMLDocuments

/// An expression that gives a list or map of which not every part is known, or may be shown.
///
/// It reads as if each part were written by itself, so that a list of something for each server has to know only what
/// its elements are told apart by.
struct SplitExpression {
    private let template: CELTemplate
    /// Nil where everything is known.
    private let capture: Capture?
    private let expression: DeferredExpression?
    private let range: SourceRange

    init(_ text: String, _ template: CELTemplate, _ capture: Capture?, at range: SourceRange) {
        self.template = template
        self.capture = capture
        self.range = range
        expression = capture?.expression(text, template, at: range)
    }

    /// Nil where a part is something that no file can say.
    func node(_ element: CELOutline.Element, at path: [DeferredExpression.PartStep] = []) -> Node? {
        switch element.outline {
        case .value(let value):
            guard let node = Node(value, at: range) else { return nil }
            return Node(range: range, content: node.content, isSensitive: element.isSensitive)
        case .unknown(let names):
            return pending(names, isSensitive: element.isSensitive, at: path)
        case .list(let elements):
            let nodes = elements.enumerated().compactMap { node($1, at: path + [.index($0)]) }
            guard nodes.count == elements.count else { return nil }
            return Node(range: range, content: .sequence(nodes), isSensitive: element.isSensitive)
        case .map(let entries):
            let nodes = entries.compactMap { entry -> Node.Entry? in
                guard let name = entry.key.plainText, let node = node(entry.element, at: path + [.key(name)]) else {
                    return nil
                }
                return Node.Entry(key: Node.Key(text: name, range: range), value: node)
            }
            guard nodes.count == entries.count else { return nil }
            return Node(range: range, content: .mapping(nodes), isSensitive: element.isSensitive)
        }
    }

    private func pending(
        _ names: Set<String>,
        isSensitive: Bool,
        at path: [DeferredExpression.PartStep]
    ) -> Node? {
        guard var expression, let capture else { return nil }
        expression.part = path
        expression.partWords = names.sorted().joined(separator: ", ")
        let reads = capture.reads(of: names)
        let pending = Pending(expression, template, type: .dyn, reads: reads, isSensitive: isSensitive, range: range)
        return Node(range: range, content: .pending(pending))
    }
}
