import CELExpressions
import Diagnostics
import ResourceModel
import YAMLDocuments

/// Puts values in the place of the expressions in a part of a file.
///
/// What comes out reads as if the values were written there, so that nobody who reads on knows of expressions. What is
/// known later comes out as ``Pending``; what cannot be evaluated is reported at its place
/// and comes out as `invalid`.
struct ExpressionReader {
    let scope: Scope
    private var binding: (name: String, value: CELValue)?
    private var folder = ""
    private var environment = CELEnvironment()
    private var activation = CELActivation()
    /// Whether a resource as a whole stands for its ID, as it does where an attribute refers to one.
    var namesObjects = false

    init(_ scope: Scope) {
        self.scope = scope
        use(HostFunctions(files: scope.files, folder: "").functions)
    }

    /// Lets `index` and `each` stand for what they are in one of several resources, or for nothing.
    mutating func bind(_ repetition: Repetition?) {
        guard repetition != nil || binding != nil else { return }
        binding = repetition?.binding
        use(activation.functions)
    }

    /// The part with its values, and whether any of them is sensitive.
    mutating func evaluated(_ node: Node, _ problems: inout Problems) -> EvaluatedNode {
        guard node.hasExpressions else { return EvaluatedNode(node) }
        switch node.content {
        case .invalid, .pending, .link:
            return EvaluatedNode(node)
        case .scalar(let scalar):
            return evaluated(scalar.text, at: node, &problems)
        case .sequence(let nodes):
            return .sequence(nodes.map { evaluated($0, &problems) }, at: node.range)
        case .mapping(let entries):
            return .mapping(entries.map { ($0.key, evaluated($0.value, &problems)) }, at: node.range)
        }
    }

    /// What is written for an attribute, evaluated for whoever asks for it first.
    mutating func part(
        _ node: Node,
        of attribute: Attribute,
        at address: ResourceAddress,
        _ problems: inout Problems
    ) -> EvaluatedNode {
        let reference = AttributeReference(address, attribute.name)
        if let known = scope.unit.known.parts[reference] { return problems.visit(known) }
        let part = scope.evaluation.reading(for: .attribute(reference)) {
            problems.aside { evaluated(node, as: attribute.kind, &$0) }
        }
        scope.unit.known.parts.add(part, for: reference)
        return problems.visit(part)
    }

    /// The part with its values where nothing sensitive may come in, because it is shown and stored.
    mutating func evaluatedOpenly(_ node: Node, for name: String, _ problems: inout Problems) -> Node {
        let result = evaluated(node, &problems)
        guard result.isSensitive else { return result.node }
        problems.report(.sensitiveValue(name, at: node.range))
        return node.invalid
    }

    /// The part with its values where everything has to be known when the plan is made.
    mutating func evaluatedNow(_ node: Node, for name: String, _ problems: inout Problems) -> Node {
        let result = evaluatedOpenly(node, for: name, &problems)
        guard result.isPending else { return result }
        problems.reportUnknown(name, result)
        return node.invalid
    }

    private mutating func evaluated(
        _ text: String,
        at node: Node,
        _ problems: inout Problems
    ) -> EvaluatedNode {
        let invalid = EvaluatedNode(node.invalid)
        let (template, mistakes) = CELTemplate.parse(text)
        use(folder: node.range.file.folder)
        let check = mistakes.isEmpty ? template.check(in: environment) : nil
        let found = check?.problems ?? mistakes
        guard found.isEmpty else {
            found.forEach { problems.report($0, in: node) }
            return invalid
        }
        guard check?.readsFailed != true else {
            problems.noteFailure()
            return invalid
        }
        let plain = template.evaluate(in: activation)
        if namesObjects, let ids = template.textOfIDs(text, of: plain.value) {
            return evaluated(ids, at: node, &problems)
        }
        var result = plain.expandingObjects(in: activation)
        var capture: Capture?
        if case .unknown = result.outcome {
            (result, capture) = again(template)
        }
        guard !result.readsFailed else {
            problems.noteFailure()
            return invalid
        }
        if let parts = result.parts {
            if let function = capture?.host.undecided {
                problems.report(.undecidedRead(function, at: node.range))
                return invalid
            }
            let split = SplitExpression(text, template, capture, at: node.range)
            guard let whole = split.node(parts) else {
                problems.report(.noText("list or map with such parts", at: node.range))
                return invalid
            }
            return EvaluatedNode(byParts: whole)
        }
        switch result.outcome {
        case .value(let value):
            guard let read = Node(value, at: node.range) else {
                problems.report(.noText(value.typeName, at: node.range))
                return invalid
            }
            let marked = Node(range: read.range, content: read.content, isSensitive: result.isSensitive)
            return EvaluatedNode(marked, isSensitive: result.isSensitive)
        case .problem(let problem):
            problems.report(problem, in: node)
            return invalid
        case .unknown:
            guard let capture else { preconditionFailure("what is unknown is evaluated again") }
            if let function = capture.host.undecided {
                problems.report(.undecidedRead(function, at: node.range))
                return invalid
            }
            let expression = capture.expression(text, template, at: node.range)
            let pending = Pending(
                expression,
                template,
                type: check?.type ?? .dyn,
                reads: expression.reads,
                isSensitive: result.isSensitive,
                range: node.range
            )
            let later = Node(range: node.range, content: .pending(pending))
            return EvaluatedNode(later, isSensitive: result.isSensitive)
        }
    }

