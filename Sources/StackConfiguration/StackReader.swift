import CELExpressions
import Diagnostics
import ResourceModel
import YAMLDocuments

/// Reads a file and the modules that it uses, each use by itself, into one desired state.
final class StackReader {
    private let catalog: Catalog
    private let sources: VariableSources
    private let existing: ExistingObjects?
    private let readFile: Loader.FileReader
    private let reserved: ReservedNames
    private let modules: ModuleFiles
    private let evaluation = Evaluation()
    private var stack = ""
    private var units: [Unit] = []
    /// The files of the modules in use, to tell whether one uses itself.
    private var paths: [ModulePath: String] = [:]
    /// What is wrong in modules that were read because an expression asked for them.
    private var late: [Diagnostic] = []

    private static let deepest = 32

    init(
        catalog: Catalog,
        sources: VariableSources,
        existing: ExistingObjects?,
        readFile: @escaping Loader.FileReader,
        listFolder: @escaping Loader.FolderLister
    ) {
        self.catalog = catalog
        self.sources = sources
        self.existing = existing
        self.readFile = readFile
        reserved = ReservedNames(sections: catalog.types.map(\.section))
        modules = ModuleFiles(readFile: readFile, listFolder: listFolder)
    }

    func read(_ root: consuming Root, _ problems: inout Problems) -> (DesiredState, [ExistingLookup]) {
        stack = root.stack
        readFirst(root, &problems)
        settleModules(&problems)
        for unit in units { expand(unit, &problems) }
        let drafts = drafts(&problems)
        let settings = Dictionary(units.map { ($0.path, $0.scope.settings) }) { first, _ in first }
        Inheritance(catalog: catalog, settings: settings).complete(drafts)
        ConstraintChecker(catalog: catalog, drafts: drafts).check(&problems)
        ClaimChecker(catalog: catalog, drafts: drafts).check(&problems)
        CycleFinder(catalog: catalog, drafts: drafts).check(&problems)
        let outputs = outputs(&problems)
        late.forEach { problems.report($0) }
        evaluation.circles.forEach { problems.report($0) }
        return (desiredState(drafts, outputs, &problems), units.flatMap { $0.scope.existing.lookups })
    }

    /// What an expression means in the file itself.
    func answer(_ question: String) -> ConsoleAnswer? {
        units.first.map { ConsoleReader(scope: $0.scope).answer(question) }
    }

    private func desiredState(
        _ drafts: Drafts,
        _ outputs: [DesiredOutput],
        _ problems: inout Problems
    ) -> DesiredState {
        var desired = DesiredState(
            stack: stack,
            resources: drafts.all.lazy.map(\.resource),
            outputs: outputs,
            usesOwnershipLabels: units.first?.scope.settings.usesOwnershipLabels ?? true
        )
        let uses = units.compactMap { unit in unit.range.map { (unit.path, $0) } }
        let places = DeclaredPlaces(
            drafts,
            groups: units.flatMap(\.repeated),
            modules: Dictionary(uses) { first, _ in first },
            units.compactMap(\.declarations)
        )
        let moves = MoveReader(catalog: catalog, declared: places)
        guard let root = units.first?.root else { return desired }
        desired.moves = moves.moves(root.moved, &problems)
        desired.removals = moves.removals(root.removed, &problems)
        return desired
    }

    /// Reads every module that is used, also by modules, whether or not an expression asks for it.
    private func settleModules(_ problems: inout Problems) {
        var index = 0
        while index < units.count {
            let scope = units[index].scope
            for name in scope.modules?.names ?? [] { scope.modules?.settle(name, &problems) }
            check(units[index], &problems)
            index += 1
        }
        // The order of the file, whoever was asked for first.
        let root = units.prefix(1)
        units = root + units.dropFirst().sorted { $0.path < $1.path }
    }

