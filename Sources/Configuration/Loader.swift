import CELExpressions
import Diagnostics
import ResourceModel
import YAMLDocuments

/// What came out of a desired-state file.
package struct LoadedConfiguration: Sendable {
    /// Nil when the file has an error.
    package let desired: DesiredState?
    /// Everything that there is to say about the file, sorted by position.
    package let diagnostics: [Diagnostic]
    /// What has to be looked up in the project before the file says all that it can say.
    package let lookups: [ExistingLookup]
}

/// Turns desired-state files into the state that they wish for.
package struct Loader {
    /// Reads a file as a whole.
    package typealias FileReader = @Sendable (_ path: String) throws -> [UInt8]

    /// The names of what is in a folder.
    package typealias FolderLister = @Sendable (_ path: String) throws -> [String]

    private let catalog: Catalog
    private let sources: VariableSources
    private let existing: ExistingObjects?
    private let readFile: FileReader
    private let listFolder: FolderLister

    package init(
        catalog: Catalog,
        sources: VariableSources = VariableSources(),
        existing: ExistingObjects? = nil,
        listFolder: @escaping FolderLister = { _ in [] },
        readFile: @escaping FileReader
    ) {
        self.catalog = catalog
        self.sources = sources
        self.existing = existing
        self.readFile = readFile
        self.listFolder = listFolder
    }

    /// Reads the file at a path, which is shown in messages as it is given.
    package func load(_ path: String) -> LoadedConfiguration { load([path]) }

    /// Reads files of which each is laid over those before it.
    package func load(_ paths: [String]) -> LoadedConfiguration {
        var problems = Problems()
        var whole: YAMLNode?
        var isIncomplete = false
        for path in paths {
            do {
                let (document, syntax) = YAMLDocument.parse(try readFile(path), path: path)
                syntax.forEach { problems.report($0) }
                guard let document else { return loaded(nil, problems) }
                var includer = Includer(readFile: readFile, listFolder: listFolder)
                let complete = includer.complete(document, path: path, &problems)
                isIncomplete = isIncomplete || includer.isIncomplete
                whole = whole.map { $0.overlaid(with: complete) } ?? complete
            } catch {
                problems.report(.unreadableFile(path, error))
            }
        }
        guard !isIncomplete, !problems.diagnostics.contains(where: { $0.code == .unreadableFile }) else {
            return loaded(nil, problems)
        }
        return load(whole.take(), problems)
    }

    /// Reads a file whose bytes are at hand.
    package func load(_ bytes: [UInt8], path: String) -> LoadedConfiguration {
        let (document, syntax) = YAMLDocument.parse(bytes, path: path)
        return load(document, Problems(syntax))
    }

    /// The document goes as soon as it is taken apart, and the parts go as they are read.
    private func load(_ document: consuming YAMLNode?, _ problems: consuming Problems) -> LoadedConfiguration {
        var document = document
        var problems = problems
        guard let root = document.take().flatMap({ RootReader(catalog: catalog).read($0, &problems) }) else {
            return loaded(nil, problems)
        }
        let (desired, lookups) = desiredState(consume root, &problems)
        return loaded(desired, problems, lookups)
    }

    private func loaded(
        _ desired: DesiredState?,
        _ problems: Problems,
        _ lookups: [ExistingLookup] = []
    ) -> LoadedConfiguration {
        let diagnostics = problems.diagnostics.sortedByPosition()
        return LoadedConfiguration(
            desired: diagnostics.containsErrors ? nil : desired,
            diagnostics: diagnostics,
            lookups: lookups
        )
    }

    private func desiredState(_ root: consuming Root, _ problems: inout Problems) -> (DesiredState, [ExistingLookup]) {
        let repeated = root.sections.flatMap(\.declarations).filter(\.isRepeated).map(\.address)
        let scope = scope(of: root, &problems)
        let declarations = expand(&root, scope, &problems)
        let values = ValueReader(references: ReferenceResolver(declarations, catalog))
        var expressions = ExpressionReader(scope)
        var drafts = Drafts()
        for index in root.sections.indices {
            let type = root.sections[index].type
            let reader = ResourceReader(type, values: values, settings: scope.settings, declarations: declarations)
            while let declaration = root.sections[index].takeNext() {
                drafts.append(reader.read(declaration, &expressions, &problems))
            }
        }
        Inheritance(catalog: catalog, settings: scope.settings).complete(drafts)
        ConstraintChecker(catalog: catalog, drafts: drafts).check(&problems)
        ClaimChecker(catalog: catalog, drafts: drafts).check(&problems)
        CycleFinder(catalog: catalog, drafts: drafts).check(&problems)
        let outputs = OutputReader(scope: scope).read(root.outputs, &problems)
        scope.circles.forEach { problems.report($0) }
        var desired = DesiredState(
            stack: root.stack,
            resources: drafts.all.lazy.map(\.resource),
            outputs: outputs,
            usesOwnershipLabels: scope.settings.usesOwnershipLabels
        )
        let moves = MoveReader(catalog: catalog, declared: DeclaredPlaces(drafts, groups: repeated, declarations))
        desired.moves = moves.moves(root.moved, &problems)
        desired.removals = moves.removals(root.removed, &problems)
        return (desired, scope.existing.lookups)
    }

    /// What expressions can name, with locals and settings read.
    private func scope(of root: borrowing Root, _ problems: inout Problems) -> Scope {
        let files = HostFiles(read: readFile, environment: sources.environment)
        let reserved = ReservedNames(sections: catalog.types.map(\.section))
        var names = Names()
        names.set("stack", to: .value(.string(root.stack), isSensitive: false))
        let variables = VariableReader(reserved: reserved).read(root.variables, &problems)
        VariableValues(sources, readFile: readFile).set(variables, in: &names, &problems)
        let locals = LocalReader(reserved: reserved).read(root.locals, besides: names, &problems)
        let scope = Scope(root, names: names, locals: locals, files: files, catalog: catalog)
        scope.existing = ExistingReader(scope, found: existing).read(root.existing, &problems)
        var expressions = ExpressionReader(scope)
        let settings = root.settings.map { expressions.evaluatedNow($0, for: "settings", &problems) }
        let values = ValueReader(references: .asWritten)
        scope.settings = SettingsReader(catalog: catalog, values: values).read(settings, &problems)
        for local in locals { scope.define(local, &problems) }
        return scope
    }

    /// Puts what `count` and `for_each` make of declarations in their place, and tells what can be referred to.
    private func expand(_ root: inout Root, _ scope: Scope, _ problems: inout Problems) -> Declarations {
        var broken: Set<ResourceAddress> = []
        var empty: [ResourceAddress] = []
        for index in root.sections.indices where root.sections[index].declarations.contains(where: \.isRepeated) {
            var all: [Declaration] = []
            for declaration in root.sections[index].declarations {
                let group = scope.expand(declaration, &problems)
                all += group.declarations
                if case .failed = group { broken.insert(declaration.address) }
                if declaration.isRepeated, group.declarations.isEmpty { empty.append(declaration.address) }
            }
            root.sections[index] = Root.Section(root.sections[index].type, all)
        }
        return Declarations(
            root.sections,
            broken: root.brokenSections,
            brokenGroups: broken,
            emptyGroups: empty.filter { !broken.contains($0) },
            existing: scope.existing
        )
    }
}

extension Diagnostic.Code {
    fileprivate static let unreadableFile: Diagnostic.Code = "unreadable-file"
}

extension Diagnostic {
    static func unreadableFile(_ path: String, _ error: any Error) -> Diagnostic {
        .error("unreadable-file", "'\(path)' cannot be read: \(error)")
    }
}
