import CELExpressions
import Diagnostics
import ResourceModel

// The modules that a file uses, read when something asks for them first.
extension Scope {
    /// In the order of the file.
    var moduleNames: [String] { unit.uses.map(\.name) }

    /// Nil where the file uses no module of that name.
    func moduleGroup(_ name: String) -> ModuleGroup? { evaluatedModule(name)?.value }

    func evaluatedModule(_ name: String) -> Evaluated<ModuleGroup>? {
        guard let declared = unit.uses.first(where: { $0.name == name }) else { return nil }
        if let known = unit.known.modules[name] { return known }
        guard let use = declared.use else { return .failed(.failed) }
        let group = evaluation.evaluate(.modules(module, name), at: use.keyRange, otherwise: ModuleGroup.failed) {
            moduleGroup(use, &$0)
        }
        unit.known.modules[name] = group
        return group
    }

    /// One use of a module that this file uses itself.
    func module(at path: ModulePath) -> Scope? {
        guard let step = path.steps.last, module.steps == path.steps.dropLast() else { return nil }
        return moduleGroup(step.name)?.units.first { $0.path == path }.map { Scope(evaluation: evaluation, unit: $0) }
    }

    private func moduleGroup(_ use: ModuleUse, _ problems: inout Problems) -> ModuleGroup {
        guard let body = use.repetition, case .mapping(let entries) = body.content else {
            return newUnit(use, module.appending(use.name), nil, &problems).map { .single($0) } ?? .failed
        }
        guard let repetitions = Repeater(self).repetitions(entries, &problems) else { return .failed }
        var units: [(repetition: Repetition, unit: Unit)] = []
        for repetition in repetitions {
            let path = module.appending(use.name, repetition.instance)
            guard let unit = newUnit(use, path, repetition, &problems) else { return .failed }
            units.append((repetition, unit))
        }
        guard body["count"] == nil else { return .counted(units.map(\.unit)) }
        return .keyed(units.map { ($0.repetition.instance.key ?? "", $0.unit) })
    }

    /// One use of a module; nil where its file could not be read.
    private func newUnit(
        _ use: ModuleUse,
        _ path: ModulePath,
        _ repetition: Repetition?,
        _ problems: inout Problems
    ) -> Unit? {
        guard let document = evaluation.document(use, at: path, &problems),
            let root = RootReader(catalog: catalog, module: path).read(document, &problems)
        else { return nil }
        var names = Names()
        names.set("stack", to: evaluation.stackMeaning)
        let inputs = inputs(root, use, repetition, &names, &problems)
        let unit = Unit(reading: root, names, inputs, usedAt: use.keyRange, &problems)
        evaluation.add(unit)
        return unit
    }

    /// What the user gives; what is not given has its default, which goes into the names.
    private func inputs(
        _ root: Root,
        _ use: ModuleUse,
        _ repetition: Repetition?,
        _ names: inout Names,
        _ problems: inout Problems
    ) -> [String: ModuleInput] {
        let declared = VariableReader(reserved: ReservedNames(in: root)).read(root.variables, &problems)
        for entry in use.variables where root.variables?[entry.name] == nil {
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
                inputs[name] = ModuleInput(variable: variable, node: entry.value, repetition: repetition)
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

extension Unit {
    /// Reads what a file says of its locals and of the modules that it uses.
    convenience init(
        reading root: Root,
        _ names: Names,
        _ inputs: [String: ModuleInput],
        usedAt range: SourceRange?,
        _ problems: inout Problems
    ) {
        let variables = Set(names.all).union(inputs.keys)
        let locals = LocalReader(reserved: ReservedNames(in: root)).read(root.locals, besides: variables, &problems)
        let uses = ModuleUseReader().read(root.modules, &problems)
        self.init(root, names: names, inputs: inputs, locals: locals, uses: uses, usedAt: range)
    }
}

extension Diagnostic {
    fileprivate static func unknownInput(_ entry: Node.Entry, of use: ModuleUse, hint: String?) -> Diagnostic {
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