    /// Puts what `count` and `for_each` make of declarations in their place, and tells what can be referred to.
    private func expand(_ unit: Unit, _ problems: inout Problems) {
        let scope = unit.scope
        unit.repeated = unit.root.sections.flatMap(\.declarations).filter(\.isRepeated).map(\.address)
        var broken: Set<ResourceAddress> = []
        var empty: [ResourceAddress] = []
        for index in unit.root.sections.indices
        where unit.root.sections[index].declarations.contains(where: \.isRepeated) {
            var all: [Declaration] = []
            for declaration in unit.root.sections[index].declarations {
                let group = scope.expand(declaration, &problems)
                all += group.declarations
                if case .failed = group { broken.insert(declaration.address) }
                if declaration.isRepeated, group.declarations.isEmpty { empty.append(declaration.address) }
            }
            unit.root.sections[index] = Root.Section(unit.root.sections[index].type, all)
        }
        var declarations = Declarations(
            in: unit.path,
            unit.root.sections,
            broken: unit.root.brokenSections,
            brokenGroups: broken,
            emptyGroups: empty.filter { !broken.contains($0) },
            existing: scope.existing
        )
        declarations.inner = { [unowned self] path in
            units.filter { path.covers($0.path) }.compactMap(\.declarations)
        }
        unit.declarations = declarations
    }

    /// The parts of a document are let go of as they are read.
    private func drafts(_ problems: inout Problems) -> Drafts {
        var drafts = Drafts()
        for unit in units {
            guard let declarations = unit.declarations else { continue }
            let values = ValueReader(references: ReferenceResolver(declarations, catalog))
            var expressions = ExpressionReader(unit.scope)
            for index in unit.root.sections.indices {
                let reader = ResourceReader(
                    unit.root.sections[index].type,
                    values: values,
                    settings: unit.scope.settings,
                    declarations: declarations
                )
                while let declaration = unit.root.sections[index].takeNext() {
                    drafts.append(reader.read(declaration, &expressions, &problems))
                }
            }
        }
        return drafts
    }

    /// Those of the file itself; what modules tell is read too, so that mistakes in it are found.
    private func outputs(_ problems: inout Problems) -> [DesiredOutput] {
        let all = units.map { OutputReader(scope: $0.scope).read($0.root.outputs, &problems) }
        return all.first ?? []
    }
}

// The files and what their expressions can name.
extension StackReader {
    private func readFirst(_ root: consuming Root, _ problems: inout Problems) {
        var names = Names()
        names.set("stack", to: .value(.string(root.stack), isSensitive: false))
        let variables = VariableReader(reserved: reserved).read(root.variables, &problems)
        VariableValues(sources, readFile: readFile).set(variables, in: &names, &problems)
        addUnit(root, names, [:], settings: Settings.init, usedAt: nil, &problems)
    }

    private func addUnit(
        _ root: consuming Root,
        _ names: Names,
        _ inputs: [String: ModuleInput],
        settings outer: @escaping () -> Settings,
        usedAt range: SourceRange?,
        _ problems: inout Problems
    ) {
        let files = HostFiles(read: readFile, environment: sources.environment)
        let locals = LocalReader(reserved: reserved).read(root.locals, besides: names, inputs, &problems)
        let scope = Scope(
            root,
            names: names,
            inputs: inputs,
            locals: locals,
            files: files,
            catalog: catalog,
            evaluation: evaluation
        )
        let uses = ModuleUseReader().read(root.modules, &problems)
        scope.modules = ModuleUses(uses, of: scope) { [unowned self, unowned scope] in module($0, $1, $2, in: scope) }
        let (written, lookups, found) = (root.settings, root.existing, existing)
        scope.readers.existing = { [unowned scope] in ExistingReader(scope, found: found).read(lookups, &$0) }
        scope.readers.settings = { [unowned scope, catalog] problems in
            var expressions = ExpressionReader(scope)
            let settings = written.map { expressions.evaluatedNow($0, for: "settings", &problems) }
            let reader = SettingsReader(catalog: catalog, values: ValueReader(references: .asWritten))
            return reader.read(settings, &problems).inheriting(outer())
        }
        units.append(Unit(root, scope, inputs, locals, usedAt: range))
    }

