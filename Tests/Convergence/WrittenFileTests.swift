import Execution
import FoundationEssentials
import HetznerCatalog
import Reconciliation
import ResourceModel
import StackConfiguration
import TestSupport
import Testing
import Workflow
import YAMLDocuments

/// Files of projects that were made without labels of ours.
@Suite("A file that is written of somebody's project", .onOneThread)
struct WrittenFileTests {
    struct Example: Sendable, CustomTestStringConvertible {
        let folder: String
        let golden: String
        /// What is another stack's and is somebody's all the same, as what is laid over the file.
        var ground = ""

        var testDescription: String { folder }
    }

    private static let examples = [
        Example(folder: "bastion", golden: "written-bastion.yaml"),
        Example(folder: "company-dns", golden: "written-company-dns.yaml"),
        Example(folder: "k3s", golden: "written-k3s.yaml"),
        Example(folder: "module-twice", golden: "written-module-twice.yaml"),
        Example(
            folder: "web-shop",
            golden: "written-web-shop.yaml",
            ground: "existing: !reset null\nzones: { shop: { name: shop.example } }\n"
        ),
        Example(folder: "web-tier", golden: "written-web-tier.yaml"),
    ]

    @Test("is one that a person would have written of an example", arguments: examples)
    func example(_ example: Example) async throws {
        let text = try await written(of: try Self.load(example))
        try GoldenFiles(#filePath).expect(text, is: example.golden)
    }

    @Test("says again what a person wrote", arguments: WrittenFiles.all)
    func again(yaml: String) async throws {
        let loaded = Self.load(["hzform.yaml"]) { $0 == "hzform.yaml" ? yaml : nil }
        let desired = try #require(loaded.desired, "\(loaded.diagnostics)")
        let text = try await written(of: desired)
        #expect(text == yaml, "\(text)")
    }

    /// The file of a project that has what is wished for, after it was found to change nothing and to leave nothing.
    private func written(of desired: DesiredState) async throws -> String {
        let project = LiveProject(stack: desired.stack, stepLimit: 1)
        let made = await project.apply(try await project.plan(desired))
        try #require(made.report.succeeded, "\(made.failures)")
        let description = try await project.describe(nil)
        #expect(YAMLFormatter.format(Array(description.text.utf8), path: "hzform.yaml").text == description.text)
        project.recorded = description.recorded
        #expect(try await project.plan(description.text).plan.isEmpty, "\(description.text)")
        let gone = try await project.apply("stack: \(desired.stack)\n")
        #expect(gone.report.succeeded, "\(gone.failures)")
        #expect(try await project.observed() == 0)
        return description.text
    }
}

extension WrittenFileTests {
    private static func load(_ example: Example) throws -> DesiredState {
        let root = #filePath.split(separator: "/", omittingEmptySubsequences: false).dropLast(3)
        let folder = root.joined(separator: "/") + "/examples/\(example.folder)"
        let loaded = load(["\(folder)/hzform.yaml"], over: example.ground) { path in
            try? String(contentsOfFile: path, encoding: .utf8)
        }
        return try #require(loaded.desired, "\(loaded.diagnostics)")
    }

    /// What files say, with a file laid over them that keeps our labels away.
    private static func load(
        _ paths: [String],
        over ground: String = "",
        _ text: @escaping @Sendable (String) -> String?
    ) -> LoadedConfiguration {
        let overlay = "unlabelled.yaml"
        var sources = VariableSources()
        sources.environment = ["HZFORM_VAR_token": "secret"]
        let loader = Loader(catalog: .hetzner, sources: sources) { path in
            let text = path == overlay ? "settings: { ownership_labels: false }\n\(ground)" : text(path)
            guard let text else { throw CocoaError(.fileNoSuchFile) }
            return Array(text.utf8)
        }
        return loader.load(paths + [overlay])
    }
}
