import ArgumentParser
import Diagnostics
import FoundationEssentials
import HetznerCatalog
import Reports
import ResourceModel
import Workflow

/// Writes the files of the repository that follow from the catalog; for `scripts/generate`.
struct GenerateCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "generate",
        abstract: "Write schemas/, docs/resources/ and docs/messages.md.",
        shouldDisplay: false
    )

    @Argument(help: ArgumentHelp("The root of the repository.", valueName: "directory"))
    var root: String

    @Flag(help: "Write nothing; exit with 1 when a file is stale.")
    var check = false

    func run() async throws {
        try await Output().reporting {
            let files = Self.files
            let stale = try files.filter { try text(of: $0.path) != $0.text }.map(\.path)
            let surplus = try surplus(files.map(\.path))
            guard !check else {
                guard stale.isEmpty, surplus.isEmpty else {
                    throw WorkflowFailure((stale + surplus).map { .stale($0) })
                }
                return
            }
            for file in files {
                try FileManager.default.createDirectory(
                    atPath: folder(of: file.path),
                    withIntermediateDirectories: true
                )
                try Data(file.text.utf8).write(to: URL(filePath: "\(root)/\(file.path)"))
            }
            for path in surplus { try FileManager.default.removeItem(atPath: "\(root)/\(path)") }
        }
    }

    private static var files: [(path: String, text: String)] {
        let schemas = SchemaCommand.Subject.allCases.map { ("schemas/\($0.fileName).schema.json", $0.schema.document) }
        let pages = Catalog.hetzner.types.map { type in
            let page = ReferencePage(type, catalog: .hetzner)
            return ("\(pagesFolder)/\(page.fileName)", page.text)
        }
        let index = ("\(pagesFolder)/\(ReferencePage.indexName)", ReferencePage.index(of: .hetzner))
        return schemas + [index] + pages + [(MessageReference.pagePath, MessageReference.page)]
    }

    private static let pagesFolder = "docs/resources"

    private func folder(of path: String) -> String {
        "\(root)/" + path.split(separator: "/").dropLast().joined(separator: "/")
    }

    /// Nil where there is no file.
    private func text(of path: String) throws -> String? {
        let path = "\(root)/\(path)"
        guard FileManager.default.fileExists(atPath: path) else { return nil }
        return try String(decoding: FileBytes.read(path), as: UTF8.self)
    }

    /// Pages of types that are not there any more.
    private func surplus(_ paths: [String]) throws -> [String] {
        guard FileManager.default.fileExists(atPath: "\(root)/\(Self.pagesFolder)") else { return [] }
        return try FileManager.default.contentsOfDirectory(atPath: "\(root)/\(Self.pagesFolder)").sorted()
            .map { "\(Self.pagesFolder)/\($0)" }
            .filter { !paths.contains($0) }
    }
}

extension Diagnostic {
    fileprivate static func stale(_ path: String) -> Diagnostic {
        .error("stale-file", "'\(path)' is not what the catalog says", hint: "scripts/generate")
    }
}
