import CELExpressions
import Diagnostics
import ResourceModel
import YAMLDocuments

/// Reads `outputs`: values of any kind that the file tells its reader.
struct OutputReader {
    let scope: Scope

    func read(_ node: Node?, _ problems: inout Problems) -> [DesiredOutput] {
        guard let node, !node.isNull else { return [] }
        guard case .mapping(let entries) = node.content else {
            if case .invalid = node.content { return [] }
            problems.report(.wrongType(expected: "a map from names to values", for: "outputs", node))
            return []
        }
        return entries.compactMap { entry in
            guard !entry.name.hasPrefix("x-") else { return nil }
            guard isLogicalName(entry.name) else {
                problems.report(.invalidLogicalName(entry.name, at: entry.key.range))
                return nil
            }
            if case .scalar(let scalar) = entry.value.content {
                let text = UnevaluatedText(text: scalar.text)
                if text.isRead || text.isWay(in: scope) { problems.report(text.warning(at: entry.value.range)) }
            }
            guard let output = scope.evaluatedOutput(entry.name).map({ problems.visit($0) }) else { return nil }
            return Value(plain: output.hidingPending).map {
                DesiredOutput(entry.name, $0, isSensitive: output.isSensitive, range: entry.key.range)
            }
        }
    }
}