    /// Evaluates a template once more to find out all that it may come to read.
    private func again(_ template: CELTemplate) -> (CELResult, Capture) {
        let capture = Capture(scope.files, folder: folder)
        let listening = capture.listening(to: activation, named: named) { ScopeObject($0)?.meaning(of: $1, in: scope) }
        return (template.evaluate(in: listening).expandingObjects(in: listening), capture)
    }

    /// Paths in expressions are relative to the file that they are written in.
    private mutating func use(folder: String) {
        guard folder != self.folder else { return }
        self.folder = folder
        use(HostFunctions(files: scope.files, folder: folder).functions)
    }

    private mutating func use(_ functions: CELFunctions) {
        let types = ScopeTypes(scope: scope)
        let (scope, binding) = (scope, binding)
        environment = CELEnvironment { name in
            types.type(ofRoot: name) ?? (name == binding?.name ? binding?.value.type : scope.type(of: name))
        }
        environment.names = { scope.allNames + scope.catalog.types.map(\.section) + (binding.map { [$0.name] } ?? []) }
        environment.attributeType = types.attributeType
        environment.attributeNames = types.attributeNames
        environment.missing = types.missing
        environment.functions = functions
        activation = CELActivation()
        activation.lookup = { [named] name in named(name)?.answer }
        activation.names = environment.names
        activation.attribute = { object, name in ScopeObject(object)?.meaning(of: name, in: scope)?.answer }
        activation.attributeNames = { ScopeObject($0)?.attributeNames(in: scope) ?? [] }
        activation.functions = functions
    }

    /// What a name at the root of an expression stands for.
    private func named(_ name: String) -> Meaning? {
        if name == binding?.name, let value = binding?.value { return .value(value, isSensitive: false) }
        if name == "existing" { return .value(ScopeObject.existing.value, isSensitive: false) }
        if name == "modules" { return .value(ScopeObject.modules.value, isSensitive: false) }
        if scope.isSection(name) {
            return .value(ScopeObject.section(name).value, isSensitive: false)
        }
        return scope.named(name)
    }
}

extension Problems {
    /// Reports what is wrong with an expression at its place in the text of a node.
    mutating func report(_ problem: CELProblem, in node: Node) {
        var hint = problem.subject.flatMap { subject in
            hints.expression(subject) ?? question(for: subject, among: problem.candidates).map(Hints.withBrackets)
        }
        if problem.code == .syntax, case .scalar(let scalar) = node.content {
            let word = scalar.text.utf8.dropFirst(problem.range.lowerBound).prefix(problem.range.count)
            let rest = scalar.text.utf8.dropFirst(problem.range.lowerBound)
            hint = Hints.syntax(String(Substring(rest))) ?? hints.expression(String(Substring(word)))
        }
        if problem.code == .wrongType, case .scalar(let scalar) = node.content, hint == nil {
            let call = scalar.text.utf8.dropFirst(problem.range.lowerBound).prefix { $0 != UInt8(ascii: "(") }
            hint = problem.message.contains("is called as") ? hints.expression(String(Substring(call))) : nil
        }
        if case .scalar(let scalar) = node.content, hint == nil || problem.code == .syntax {
            hint = Hints.shell(problem, in: scalar.text) ?? hint
        }
        if problem.subject == "index" || problem.subject == "each" {
            hint = "'index' is known in the attributes of what has 'count', 'each' of what has 'for_each'."
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
    fileprivate static func undecidedRead(_ function: String, at range: SourceRange) -> Diagnostic {
        .error(
            "unknown-at-plan",
            "what '\(function)' reads has to be known when the plan is made, and its name is known after apply",
            at: range,
            hint: "Name it by what this file writes; what is known later can go into a 'template'."
        )
    }

    fileprivate static func noText(_ type: String, at range: SourceRange) -> Diagnostic {
        .error("wrong-type", "a value of type \(type) cannot be written into the file", at: range)
    }
}
