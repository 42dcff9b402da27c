import CELExpressions
import Diagnostics
import YAMLDocuments

/// Reads `locals`, which can use each other in any order.
struct LocalReader {
    private var expressions: ExpressionReader
    private let reserved: ReservedNames
    private var nodes: [String: YAMLEntry] = [:]
    /// Those that are being read, each because the one before it uses it.
    private var path: [String] = []

    init(_ names: Names, _ files: HostFiles, reserved: ReservedNames) {
        expressions = ExpressionReader(names, files)
        self.reserved = reserved
    }

    /// The names with the locals added to them.
    mutating func read(_ node: YAMLNode?, _ problems: inout Problems) -> Names {
        guard let node, !node.isNull else { return expressions.names }
        guard case .mapping(let entries) = node.content else {
            if case .invalid = node.content { return expressions.names }
            problems.report(.wrongType(expected: "a map from names to values", for: "locals", node))
            return expressions.names
        }
        for entry in entries where reserved.allows(entry, of: "local", &problems) {
            guard expressions.names[entry.name] == nil else {
                problems.report(.nameTwice(entry))
                continue
            }
            nodes[entry.name] = entry
        }
        for entry in entries { define(entry.name, &problems) }
        return expressions.names
    }

    private mutating func define(_ name: String, _ problems: inout Problems) {
        guard let entry = nodes[name], expressions.names[name] == nil else { return }
        path.append(name)
        for used in entry.value.usedNames {
            if let start = path.firstIndex(of: used) {
                reportCycle(Array(path[start...]), &problems)
            } else if path.count < 500 {
                define(used, &problems)
            }
        }
        path.removeLast()
        guard expressions.names[name] == nil else { return }
        let result = expressions.evaluated(entry.value, &problems)
        let value = CELValue(result.node).map { NamedValue.value($0, isSensitive: result.isSensitive) }
        expressions.set(name, to: value ?? .failed)
    }

    private mutating func reportCycle(_ cycle: [String], _ problems: inout Problems) {
        guard let first = cycle.first, expressions.names[first] == nil else { return }
        problems.report(.localCycle(cycle.compactMap { nodes[$0]?.key }, cycle))
        for name in cycle { expressions.set(name, to: .failed) }
    }
}

extension YAMLNode {
    /// The names that the expressions in it take from outside.
    var usedNames: [String] {
        switch content {
        case .invalid: []
        case .scalar(let scalar):
            CELTemplate.isPlain(scalar.text) ? [] : CELTemplate.parse(scalar.text).template.references().map(\.root)
        case .sequence(let nodes): nodes.flatMap(\.usedNames)
        case .mapping(let entries): entries.flatMap(\.value.usedNames)
        }
    }
}

extension Diagnostic {
    fileprivate static func nameTwice(_ entry: YAMLEntry) -> Diagnostic {
        .error("duplicate-name", "'\(entry.name)' is a variable already", at: entry.key.range)
    }

    fileprivate static func localCycle(_ keys: [YAMLNode], _ names: [String]) -> Diagnostic {
        let notes = zip(keys, names).enumerated().map { index, local in
            let next = names[(index + 1) % names.count]
            return Note("'\(local.1)' uses '\(next)'", at: local.0.range)
        }
        let message =
            names.count == 1 ? "the local '\(names[0])' uses itself" : "locals use each other in a circle"
        return .error("local-cycle", message, at: keys.first?.range, notes: names.count == 1 ? [] : Array(notes))
    }
}
