import CELExpressions
import Diagnostics
import ResourceModel

/// Everything that the expressions of a file can name: variables, locals, resources and what is looked up.
///
/// What is asked for is evaluated once and kept in the ``Unit``. What is wrong with it is told when its own place is
/// visited, a circle when it is found.
struct Scope {
    let evaluation: StackEvaluation
    let unit: Unit

    var catalog: Catalog { evaluation.catalog }
    var files: HostFiles { evaluation.files }
    /// The use of a module that the file is; the root for the file that hzform is given.
    var module: ModulePath { unit.path }

    /// What a name stands for; the sections of resources are not among them.
    func named(_ name: String) -> Meaning? {
        unit.names[name] ?? evaluatedName(name)?.value
    }

    /// Whether a name at the root of an expression is a section: one that the file has not can be the name of something else.
    func isSection(_ name: String) -> Bool {
        catalog.type(section: name) != nil
            && unit.names[name] == nil && unit.inputs[name] == nil && unit.localNodes[name] == nil
    }

    /// A local, or a variable that the user of the module gives.
    func evaluatedName(_ name: String) -> Evaluated<Meaning>? {
        defer { evaluation.note(unit.inputs[name] == nil ? .local(module, name) : .variable(module, name)) }
        if let known = unit.known.names[name] { return known }
        let evaluated: Evaluated<Meaning>
        if let input = unit.inputs[name] {
            evaluated = evaluation.evaluate(.variable(module, name), at: input.range, otherwise: .failed) {
                input.value(in: self, &$0)
            }
        } else if let entry = unit.localNodes[name] {
            evaluated = evaluation.evaluate(.local(module, name), at: entry.key.range, otherwise: .failed) { problems in
                var expressions = ExpressionReader(self)
                return Meaning(expressions.evaluated(entry.value, &problems))
            }
        } else {
            return nil
        }
        unit.known.names[name] = evaluated
        return evaluated
    }

    /// The names of variables and locals.
    var allNames: [String] {
        unit.names.all + (Array(unit.inputs.keys) + Array(unit.localNodes.keys)).filter { unit.names[$0] == nil }
    }

    /// What the checker knows of a name.
    func type(of name: String) -> CELType? {
        if let type = unit.names.type(of: name) { return type }
        guard let meaning = named(name) else { return nil }
        if case .failed = meaning { return .failed }
        return unit.inputs[name]?.variable.type.type ?? meaning.type
    }

    /// What `settings` says; resources have it in their attributes.
    var settings: Settings { evaluatedSettings.value }

    var evaluatedSettings: Evaluated<Settings> {
        if let known = unit.known.settings { return known }
        let settings = evaluation.evaluate(.part(module, "settings"), at: unit.root.range, otherwise: .broken) {
            readSettings(&$0)
        }
        unit.known.settings = settings
        return settings
    }

    private func readSettings(_ problems: inout Problems) -> Settings {
        var expressions = ExpressionReader(self)
        let written = unit.root.settings.map { expressions.evaluatedNow($0, for: "settings", &problems) }
        let reader = SettingsReader(catalog: catalog, values: ValueReader(references: .asWritten))
        let own = reader.read(written, &problems)
        return giver.map { own.inheriting($0.settings) } ?? own
    }

    /// What is looked up in the project.
    var existing: Existing { evaluatedExisting.value }

    var evaluatedExisting: Evaluated<Existing> {
        if let known = unit.known.existing { return known }
        let existing = evaluation.evaluate(.part(module, "existing"), at: unit.root.range, otherwise: Existing()) {
            ExistingReader(self).read(unit.root.existing, &$0)
        }
        unit.known.existing = existing
        return existing
    }

    /// Where the module is used; nil for the file that hzform is given.
    var giver: Scope? {
        guard !module.isRoot else { return nil }
        let path = ModulePath(Array(module.steps.dropLast()))
        return evaluation.unit(at: path).map { Scope(evaluation: evaluation, unit: $0) }
    }
}

// What `count` and `for_each` make of declarations.
extension Scope {
    /// Nil where the file has no such name.
    func group(_ section: String, _ key: String) -> DeclarationGroup? {
        unit.declared[section, key].map { evaluatedGroup($0).value }
    }

    /// What a declaration stands for.
    func evaluatedGroup(_ declaration: Declaration) -> Evaluated<DeclarationGroup> {
        guard declaration.isRepeated else { return .whole(.single(declaration)) }
        if let known = unit.known.groups[declaration.address] { return known }
        let subject = StackEvaluation.Subject.group(declaration.address)
        let group = evaluation.evaluate(subject, at: declaration.keyRange, otherwise: DeclarationGroup.failed) {
            Repeater(self).group(declaration, &$0)
        }
        unit.known.groups[declaration.address] = group
        return group
    }

    /// An address as it is written in the file.
    func address(_ text: String) -> ResourceAddress? { ResourceAddress(text)?.with(module: module) }

    /// The declaration at an address; nil where there is none, or nobody knows.
    func declaration(at address: ResourceAddress) -> Declaration? {
        guard address.module == module else { return nil }
        return group(address.section, address.key)?.declarations.first { $0.address == address }
    }

    func keys(in section: String) -> [String] { unit.declared.keys(in: section) }
    func isBroken(_ section: String) -> Bool { unit.root.brokenSections.contains(section) }
}

// What expressions read of resources and of modules.
extension Scope {
    /// What the file says of an attribute or output of a resource; nil where the type has none of that name.
    func meaning(of name: AttributeName, at address: ResourceAddress) -> Meaning? {
        guard let type = catalog.type(section: address.section), type.offers(name) else { return nil }
        let reference = AttributeReference(address, name)
        evaluation.note(reference)
        if let known = unit.known.attributes[reference] { return known }
        guard let declaration = declaration(at: address) else { return .failed }
        let range = declaration.body[name.text]?.range ?? declaration.keyRange
        let meaning = evaluation.evaluate(.attribute(reference), at: range, otherwise: Meaning.failed) { _ in
            AttributeReader(self, type, declaration).meaning(of: name)
        }
        unit.known.attributes[reference] = meaning.value
        return meaning.value
    }

    /// What is written for an attribute, with values in the place of its expressions; nil where nothing is.
    func part(_ attribute: Attribute, of declaration: Declaration) -> Evaluated<EvaluatedNode>? {
        guard let node = declaration.body[attribute.name.text] else { return nil }
        guard node.hasExpressions else { return .whole(EvaluatedNode(node)) }
        if let known = unit.known.parts[AttributeReference(declaration.address, attribute.name)] { return known }
        var expressions = ExpressionReader(self)
        expressions.bind(declaration.repetition)
        return evaluation.aside { problems in
            expressions.part(node, of: attribute, at: declaration.address, &problems)
        }
    }

    /// What the file tells its user under a name; nil where it tells nothing of that name.
    func output(_ name: String) -> Meaning? { evaluatedOutput(name).map { Meaning($0.value) } }

    func evaluatedOutput(_ name: String) -> Evaluated<EvaluatedNode>? {
        guard let entry = unit.outputNodes[name] else { return nil }
        defer { evaluation.note(.output(module, name)) }
        if let known = unit.known.outputs[name] { return known }
        let failed = EvaluatedNode(entry.value.invalid)
        let output = evaluation.evaluate(.output(module, name), at: entry.key.range, otherwise: failed) { problems in
            var expressions = ExpressionReader(self)
            return expressions.evaluated(entry.value, &problems)
        }
        unit.known.outputs[name] = output
        return output
    }

    var outputNames: [String] { Array(unit.outputNodes.keys) }
}
