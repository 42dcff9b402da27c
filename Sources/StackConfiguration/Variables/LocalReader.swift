import CELExpressions
import Diagnostics
import YAMLDocuments

/// Reads which `locals` there are; what they stand for is found out when it is asked for.
struct LocalReader {
    let reserved: ReservedNames

    func read(
        _ node: Node?,
        besides variables: Set<String>,
        _ problems: inout Problems
    ) -> [Node.Entry] {
        guard let node, !node.isNull else { return [] }
        guard case .mapping(let entries) = node.content else {
            if case .invalid = node.content { return [] }
            problems.report(.wrongType(expected: "a map from names to values", for: "locals", node))
            return []
        }
        return entries.filter { entry in
            guard reserved.allows(entry, of: "local", &problems) else { return false }
            guard !variables.contains(entry.name) else {
                problems.report(.nameTwice(entry))
                return false
            }
            return true
        }
    }
}

extension Diagnostic {
    fileprivate static func nameTwice(_ entry: Node.Entry) -> Diagnostic {
        .error("duplicate-name", "'\(entry.name)' is a variable already", at: entry.key.range)
    }
}
