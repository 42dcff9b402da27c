import Diagnostics
import YAMLDocuments

/// Puts the sections of two files together.
enum FileMerge {
    /// The first file with what the other adds; what both say is reported.
    static func merged(_ first: Node, _ other: Node, _ problems: inout Problems) -> Node {
        merged(first, other, path: [], &problems)
    }

    /// Sections are put together name by name, and what is looked up section by section.
    private static func canMerge(_ path: [String]) -> Bool {
        path.count <= 1 || (path.count == 2 && path.first == "existing")
    }

    private static func merged(
        _ first: Node,
        _ other: Node,
        path: [String],
        _ problems: inout Problems
    ) -> Node {
        guard case .mapping(let entries) = first.content, case .mapping(let additions) = other.content else {
            return first
        }
        var merged = entries
        var positions: [String: Int] = [:]
        for (position, entry) in entries.enumerated() { positions[entry.name] = position }
        for addition in additions {
            guard let position = positions[addition.name] else {
                positions[addition.name] = merged.count
                merged.append(addition)
                continue
            }
            let entry = merged[position]
            let inner = path + [addition.name]
            let value: Node
            switch (entry.value.content, addition.value.content) {
            case (.invalid, _):
                continue
            case (_, .invalid):
                value = addition.value
            case (.mapping, .mapping) where canMerge(inner):
                value = self.merged(entry.value, addition.value, path: inner, &problems)
            case (.sequence(let nodes), .sequence(let others)) where ["moved", "removed"].contains(inner.joined()):
                value = Node(range: entry.value.range, content: .sequence(nodes + others))
            case (_, _) where path.isEmpty && addition.value.isNull:
                continue
            case (_, _) where path.isEmpty && entry.value.isNull:
                value = addition.value
            case (_, _):
                problems.report(.definedTwice(inner, at: addition.key.range, first: entry.key.range))
                continue
            }
            merged[position] = Node.Entry(key: entry.key, value: value)
        }
        return Node(range: first.range, content: .mapping(merged))
    }
}

extension Diagnostic {
    fileprivate static func definedTwice(_ path: [String], at range: SourceRange, first: SourceRange) -> Diagnostic {
        .error(
            "duplicate-key",
            "'\(path.joined(separator: "."))' is defined in two files",
            at: range,
            notes: [Note("it is defined here first", at: first)],
            hint: "A file that changes what another one says is laid over it: hzform plan -f \(first.file.path) -f …"
        )
    }
}
