import CELExpressions
import Diagnostics
import ResourceModel

/// The evaluation of a file and of all the modules that it uses.
///
/// Values are evaluated when something asks for them first, so that they can be written in any order; a circle is found
/// here.
final class StackEvaluation {
    /// Nil where the file does not say it, which is an error.
    let stack: String?
    let catalog: Catalog
    let files: HostFiles
    /// What was found in the project; nil before it is looked up.
    let found: ExistingObjects?
    private(set) var modules: ModuleFiles
    /// In the order in which they are asked for; the file itself is the first.
    private(set) var units: [Unit] = []
    private var unitsByPath: [ModulePath: Unit] = [:]
    /// What is wrong that no single place can tell.
    private(set) var circles: [Diagnostic] = []
    /// The files of the modules in use, to tell whether one uses itself.
    private var paths: [ModulePath: String] = [:]
    /// What is being evaluated, each because the one before it asked for it.
    private var path: [Step] = []
    private var questions = 0
    /// The attributes and outputs of resources that values come from, by whatever names in between; most come from none.
    private var sources: [Subject: Set<AttributeReference>] = [:]
    /// The same of what is being evaluated, as far as it has come.
    private var pending: [Set<AttributeReference>] = []

    /// How many values can ask for each other.
    private static let longestPath = 200

    init(_ stack: String?, _ catalog: Catalog, _ files: HostFiles, _ modules: ModuleFiles, found: ExistingObjects?) {
        self.stack = stack
        self.catalog = catalog
        self.files = files
        self.modules = modules
        self.found = found
    }

    /// What `stack` means in an expression.
    var stackMeaning: Meaning { stack.map { .value(.string($0), isSensitive: false) } ?? .failed }

    /// Something that is evaluated once.
    enum Subject: Hashable {
        case local(ModulePath, String)
        case variable(ModulePath, String)
        case output(ModulePath, String)
        case group(ResourceAddress)
        /// A part of a file by its key at the top.
        case part(ModulePath, String)
        case modules(ModulePath, String)
        case attribute(AttributeReference)

        var words: String {
            switch self {
            case .local(_, let name), .variable(_, let name), .part(_, let name): name
            case .output(let module, let name): "\(module).\(name)"
            case .group(let address): address.description
            case .modules(let module, let name): module.appending(name).description
            case .attribute(let reference): reference.description
            }
        }
    }

    private struct Step {
        let subject: Subject
        let range: SourceRange
    }

    /// Evaluates something unless it is being evaluated already, which is a circle.
    func evaluate<Result>(
        _ subject: Subject,
        at range: SourceRange,
        otherwise failed: Result,
        _ body: (inout Problems) -> Result
    ) -> Evaluated<Result> {
        if let start = path.firstIndex(where: { $0.subject == subject }) {
            circles.append(.circle(path[start...].map { ($0.subject, $0.range) }))
            return .failed(failed)
        }
        guard path.count < Self.longestPath else {
            circles.append(.tooDeep(subject, at: range))
            return .failed(failed)
        }
        path.append(Step(subject: subject, range: range))
        defer { path.removeLast() }
        return reading(for: subject) { aside(body) }
    }

    /// Evaluates something for a value, which what it asks for is noted of.
    func reading<Result>(for subject: Subject, _ body: () -> Result) -> Result {
        pending.append([])
        let result = body()
        if let found = pending.popLast(), !found.isEmpty { sources[subject, default: []].formUnion(found) }
        return result
    }

    /// Notes that what is evaluated now comes from an attribute or output of a resource.
    func note(_ reference: AttributeReference) {
        guard !pending.isEmpty else { return }
        pending[pending.count - 1].insert(reference)
    }

    /// Notes that what is evaluated now has asked for something, which is known by now.
    func note(_ subject: Subject) {
        guard !pending.isEmpty, !sources.isEmpty, let found = sources[subject] else { return }
        pending[pending.count - 1].formUnion(found)
    }

    /// The attributes and outputs of resources that a value comes from, by whatever names in between.
    func sources(of reference: AttributeReference) -> Set<AttributeReference> {
        sources.isEmpty ? [] : sources[.attribute(reference), default: []]
    }

    /// Evaluates something whose place is visited later.
    func aside<Result>(_ body: (inout Problems) -> Result) -> Evaluated<Result> {
        let hints = Hints(misnomers: catalog.misnomers)
        var problems = Problems(hints: hints, mostQuestions: max(Problems.mostQuestions - questions, 0))
        let result = body(&problems)
        questions += problems.questions
        return Evaluated(result, problems)
    }

    func add(_ unit: Unit) {
        units.append(unit)
        unitsByPath[unit.path] = unit
    }

    func unit(at path: ModulePath) -> Unit? { unitsByPath[path] }

    /// The order of the file, whoever was asked for first.
    func sortUnits() { units = units.prefix(1) + units.dropFirst().sorted { $0.path < $1.path } }

    /// The file of a module that is used at a path; nil where it could not be read, which is reported.
    func document(_ use: ModuleUse, at path: ModulePath, _ problems: inout Problems) -> Node? {
        let file = modules.path(of: use)
        let around = (1..<max(path.steps.count, 1)).map { ModulePath(Array(path.steps.prefix($0))) }
        guard !around.contains(where: { paths[$0] == file }) else {
            problems.report(.moduleCircle(use))
            return nil
        }
        guard path.steps.count <= ModuleFiles.deepest else {
            problems.report(.modulesTooDeep(use))
            return nil
        }
        guard let document = modules.document(use, &problems) else { return nil }
        paths[path] = file
        return document
    }
}

extension Diagnostic {
    fileprivate static func circle(_ steps: [(subject: StackEvaluation.Subject, range: SourceRange)]) -> Diagnostic {
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

    fileprivate static func tooDeep(_ subject: StackEvaluation.Subject, at range: SourceRange) -> Diagnostic {
        .error("expression-too-large", "'\(subject.words)' is at the end of a chain of too many values", at: range)
    }

    fileprivate static func moduleCircle(_ use: ModuleUse) -> Diagnostic {
        .error("module-cycle", "the module '\(use.name)' is used by itself", at: use.source.range)
    }

    fileprivate static func modulesTooDeep(_ use: ModuleUse) -> Diagnostic {
        .error("module-cycle", "the module '\(use.name)' is used inside of more than 30 others", at: use.source.range)
    }
}
