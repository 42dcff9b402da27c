import Diagnostics
import ResourceModel

/// Reads a file and the modules that it uses, each use by itself, into one desired state.
struct DesiredStateReader {
    private let evaluation: StackEvaluation
    private let catalog: Catalog

    init(_ evaluation: StackEvaluation) {
        self.evaluation = evaluation
        catalog = evaluation.catalog
    }

    func read(_ root: Root, _ names: Names, _ problems: inout Problems) -> (DesiredState?, [ExistingLookup]) {
        evaluation.add(Unit(reading: root, names, [:], usedAt: nil, &problems))
        visitUnits(&problems)
        let scopes = evaluation.units.map(scope)
        for scope in scopes { expand(scope, &problems) }
        let drafts = drafts(scopes, &problems)
        let settings = Dictionary(scopes.map { ($0.module, $0.settings) }) { first, _ in first }
        Inheritance(catalog: catalog, settings: settings).complete(drafts)
        ConstraintChecker(catalog: catalog, drafts: drafts).check(&problems)
        ClaimChecker(catalog: catalog, drafts: drafts).check(&problems)
        CycleFinder(catalog: catalog, drafts: drafts).check(&problems)
        // Those of the file itself; what modules tell is read too, so that mistakes in it are found.
        let outputs = scopes.map { OutputReader(scope: $0).read($0.unit.root.outputs, &problems) }
        evaluation.circles.forEach { problems.report($0) }
        let desired = desiredState(scopes, drafts, outputs.first ?? [], &problems)
        return (desired, scopes.flatMap { $0.existing.lookups })
    }

    /// What an expression means in the file itself.
    func answer(_ question: String) -> ConsoleAnswer? {
        evaluation.units.first.map { ConsoleReader(scope: scope($0)).answer(question) }
    }

    private func scope(_ unit: Unit) -> Scope { Scope(evaluation: evaluation, unit: unit) }

    /// Visits every place of a file that belongs to no resource, and so every module that is used, also by modules.
    private func visitUnits(_ problems: inout Problems) {
        var index = 0
        while index < evaluation.units.count {
            let scope = scope(evaluation.units[index])
            for name in scope.moduleNames { scope.evaluatedModule(name).map { _ = problems.visit($0) } }
            for input in scope.unit.inputs.values.sorted(by: { $0.range.start < $1.range.start }) {
                scope.evaluatedName(input.variable.name).map { _ = problems.visit($0) }
            }
            _ = problems.visit(scope.evaluatedExisting)
            _ = problems.visit(scope.evaluatedSettings)
            for local in scope.unit.locals { scope.evaluatedName(local.name).map { _ = problems.visit($0) } }
            index += 1
        }
        evaluation.sortUnits()
    }

    /// Puts what `count` and `for_each` make of declarations in their place, and tells what can be referred to.
    private func expand(_ scope: Scope, _ problems: inout Problems) {
        let unit = scope.unit
        unit.repeated = unit.root.sections.flatMap(\.declarations).filter(\.isRepeated).map(\.address)
        var broken: Set<ResourceAddress> = []
        var empty: [ResourceAddress] = []
        for (index, section) in unit.root.sections.enumerated() where section.declarations.contains(where: \.isRepeated)
        {
            var all: [Declaration] = []
            for declaration in section.declarations {
                let group = problems.visit(scope.evaluatedGroup(declaration))
                all += group.declarations
                if case .failed = group {
                    broken.insert(declaration.address)
                    unit.uncounted[section.type.section, default: []].append(declaration.uncounted)
                }
                if declaration.isRepeated, group.declarations.isEmpty { empty.append(declaration.address) }
            }
            unit.root.sections[index].declarations = all
        }
        unit.declarations = Declarations(
            in: unit.path,
            unit.root.sections,
            broken: unit.root.brokenSections,
            brokenGroups: broken,
            emptyGroups: empty.filter { !broken.contains($0) },
            existing: scope.existing
        )
    }

    private func drafts(_ scopes: [Scope], _ problems: inout Problems) -> Drafts {
        var drafts = Drafts()
        let places = DeclaredUnits(scopes.compactMap(\.unit.declarations))
        for scope in scopes {
            guard let declarations = scope.unit.declarations else { continue }
            let values = ValueReader(references: ReferenceResolver(declarations, catalog))
            var expressions = ExpressionReader(scope)
            for section in scope.unit.root.sections {
                let lifecycle = LifecycleReader(type: section.type, declarations: declarations, all: places)
                let settings = scope.settings
                let reader = ResourceReader(section.type, values: values, settings: settings, lifecycle: lifecycle)
                for declaration in section.declarations {
                    drafts.append(reader.read(declaration, &expressions, &problems))
                }
                for declaration in scope.unit.uncounted[section.type.section] ?? [] {
                    _ = reader.read(declaration, &expressions, &problems)
                }
            }
        }
        return drafts
    }

    /// What was read, with where its values come from.
    private func resource(_ draft: Draft) -> DesiredResource {
        var resource = draft.resource
        for name in resource.attributes.keys {
            let sources = evaluation.sources(of: AttributeReference(draft.address, name))
            let others = sources.filter { $0.address != draft.address }
            if !others.isEmpty { resource.sources[name] = others }
        }
        return resource
    }

    private func desiredState(
        _ scopes: [Scope],
        _ drafts: Drafts,
        _ outputs: [DesiredOutput],
        _ problems: inout Problems
    ) -> DesiredState? {
        guard let stack = evaluation.stack else { return nil }
        var desired = DesiredState(
            stack: stack,
            resources: drafts.all.lazy.map(resource),
            outputs: outputs,
            usesOwnershipLabels: scopes.first?.settings.usesOwnershipLabels ?? true
        )
        desired.lock = scopes.first?.settings.lock ?? .project
        desired.newest = scopes.reduce(into: [:]) { $1.existing.addNewest(of: catalog, to: &$0) }
        let units = scopes.map(\.unit)
        let uses = units.compactMap { unit in unit.usedAt.map { (unit.path, $0) } }
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
}
