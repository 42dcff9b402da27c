import ArgumentParser
import Diagnostics
import HetznerCatalog
import ResourceModel
import Workflow

struct ExplainCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "explain",
        abstract: "Explain a resource type or one of its attributes.",
        discussion: "Example: hzform explain servers.image"
    )

    @Argument(
        help: "A section, or an attribute in it: servers, servers.image, networks.subnets.type.",
        completion: .list(Catalog.hetzner.types.map(\.section))
    )
    var subject: String

    @OptionGroup var style: StyleOptions

    func run() async throws {
        let output = Output()
        try await output.reporting {
            let parts = subject.split(separator: ".").map(String.init)
            let catalog = Catalog.hetzner
            guard let section = parts.first, let type = catalog.type(section: section) else {
                throw WorkflowFailure(.noSection(parts.first ?? "", among: catalog.types.map(\.section)))
            }
            let page = Explanation(type, catalog: catalog)
            guard parts.count > 1 else { return output.result(page.text) }
            let path = parts.dropFirst().joined(separator: ".")
            guard let text = page.text(of: path) else {
                throw WorkflowFailure(.noAttribute(path, of: section, among: page.paths))
            }
            output.result(text)
        }
    }
}

extension Diagnostic {
    fileprivate static func noSection(_ name: String, among names: [String]) -> Diagnostic {
        .error(
            "unknown-section",
            "there is no resource type '\(name)'",
            hint: Suggestion.question(for: name, among: names) ?? "They are: \(names.joined(separator: ", "))."
        )
    }

    fileprivate static func noAttribute(_ path: String, of section: String, among paths: [String]) -> Diagnostic {
        .error(
            "unknown-attribute",
            "'\(section)' has no attribute '\(path)'",
            hint: Suggestion.question(for: path, among: paths) ?? "They are: \(paths.joined(separator: ", "))."
        )
    }
}
