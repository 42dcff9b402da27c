import CELExpressions
import Diagnostics
import YAMLDocuments

/// Finds the values of variables: the default, then files, the environment, the command line.
struct VariableValues {
    /// A value as it was given.
    private enum Given {
        case node(Node)
        /// A text, and where it comes from in the words of a message: `--var name`.
        case text(String, source: String)
    }

    private let sources: VariableSources
    private let readFile: FileReader

    init(_ sources: VariableSources, readFile: @escaping FileReader) {
        self.sources = sources
        self.readFile = readFile
    }

    func set(_ declared: [(name: String, variable: Variable?)], in names: inout Names, _ problems: inout Problems) {
        let known = declared.map(\.name)
        let given = given(known, &problems)
        for (name, variable) in declared {
            guard let variable, let value = value(of: variable, given[name], &problems) else {
                names.set(name, to: .failed)
                continue
            }
            names.set(name, to: .value(value, isSensitive: variable.isSensitive), type: variable.type.type)
        }
    }

    private func given(_ known: [String], _ problems: inout Problems) -> [String: Given] {
        var given: [String: Given] = [:]
        for path in sources.files {
            for entry in entries(ofFile: path, &problems) {
                if known.contains(entry.name) {
                    given[entry.name] = .node(entry.value)
                } else {
                    let hint = problems.question(for: entry.name, among: known)
                    problems.report(.unknownVariable(entry.name, at: entry.key.range, hint: hint))
                }
            }
        }
        for (key, text) in sources.environment.sorted(by: { $0.key < $1.key }) {
            let name = String(key.dropFirst(VariableSources.prefix.count))
            // The environment is shared with other files, which have other variables.
            guard key.hasPrefix(VariableSources.prefix), known.contains(name) else { continue }
            given[name] = .text(text, source: key)
        }
        for assignment in sources.assignments {
            guard let sign = assignment.firstIndex(of: "=") else {
                problems.report(.noAssignment(assignment))
                continue
            }
            let name = String(assignment[..<sign])
            let text = String(assignment[assignment.index(after: sign)...])
            set(name, to: text, from: "--var \(name)", known, &given, &problems)
        }
        return given
    }

    private func set(
        _ name: String,
        to text: String,
        from source: String,
        _ known: [String],
        _ given: inout [String: Given],
        _ problems: inout Problems
    ) {
        guard known.contains(name) else {
            let hint = problems.question(for: name, among: known)
            problems.report(.unknownVariable(name, from: source, hint: hint))
            return
        }
        given[name] = .text(text, source: source)
    }

    private func entries(ofFile path: String, _ problems: inout Problems) -> [Node.Entry] {
        let bytes: [UInt8]
        do {
            bytes = try readFile(path)
        } catch {
            problems.report(.unreadableFile(path, error))
            return []
        }
        let (document, mistakes) = Node.parse(bytes, path: path)
        mistakes.forEach { problems.report($0) }
        guard let document, !document.isNull else { return [] }
        guard case .mapping(let entries) = document.content else {
            problems.report(.wrongType(expected: "a map from names to values", for: path, document))
            return []
        }
        return entries
    }

    private func value(of variable: Variable, _ given: Given?, _ problems: inout Problems) -> CELValue? {
        guard let given = given ?? variable.usual.map({ Given.node($0) }) else {
            if sources.areNeeded { problems.report(.missingVariable(variable)) }
            return nil
        }
        switch given {
        case .node(let node):
            return variable.value(written: node, &problems)
        case .text(let text, let from):
            return variable.checked(variable.type.value(of: text), at: nil, from: from, &problems)
        }
    }
}

extension Diagnostic {
    fileprivate static func unknownVariable(
        _ name: String,
        at range: SourceRange? = nil,
        from source: String? = nil,
        hint: String?
    ) -> Diagnostic {
        let prefix = source.map { "\($0): " } ?? ""
        return .error("unknown-variable", "\(prefix)there is no variable \(quoted(name))", at: range, hint: hint)
    }

    fileprivate static func noAssignment(_ text: String) -> Diagnostic {
        .error("invalid-value", "--var: expected NAME=VALUE, which has a '='", hint: "Write '--var \(text)=…'.")
    }

    fileprivate static func missingVariable(_ variable: Variable) -> Diagnostic {
        .error(
            "missing-variable",
            "the variable '\(variable.name)' has no value and no default",
            at: variable.range,
            hint: "Give it with --var \(variable.name)=…, \(VariableSources.prefix)\(variable.name) or a --var-file."
        )
    }

}
