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
    /// The names of the file's variables.
    package var variables: [String] = []
    /// What the expression means that the loader was asked; nil where there was none, or the file has no expressions.
    package var answer: ConsoleAnswer?
    /// Nil where nothing is looked up.
    var goOn: Continuation?

    init(_ desired: DesiredState?, _ problems: Problems, _ lookups: [ExistingLookup] = []) {
        diagnostics = problems.diagnostics.sortedByPosition()
        self.desired = diagnostics.containsErrors ? nil : desired
        self.lookups = lookups
    }

    /// What the same files say once their lookups were made; they are not read again.
    package func resolved(with found: ExistingObjects) -> LoadedConfiguration {
        goOn.map { $0.files.evaluated(found, asking: $0.question) } ?? self
    }
}

/// Turns desired-state files into the state that they wish for.
package struct Loader {
    private let catalog: Catalog
    private let sources: VariableSources
    private let question: String?
    private let readFile: FileReader
    private let listFolder: FolderLister

    /// - Parameter question: an expression to evaluate where the outputs of the file are.
    package init(
        catalog: Catalog,
        sources: VariableSources = VariableSources(),
        question: String? = nil,
        listFolder: @escaping FolderLister = { _ in [] },
        readFile: @escaping FileReader
    ) {
        self.catalog = catalog
        self.sources = sources
        self.question = question
        self.readFile = readFile
        self.listFolder = listFolder
    }

    private var hints: Hints { Hints(misnomers: catalog.misnomers) }

    /// Reads the file at a path, which is shown in messages as it is given.
    package func load(_ path: String) -> LoadedConfiguration { load([path]) }

    /// Reads files of which each is laid over those before it.
    package func load(_ paths: [String]) -> LoadedConfiguration {
        var problems = Problems(hints: hints)
        var whole: Node?
        var last: Node?
        var isIncomplete = false
        var overlay = Overlay()
        for path in paths {
            do {
                let isOverlay = whole != nil
                let (document, syntax) = Node.parse(try readFile(path), path: path, isOverlay: isOverlay)
                syntax.forEach { problems.report($0) }
                guard let document else { return LoadedConfiguration(nil, problems) }
                var includer = Includer(readFile: readFile, listFolder: listFolder, isOverlay: isOverlay)
                let complete = includer.complete(document, path: path, &problems)
                isIncomplete = isIncomplete || includer.isIncomplete
                last = complete
                whole = isOverlay ? overlay.laid(complete, over: whole) : complete
            } catch {
                problems.report(.unreadableFile(path, error))
            }
        }
        overlay.problems.forEach { problems.report($0) }
        guard !isIncomplete, !problems.diagnostics.contains(where: { $0.code == .unreadableFile }) else {
            return LoadedConfiguration(nil, problems)
        }
        return load(whole, problems, stackSuffix: suffix(overlay: paths.last, last))
    }

    /// What the name of the stack gets for the environment; `nil` where the environment's overlay names the stack.
    private func suffix(overlay path: String?, _ document: Node?) -> String? {
        guard let name = sources.stackSuffix else { return nil }
        let isOverlay = path?.hasSuffix("hzform.\(name).yaml") ?? false
        guard isOverlay, case .mapping(let entries)? = document?.content else { return name }
        return entries.contains { $0.name == "stack" } ? nil : name
    }

    /// Reads a file whose bytes are at hand.
    package func load(_ bytes: [UInt8], path: String) -> LoadedConfiguration {
        let (document, syntax) = Node.parse(bytes, path: path)
        return load(document, Problems(syntax, hints: hints))
    }

    private func load(_ document: Node?, _ problems: Problems, stackSuffix: String? = nil) -> LoadedConfiguration {
        var problems = problems
        guard let document, var root = RootReader(catalog: catalog).read(document, &problems) else {
            return LoadedConfiguration(nil, problems)
        }
        if let stackSuffix, let name = root.stack {
            let stack = "\(name)-\(stackSuffix)"
            root.stack = stack
            if stack.utf8.count > RootReader.longestStack { problems.report(.longStack(stack)) }
        }
        let files = ParsedFiles(
            catalog: catalog,
            sources: sources,
            readFile: readFile,
            modules: ModuleFiles(readFile: readFile, listFolder: listFolder),
            root: root,
            problems: problems
        )
        return files.evaluated(nil, asking: question)
    }
}

extension Diagnostic.Code {
    fileprivate static let unreadableFile: Diagnostic.Code = "unreadable-file"
}

extension Diagnostic {
    fileprivate static func longStack(_ name: String) -> Diagnostic {
        .error(
            "invalid-value",
            "the stack of this environment would be '\(name)', and a name has at most \(RootReader.longestStack) characters",
            hint: "Name it in the overlay of the environment: stack: NAME"
        )
    }

    static func unreadableFile(_ path: String, _ error: any Error) -> Diagnostic {
        .error("unreadable-file", "'\(path)' cannot be read: \(error)")
    }
}
