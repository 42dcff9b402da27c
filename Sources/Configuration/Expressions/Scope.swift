import CELExpressions
import Diagnostics
import ResourceModel
import YAMLDocuments

/// Everything that the expressions of a file can name: variables, locals, resources and what is looked up.
///
/// Locals, `count` and `for_each` and the attributes of resources are evaluated when something asks for them first, so
/// that they can be written in any order. What is wrong with them is told when their own place is read, a circle when
/// it is found.
final class Scope {
    let catalog: Catalog
    let files: HostFiles
    var existing = Existing()
    /// What `settings` says; resources have it in their attributes.
    var settings = Settings()
    /// What is wrong that no single place can tell.
    private(set) var circles: [Diagnostic] = []
    /// How often an expression asked for something that has failed, which is reported elsewhere.
    private(set) var failures = 0

    private var names: Names
    private var locals: [String: YAMLEntry]
    private var groups: [ResourceAddress: Group] = [:]
    private let declarations: [String: [String: Declaration]]
    private let sectionNames: [String: [String]]
    private let brokenSections: Set<String>
    private var answers: [AttributeReference: Answer] = [:]
    /// What is being evaluated, each because the one before it asked for it.
    private var path: [Step] = []

    /// Something that is evaluated once.
    enum Subject: Hashable {
        case local(String)
        case group(ResourceAddress)
        case attribute(AttributeReference)

        var words: String {
            switch self {
            case .local(let name): name
            case .group(let address): address.description
            case .attribute(let reference): "\(reference.address).\(reference.attribute)"
            }
        }
    }

    private struct Step {
        let subject: Subject
        let range: SourceRange
    }

    init(_ root: borrowing Root, names: Names, locals: [YAMLEntry], files: HostFiles, catalog: Catalog) {
        self.names = names
        self.locals = Dictionary(locals.map { ($0.name, $0) }) { first, _ in first }
        self.files = files
        self.catalog = catalog
        brokenSections = root.brokenSections
        var declarations: [String: [String: Declaration]] = [:]
        var sectionNames: [String: [String]] = [:]
        for section in root.sections {
            for declaration in section.declarations {
                let key = declaration.address.key
                guard declarations[section.type.section]?[key] == nil else { continue }
                declarations[section.type.section, default: [:]][key] = declaration
                sectionNames[section.type.section, default: []].append(key)
            }
        }
        self.declarations = declarations
        self.sectionNames = sectionNames
    }

    /// What a name stands for; the sections of resources are not among them.
    func named(_ name: String) -> NamedValue? {
        if let known = names[name] { return noting(known) }
        guard let entry = locals[name] else { return nil }
        let value = once(.local(name), at: entry.key.range, otherwise: .failed) { evaluated(entry) }
        return noting(value)
    }

    /// The names of variables and locals.
    var allNames: [String] { names.all + locals.keys.filter { names[$0] == nil } }

    func type(of name: String) -> CELType? { named(name).map { names.type(of: name) ?? $0.type } }

    /// Evaluates a local for good, and reports what is wrong with it.
    func define(_ entry: YAMLEntry, _ problems: inout Problems) {
        guard case .failed? = named(entry.name) else { return }
        var expressions = ExpressionReader(self)
        _ = expressions.evaluated(entry.value, &problems)
    }

    private func evaluated(_ entry: YAMLEntry) -> NamedValue {
        var hidden = Problems()
        var expressions = ExpressionReader(self)
        let (node, isSensitive) = expressions.evaluated(entry.value, &hidden)
        let value: NamedValue =
            if node.isPending { .pending(node, isSensitive: isSensitive) } else {
                CELValue(node).map { .value($0, isSensitive: isSensitive) } ?? .failed
            }
        names.set(entry.name, to: value)
        return value
    }

    private func noting(_ value: NamedValue) -> NamedValue {
        if case .failed = value { failures += 1 }
        return value
    }

