import CELExpressions
import Diagnostics
import YAMLDocuments

/// Puts values in the place of the expressions in a part of a file.
///
/// What comes out reads as if the values were written there, so that nobody who reads on knows of expressions. What
/// cannot be evaluated is reported at its place and comes out as `invalid`.
struct ExpressionReader {
    private let files: HostFiles
    private(set) var names: Names
    private var folder = ""
    private var environment: CELEnvironment
    private var activation: CELActivation

    init(_ names: Names, _ files: HostFiles) {
        self.names = names
        self.files = files
        let functions = HostFunctions(files: files, folder: "").functions
        environment = names.environment(functions)
        activation = names.activation(functions)
    }

    /// Adds a name, or gives it another value.
    mutating func set(_ name: String, to value: NamedValue) {
        names.set(name, to: value)
        environment = names.environment(environment.functions)
        activation = names.activation(activation.functions)
    }

    /// Lets `index` and `each` stand for what they are in one of several resources, or for nothing.
    mutating func bind(_ repetition: Repetition?) {
        guard repetition != nil || names["index"] != nil || names["each"] != nil else { return }
        names.remove("index")
        names.remove("each")
        if let binding = repetition?.binding { names.set(binding.name, to: .value(binding.value, isSensitive: false)) }
        environment = names.environment(environment.functions)
        activation = names.activation(activation.functions)
    }

    /// The part with its values, and whether any of them is sensitive.
    mutating func evaluated(_ node: YAMLNode, _ problems: inout Problems) -> (node: YAMLNode, isSensitive: Bool) {
        guard node.hasExpressions else { return (node, false) }
        switch node.content {
        case .invalid:
            return (node, false)
        case .scalar(let scalar):
            return evaluated(scalar, at: node, &problems)
        case .sequence(let nodes):
            var isSensitive = false
            var results: [YAMLNode] = []
            for element in nodes {
                let result = evaluated(element, &problems)
                results.append(result.node)
                isSensitive = isSensitive || result.isSensitive
            }
            return (YAMLNode(range: node.range, content: .sequence(results)), isSensitive)
        case .mapping(let entries):
            var isSensitive = false
            var results: [YAMLEntry] = []
            for entry in entries {
                let result = evaluated(entry.value, &problems)
                results.append(YAMLEntry(key: entry.key, value: result.node))
                isSensitive = isSensitive || result.isSensitive
            }
            return (YAMLNode(range: node.range, content: .mapping(results)), isSensitive)
        }
    }

    /// The part with its values where nothing sensitive may come in, because it is shown and stored.
    mutating func evaluatedOpenly(_ node: YAMLNode, for name: String, _ problems: inout Problems) -> YAMLNode {
        let result = evaluated(node, &problems)
        guard result.isSensitive else { return result.node }
        problems.report(.sensitiveValue(name, at: node.range))
        return YAMLNode(range: node.range, content: .invalid)
    }

    private mutating func evaluated(
        _ scalar: YAMLScalar,
        at node: YAMLNode,
        _ problems: inout Problems
    ) -> (node: YAMLNode, isSensitive: Bool) {
        let invalid = YAMLNode(range: node.range, content: .invalid)
        let (template, mistakes) = CELTemplate.parse(scalar.text)
        use(folder: node.range.file.folder)
        let found = mistakes.isEmpty ? template.check(in: environment).problems : mistakes
        guard found.isEmpty else {
            found.forEach { problems.report($0, in: node) }
            return (invalid, false)
        }
        guard !template.references(functions: environment.functions).contains(where: hasFailed) else {
            return (invalid, false)
        }
        let result = template.evaluate(in: activation)
        switch result.outcome {
        case .value(let value):
            guard let read = YAMLNode(value, at: node.range) else {
                problems.report(.noText(value.typeName, at: node.range))
                return (invalid, false)
            }
            return (read, result.isSensitive)
        case .problem(let problem):
            problems.report(problem, in: node)
            return (invalid, false)
        case .unknown:
            preconditionFailure("no name of an expression stands for something unknown")
        }
    }

    private func hasFailed(_ reference: CELReference) -> Bool {
        guard case .failed? = names[reference.root] else { return false }
        return true
    }

    /// Paths in expressions are relative to the file that they are written in.
    private mutating func use(folder: String) {
        guard folder != self.folder else { return }
        self.folder = folder
        let functions = HostFunctions(files: files, folder: folder).functions
        environment.functions = functions
        activation.functions = functions
    }
}

extension YAMLNode {
    /// Whether some text in it holds an expression, or an escaped one.
    var hasExpressions: Bool {
        switch content {
        case .invalid: false
        case .scalar(let scalar): !CELTemplate.isPlain(scalar.text)
        case .sequence(let nodes): nodes.contains(where: \.hasExpressions)
        case .mapping(let entries): entries.contains { $0.value.hasExpressions }
        }
    }
}

extension SourceFile {
    /// The path up to the name of the file, with the slash at its end.
    var folder: String {
        guard let slash = path.lastIndex(of: "/") else { return "" }
        return String(path[...slash])
    }
}

extension Problems {
    /// Reports what is wrong with an expression at its place in the text of a node.
    mutating func report(_ problem: CELProblem, in node: YAMLNode) {
        var hint = problem.subject.flatMap { question(for: $0, among: problem.candidates) }
        if problem.subject == "index" || problem.subject == "each" {
            hint = "'index' is known where 'count' is written, 'each' where 'for_each' is."
        }
        report(
            .error(
                Diagnostic.Code(problem.code.rawValue),
                problem.message,
                at: node.range(ofText: problem.range),
                hint: hint
            )
        )
    }
}

extension Diagnostic {
    fileprivate static func noText(_ type: String, at range: SourceRange) -> Diagnostic {
        .error("wrong-type", "a value of type \(type) cannot be written into the file", at: range)
    }

    private static let sensitiveHint = "Sensitive values can go where the documentation of a type says 'sensitive'."

    static func sensitiveValue(_ name: String, at range: SourceRange) -> Diagnostic {
        .error(
            "sensitive-value",
            "'\(name)' takes no sensitive value, because it is shown in plans and kept in the state",
            at: range,
            hint: sensitiveHint
        )
    }
}
