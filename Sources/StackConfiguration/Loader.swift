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
    /// What the expression means that the loader was asked; nil where there was none, or the file has no expressions.
    package var answer: ConsoleAnswer?
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
    private let question: String?
    private let readFile: FileReader
    private let listFolder: FolderLister

    /// - Parameter question: an expression to evaluate where the outputs of the file are.
    package init(
        catalog: Catalog,
        sources: VariableSources = VariableSources(),
        existing: ExistingObjects? = nil,
        question: String? = nil,
        listFolder: @escaping FolderLister = { _ in [] },
        readFile: @escaping FileReader
    ) {
        self.catalog = catalog
        self.sources = sources
        self.existing = existing
        self.question = question
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
        let reader = StackReader(
            catalog: catalog,
            sources: sources,
            existing: existing,
            readFile: readFile,
            listFolder: listFolder
        )
        let (desired, lookups) = reader.read(consume root, &problems)
        var result = loaded(desired, problems, lookups)
        result.answer = question.flatMap { reader.answer($0) }
        return result
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
}

extension Diagnostic.Code {
    fileprivate static let unreadableFile: Diagnostic.Code = "unreadable-file"
}

extension Diagnostic {
    static func unreadableFile(_ path: String, _ error: any Error) -> Diagnostic {
        .error("unreadable-file", "'\(path)' cannot be read: \(error)")
    }
}