    /// Evaluates something unless it is being evaluated already, which is a circle.
    private func once<Result>(
        _ subject: Subject,
        at range: SourceRange,
        otherwise failed: Result,
        _ body: () -> Result
    ) -> Result {
        if let start = path.firstIndex(where: { $0.subject == subject }) {
            circles.append(.circle(path[start...].map { ($0.subject, $0.range) }))
            return failed
        }
        guard path.count < 200 else {
            circles.append(.tooDeep(subject, at: range))
            return failed
        }
        path.append(Step(subject: subject, range: range))
        defer { path.removeLast() }
        return body()
    }
}

// What `count` and `for_each` make of declarations.
extension Scope {
    /// What a logical name stands for.
    enum Group {
        case single(Declaration)
        case counted([Declaration])
        case keyed([Declaration])
        case failed

        var declarations: [Declaration] {
            switch self {
            case .single(let declaration): [declaration]
            case .counted(let all), .keyed(let all): all
            case .failed: []
            }
        }
    }

    /// What a declaration stands for; what is wrong with its `count` or `for_each` is reported.
    func expand(_ declaration: Declaration, _ problems: inout Problems) -> Group {
        let known = group(declaration)
        guard case .failed = known else { return known }
        let again = Repeater(self).group(declaration, &problems)
        return again
    }

    /// Nil where the file has no such name.
    func group(_ section: String, _ key: String) -> Group? {
        declarations[section]?[key].map { group($0) }
    }

    private func group(_ declaration: Declaration) -> Group {
        if let known = groups[declaration.address] { return known }
        guard declaration.isRepeated else { return .single(declaration) }
        let group = once(.group(declaration.address), at: declaration.keyRange, otherwise: Group.failed) {
            var hidden = Problems()
            return Repeater(self).group(declaration, &hidden)
        }
        groups[declaration.address] = group
        return group
    }

    /// The declaration at an address; nil where there is none, or nobody knows.
    func declaration(at address: ResourceAddress) -> Declaration? {
        group(address.section, address.key)?.declarations.first { $0.address == address }
    }

    func keys(in section: String) -> [String] { sectionNames[section] ?? [] }
    func isBroken(_ section: String) -> Bool { brokenSections.contains(section) }
}

// What expressions read of resources.
extension Scope {
    /// What the file says of an attribute or output of a resource; nil where the type has none of that name.
    func answer(_ address: ResourceAddress, _ name: AttributeName) -> Answer? {
        guard let type = catalog.type(section: address.section), type.offers(name) else { return nil }
        let reference = AttributeReference(address, name)
        let answer: Answer
        if let known = answers[reference] {
            answer = known
        } else if let declaration = declaration(at: address) {
            let range = declaration.body[name.text]?.range ?? declaration.keyRange
            answer = once(.attribute(reference), at: range, otherwise: .failed) {
                AttributeAnswers(self, type, declaration).answer(name)
            }
            answers[reference] = answer
        } else {
            answer = .failed
        }
        if case .failed = answer { failures += 1 }
        return answer
    }

    /// An attribute of something that expressions have at hand.
    func answer(_ object: CELObject, _ name: String) -> Answer? {
        let answer = ScopeObject(object).flatMap { $0.answer(name, in: self) }
        if case .failed? = answer { failures += 1 }
        return answer
    }
}

extension Diagnostic {
    fileprivate static func circle(_ steps: [(subject: Scope.Subject, range: SourceRange)]) -> Diagnostic {
        let names = steps.map(\.subject.words)
        let areLocals = steps.allSatisfy { step in
            guard case .local = step.subject else { return false }
            return true
        }
        guard steps.count > 1 else {
            let message = "\(areLocals ? "the local " : "")'\(names[0])' uses itself"
            return .error(areLocals ? "local-cycle" : "value-cycle", message, at: steps.first?.range)
        }
        let notes = steps.indices.map { index in
            Note("'\(names[index])' uses '\(names[(index + 1) % names.count])'", at: steps[index].range)
        }
        let message = areLocals ? "locals use each other in a circle" : "these values use each other in a circle"
        return .error(areLocals ? "local-cycle" : "value-cycle", message, at: steps.first?.range, notes: notes)
    }

    fileprivate static func tooDeep(_ subject: Scope.Subject, at range: SourceRange) -> Diagnostic {
        .error("expression-too-large", "'\(subject.words)' is at the end of a chain of too many values", at: range)
    }
}