    /// Evaluates everything of a file that has no resource of its own, whether or not something asks for it.
    private func check(_ unit: Unit, _ problems: inout Problems) {
        for input in unit.inputs { unit.scope.check(input, &problems) }
        unit.scope.checkParts(&problems)
        for local in unit.locals { unit.scope.define(local, &problems) }
    }

    /// One use of a module; nil where its file could not be read.
    private func module(
        _ use: ModuleUse,
        _ path: ModulePath,
        _ repetition: Repetition?,
        in giver: Scope
    ) -> Unit? {
        var problems = Problems()
        defer { late += problems.diagnostics }
        let file = modules.path(of: use)
        let around = (1..<max(path.steps.count, 1)).map { ModulePath(Array(path.steps.prefix($0))) }
        guard !around.contains(where: { paths[$0] == file }) else {
            problems.report(.moduleCircle(use))
            return nil
        }
        guard path.steps.count <= Self.deepest else {
            problems.report(.modulesTooDeep(use))
            return nil
        }
        guard let document = modules.document(use, &problems),
            let root = RootReader(catalog: catalog, module: path).read(document, &problems)
        else { return nil }
        paths[path] = file
        var names = Names()
        names.set("stack", to: .value(.string(stack), isSensitive: false))
        let inputs = inputs(root.variables, use, repetition, giver, &names, &problems)
        addUnit(root, names, inputs, settings: { [unowned giver] in giver.settings }, usedAt: use.keyRange, &problems)
        return units.last
    }

    /// What the user gives; what is not given has its default, which goes into the names.
    private func inputs(
        _ node: YAMLNode?,
        _ use: ModuleUse,
        _ repetition: Repetition?,
        _ giver: Scope,
        _ names: inout Names,
        _ problems: inout Problems
    ) -> [String: ModuleInput] {
        let declared = VariableReader(reserved: reserved).read(node, &problems)
        for entry in use.variables where node?[entry.name] == nil {
            let hint = problems.question(for: entry.name, among: declared.map(\.name))
            problems.report(.unknownInput(entry, of: use, hint: hint))
        }
        var inputs: [String: ModuleInput] = [:]
        for (name, variable) in declared {
            guard let variable else {
                names.set(name, to: .failed)
                continue
            }
            if let entry = use.variables.first(where: { $0.name == name }) {
                inputs[name] = ModuleInput(variable: variable, node: entry.value, giver: giver, repetition: repetition)
            } else if let usual = variable.usual {
                names.set(name, to: variable.usualValue(usual, &problems), type: variable.type.type)
            } else {
                problems.report(.missingInput(variable, of: use))
                names.set(name, to: .failed)
            }
        }
        return inputs
    }
}

extension Diagnostic {
    fileprivate static func moduleCircle(_ use: ModuleUse) -> Diagnostic {
        .error("module-cycle", "the module '\(use.name)' is used by itself", at: use.source.range)
    }

    fileprivate static func modulesTooDeep(_ use: ModuleUse) -> Diagnostic {
        .error("module-cycle", "the module '\(use.name)' is used inside of more than 30 others", at: use.source.range)
    }

    fileprivate static func unknownInput(_ entry: YAMLEntry, of use: ModuleUse, hint: String?) -> Diagnostic {
        .error(
            "unknown-variable",
            "the module '\(use.name)' has no variable \(quoted(entry.name))",
            at: entry.key.range,
            hint: hint
        )
    }

    fileprivate static func missingInput(_ variable: Variable, of use: ModuleUse) -> Diagnostic {
        .error(
            "missing-variable",
            "the module '\(use.name)' needs a value for its variable '\(variable.name)'",
            at: use.keyRange,
            notes: [Note("it is declared here", at: variable.range)],
            hint: "Write 'variables: { \(variable.name): … }'."
        )
    }
}
