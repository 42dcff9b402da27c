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
}

/// Turns desired-state files into the state that they wish for.
package struct Loader {
    /// Reads a file as a whole.
    package typealias FileReader = (_ path: String) throws -> [UInt8]

    private let catalog: Catalog
    private let sources: VariableSources
    private let readFile: FileReader

    package init(
        catalog: Catalog,
        sources: VariableSources = VariableSources(),
        readFile: @escaping FileReader
    ) {
        self.catalog = catalog
        self.sources = sources
        self.readFile = readFile
    }

    /// Reads the file at a path, which is shown in messages as it is given.
    package func load(_ path: String) -> LoadedConfiguration { load([path]) }

    /// Reads files of which each is laid over those before it.
    package func load(_ paths: [String]) -> LoadedConfiguration {
        var problems = Problems()
        var whole: YAMLNode?
        for path in paths {
            do {
                let (document, syntax) = YAMLDocument.parse(try readFile(path), path: path)
                syntax.forEach { problems.report($0) }
                guard let document else { return loaded(nil, problems) }
                whole = whole.map { $0.overlaid(with: document) } ?? document
            } catch {
                problems.report(.unreadableFile(path, error))
            }
        }
        guard !problems.diagnostics.contains(where: { $0.code == .unreadableFile }) else {
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
        var desired: DesiredState?
        if let root = document.take().flatMap({ RootReader(catalog: catalog).read($0, &problems) }) {
            desired = desiredState(consume root, &problems)
        }
        return loaded(desired, problems)
    }

    private func loaded(_ desired: DesiredState?, _ problems: Problems) -> LoadedConfiguration {
        let diagnostics = problems.diagnostics.sortedByPosition()
        return LoadedConfiguration(
            desired: diagnostics.containsErrors ? nil : desired,
            diagnostics: diagnostics
        )
    }

    private func desiredState(_ root: consuming Root, _ problems: inout Problems) -> DesiredState {
        let files = HostFiles(read: readFile, environment: sources.environment)
        var expressions = ExpressionReader(names(of: root, files, &problems), files)
        let repeated = root.sections.flatMap(\.declarations).filter(\.isRepeated).map(\.address)
        var repeater = Repeater(expressions)
        repeater.expand(&root, &problems)
        let declarations = Declarations(
            root.sections,
            broken: root.brokenSections,
            brokenGroups: repeater.broken,
            emptyGroups: repeated.filter { !repeater.broken.contains($0) }
        )
        let values = ValueReader(references: ReferenceResolver(declarations, catalog))
        let settingsNode = root.settings.map { expressions.evaluatedOpenly($0, for: "settings", &problems) }
        let settings = SettingsReader(catalog: catalog, values: values).read(settingsNode, &problems)
        var drafts = Drafts()
        for index in root.sections.indices {
            let type = root.sections[index].type
            let reader = ResourceReader(type, values: values, settings: settings, declarations: declarations)
            while let declaration = root.sections[index].takeNext() {
                drafts.append(reader.read(declaration, &expressions, &problems))
            }
        }
        Inheritance(catalog: catalog, settings: settings).complete(drafts)
        ConstraintChecker(catalog: catalog, drafts: drafts).check(&problems)
        ClaimChecker(catalog: catalog, drafts: drafts).check(&problems)
        CycleFinder(catalog: catalog, drafts: drafts).check(&problems)
        return DesiredState(
            stack: root.stack,
            resources: drafts.all.lazy.map(\.resource),
            usesOwnershipLabels: settings.usesOwnershipLabels
        )
    }

    /// What expressions can name: the stack, variables and locals.
    private func names(of root: borrowing Root, _ files: HostFiles, _ problems: inout Problems) -> Names {
        let reserved = ReservedNames(sections: catalog.types.map(\.section))
        var names = Names()
        names.set("stack", to: .value(.string(root.stack), isSensitive: false))
        let variables = VariableReader(reserved: reserved).read(root.variables, &problems)
        VariableValues(sources, readFile: readFile).set(variables, in: &names, &problems)
        var locals = LocalReader(names, files, reserved: reserved)
        return locals.read(root.locals, &problems)
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
