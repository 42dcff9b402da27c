import Diagnostics
import YAMLDocuments

/// Reads the files of modules, each once however often it is used.
struct ModuleFiles: Sendable {
    private let readFile: FileReader
    private let listFolder: FolderLister
    private var documents: [String: Evaluated<Node?>] = [:]

    /// How many modules can be inside of each other.
    static let deepest = 32
    private static let usualNames = ["hzform.yaml", "hzform.yml"]

    init(readFile: @escaping FileReader, listFolder: @escaping FolderLister) {
        self.readFile = readFile
        self.listFolder = listFolder
    }

    /// The file of a module; nil where it could not be read, which is reported.
    mutating func document(_ use: ModuleUse, _ problems: inout Problems) -> Node? {
        let path = path(of: use)
        if let known = documents[path] { return problems.visit(known) }
        let document = problems.aside { read(path, use, &$0) }
        documents[path] = document
        return problems.visit(document)
    }

    /// The folder or file in normal form, to tell whether a module uses itself.
    func path(of use: ModuleUse) -> String {
        FilePath.normalized(FilePath.joined(use.source.range.file.folder, use.source.text))
    }

    private func read(_ path: String, _ use: ModuleUse, _ problems: inout Problems) -> Node? {
        let isFile = path.hasSuffix(".yaml") || path.hasSuffix(".yml")
        let candidates = isFile ? [path] : Self.usualNames.map { FilePath.joined("\(path)/", $0) }
        var failure: (any Error)?
        for candidate in candidates {
            let bytes: [UInt8]
            do {
                bytes = try readFile(candidate)
            } catch {
                failure = failure ?? error
                continue
            }
            let (document, syntax) = Node.parse(bytes, path: candidate)
            syntax.forEach { problems.report($0) }
            guard let document else { return nil }
            var includer = Includer(readFile: readFile, listFolder: listFolder)
            let complete = includer.complete(document, path: candidate, &problems)
            return includer.isIncomplete ? nil : complete
        }
        problems.report(.noModule(use, candidates, failure))
        return nil
    }
}

extension Diagnostic {
    fileprivate static func noModule(_ use: ModuleUse, _ paths: [String], _ failure: (any Error)?) -> Diagnostic {
        let reason = failure.map { ": \($0)" } ?? ""
        return .error(
            "unreadable-file",
            "the module's file \(quoted(paths.first ?? use.source.text)) cannot be read\(reason)",
            at: use.source.range,
            hint: "'source' is a folder with a hzform.yaml, relative to the file that it is written in."
        )
    }
}
