import Diagnostics
import FoundationEssentials
import HetznerCatalog
import Reports
import ResourceModel
import StackConfiguration
import StackWriting
import StateFiles
import Workflow

/// The files that `init` writes.
struct StartFiles {
    let catalog = Catalog.hetzner
    private let files: FileOptions
    let path: String
    let statePath: String

    init(_ files: FileOptions) {
        self.files = files
        path = files.file
        statePath = files.statePath
    }

    /// Where editors find the language's schema, from where the file is.
    static let schemaPath = ".hzform/hzform.schema.json"

    /// Nothing that somebody wrote is ever written over.
    ///
    /// - Parameter parts: the names of files that it includes.
    func checkAbsent(_ parts: [String] = []) throws(WorkflowFailure) {
        let other = path.hasSuffix(".yaml") ? [String(path.dropLast(5)) + ".yml"] : []
        for path in [path] + other + [statePath] + parts.map({ root + $0 })
        where FileManager.default.fileExists(atPath: path) {
            throw WorkflowFailure(.isThere(path))
        }
    }

    /// The stack that labels tell where all tell the same one, else the folder's name.
    func stackName(_ observed: ObservedState) -> String {
        let stacks = Set(observed.objects.values.flatMap { $0.values.compactMap { $0.ownership?.stack } })
        if stacks.count == 1, let stack = stacks.first { return stack }
        return Self.stackName(folderName)
    }

    /// The name of the folder that the file is in.
    var folderName: String {
        let manager = FileManager.default
        let whole = path.hasPrefix("/") ? path : manager.currentDirectoryPath + "/" + path
        return whole.split(separator: "/").dropLast().last { $0 != "." }.map(String.init) ?? ""
    }

    /// A text as the name of a stack: at most 40 lower-case letters, digits and inner hyphens.
    static func stackName(_ text: String) -> String {
        let mapped = text.lowercased().map { character -> Character in
            character.isASCII && (character.isLetter || character.isNumber) ? character : "-"
        }
        let begun = mapped.drop { $0 == "-" }.prefix(40)
        let name = String(String(begun).reversed().drop { $0 == "-" }.reversed())
        return name.isEmpty ? "main" : name
    }

    /// The objects at some of the addresses that a file would have.
    func objects(_ places: [RecordedPlace], of written: WrittenStack) throws(WorkflowFailure) -> Set<ObjectKey> {
        let types = Dictionary(catalog.types.map { ($0.section, $0.name) }) { first, _ in first }
        var keys: Set<ObjectKey> = []
        for place in places {
            let found = written.objects.filter { place.target.contains($0.key) }
            guard !found.isEmpty else { throw WorkflowFailure(.notDescribed(place.target, written)) }
            keys.formUnion(found.compactMap { address, id in types[address.section].map { ObjectKey($0, id) } })
        }
        return keys
    }

    /// Writes the state first: a file without it would have everything created once more.
    func write(_ text: String, _ parts: [WrittenStack.Part], _ recorded: RecordedState?) async throws {
        try makeFolder(root + ".hzform/")
        if let recorded { try await Workspace(files).stateStore().save(recorded) }
        try replace(root + Self.schemaPath, ConfigurationSchema(catalog: catalog).schema.document)
        for part in parts { try replace(root + part.name, part.text) }
        try replace(path, text)
        try addLines([".hzform/"], to: ".gitignore")
        try addLines(["hzform.state.json text eol=lf"], to: ".gitattributes")
    }

    /// A public key on one line.
    func publicKey(_ path: String) throws(WorkflowFailure) -> String {
        do {
            let text = String(decoding: try FileBytes.read(path), as: UTF8.self)
            return text.split(whereSeparator: \.isNewline).first.map(String.init) ?? ""
        } catch {
            throw WorkflowFailure(.error("file", "the key '\(path)' cannot be read: \(error)"))
        }
    }

    private var root: String { path.lastIndex(of: "/").map { String(path[...$0]) } ?? "" }

    private func makeFolder(_ path: String) throws(WorkflowFailure) {
        do {
            try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        } catch {
            throw WorkflowFailure(.cannotWrite(path, "\(error)"))
        }
    }

    /// Adds what a file of git's does not have yet.
    private func addLines(_ lines: [String], to name: String) throws(WorkflowFailure) {
        let path = root + name
        var text = ""
        if FileManager.default.fileExists(atPath: path) {
            do {
                text = String(decoding: try FileBytes.read(path), as: UTF8.self)
            } catch {
                throw WorkflowFailure(.cannotWrite(path, "\(error)"))
            }
        }
        let present = Set(text.split(whereSeparator: \.isNewline).map(String.init))
        let missing = lines.filter { !present.contains($0) }
        guard !missing.isEmpty else { return }
        if !text.isEmpty, !text.hasSuffix("\n") { text += "\n" }
        try replace(path, text + missing.map { $0 + "\n" }.joined())
    }

    private func replace(_ path: String, _ text: String) throws(WorkflowFailure) {
        do {
            try DurableFile(path: path).replace(with: Array(text.utf8))
        } catch {
            throw WorkflowFailure(.cannotWrite(path, error.description))
        }
    }
}

extension Diagnostic {
    fileprivate static func notDescribed(_ target: MoveTarget, _ written: WrittenStack) -> Diagnostic {
        let known = written.objects.keys.sorted().map(\.description)
        return .error(
            "unknown-address",
            "the project has nothing that would be called '\(target)'",
            hint: Suggestion.question(for: target.description, among: known)
                ?? "See with --dry-run what things would be called."
        )
    }

    fileprivate static func isThere(_ path: String) -> Diagnostic {
        .error(
            "file-exists",
            "nothing was written: there is a file '\(path)' already",
            hint: "Name another folder, or see what it would be with --dry-run."
        )
    }

    fileprivate static func cannotWrite(_ path: String, _ reason: String) -> Diagnostic {
        .error("file", "'\(path)' cannot be written: \(reason)")
    }
}
