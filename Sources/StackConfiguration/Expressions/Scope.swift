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
    /// The use of a module that the file is; the root for the file that hzform is given.
    let module: ModulePath
    let evaluation: Evaluation
    /// The modules that the file uses.
    var modules: ModuleUses?
    /// What is read of the file when something asks for it first.
    var readers = Readers()
    /// How often an expression asked for something that has failed, which is reported elsewhere.
    var failures: Int { evaluation.failures }

    /// The beginning of the file.
    private let range: SourceRange
    private var names: Names
    /// The variables that the user of the module gives, by name.
    private let inputs: [String: ModuleInput]
    private let outputs: [String: YAMLEntry]
    private var locals: [String: YAMLEntry]
    private var groups: [ResourceAddress: Group] = [:]
    private let declarations: [String: [String: Declaration]]
    private let sectionNames: [String: [String]]
    private let brokenSections: Set<String>
    private var answers: [AttributeReference: Answer] = [:]
    private var outputAnswers: [String: Answer] = [:]
    private var knownSettings: Settings?
    private var knownExisting: Existing?

    /// Reads parts of the file that have expressions in them.
    struct Readers {
        var settings: (inout Problems) -> Settings = { _ in Settings() }
        var existing: (inout Problems) -> Existing = { _ in Existing() }
    }

    init(
        _ root: borrowing Root,
        names: Names,
        inputs: [String: ModuleInput] = [:],
        locals: [YAMLEntry],
        files: HostFiles,
        catalog: Catalog,
        evaluation: Evaluation
    ) {
        module = root.module
        range = root.range
        self.evaluation = evaluation
        self.names = names
        self.inputs = inputs
        var outputs: [YAMLEntry] = []
        if case .mapping(let entries)? = root.outputs?.content { outputs = entries }
        self.outputs = Dictionary(outputs.map { ($0.name, $0) }) { first, _ in first }
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
        if let input = inputs[name] {
            let value = evaluation.once(.variable(module, name), at: input.range, otherwise: .failed) {
                var hidden = Problems()
                return input.value(&hidden)
            }
            names.set(name, to: value, type: input.variable.type.type)
            return noting(value)
        }
        guard let entry = locals[name] else { return nil }
        let value = evaluation.once(.local(module, name), at: entry.key.range, otherwise: .failed) { evaluated(entry) }
        return noting(value)
    }

    /// The names of variables and locals.
    var allNames: [String] { names.all + (Array(inputs.keys) + Array(locals.keys)).filter { names[$0] == nil } }

    /// What `settings` says; resources have it in their attributes.
    var settings: Settings {
        if let known = knownSettings { return known }
        let settings = evaluation.once(.part(module, "settings"), at: range, otherwise: .broken) {
            var hidden = Problems()
            return readers.settings(&hidden)
        }
        knownSettings = settings
        return settings
    }

    /// What is looked up in the project.
    var existing: Existing {
        if let known = knownExisting { return known }
        let existing = evaluation.once(.part(module, "existing"), at: range, otherwise: Existing()) {
            var hidden = Problems()
            return readers.existing(&hidden)
        }
        knownExisting = existing
        return existing
    }

    /// Reads both for good, and reports what is wrong with them.
    func checkParts(_ problems: inout Problems) {
        _ = (settings, existing)
        _ = readers.existing(&problems)
        _ = readers.settings(&problems)
    }

    /// Evaluates a variable that the user of the module gives for good, and reports what is wrong with it.
    func check(_ input: ModuleInput, _ problems: inout Problems) {
        guard case .failed? = named(input.variable.name) else { return }
        _ = input.value(&problems)
    }

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
        if case .failed = value { evaluation.noteFailure() }
        return value
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
        let group = evaluation.once(.group(declaration.address), at: declaration.keyRange, otherwise: Group.failed) {
            var hidden = Problems()
            return Repeater(self).group(declaration, &hidden)
        }
        groups[declaration.address] = group
        return group
    }

    /// An address as it is written in the file.
    func address(_ text: String) -> ResourceAddress? { ResourceAddress(text)?.with(module: module) }

    /// The declaration at an address; nil where there is none, or nobody knows.
    func declaration(at address: ResourceAddress) -> Declaration? {
        guard address.module == module else { return nil }
        return group(address.section, address.key)?.declarations.first { $0.address == address }
    }

    /// One use of a module that this file uses itself.
    func unit(at path: ModulePath) -> Unit? {
        guard let step = path.steps.last, module.steps == path.steps.dropLast() else { return nil }
        return modules?.group(step.name)?.units.first { $0.path == path }
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
            answer = evaluation.once(.attribute(reference), at: range, otherwise: .failed) {
                AttributeAnswers(self, type, declaration).answer(name)
            }
            answers[reference] = answer
        } else {
            answer = .failed
        }
        if case .failed = answer { evaluation.noteFailure() }
        return answer
    }

    /// What the file tells its user under a name; nil where it tells nothing of that name.
    func output(_ name: String) -> Answer? {
        guard let entry = outputs[name] else { return nil }
        if let known = outputAnswers[name] { return known }
        let answer = evaluation.once(.output(module, name), at: entry.key.range, otherwise: Answer.failed) {
            var hidden = Problems()
            var expressions = ExpressionReader(self)
            let (node, isSensitive) = expressions.evaluated(entry.value, &hidden)
            if node.isPending { return .pending(node, isSensitive: isSensitive) }
            return CELValue(node).map { .value($0, isSensitive: isSensitive) } ?? .failed
        }
        outputAnswers[name] = answer
        return answer
    }

    var outputNames: [String] { Array(outputs.keys) }

    /// An attribute of something that expressions have at hand.
    func answer(_ object: CELObject, _ name: String) -> Answer? {
        let answer = ScopeObject(object).flatMap { $0.answer(name, in: self) }
        if case .failed? = answer { evaluation.noteFailure() }
        return answer
    }
}
