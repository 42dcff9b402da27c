import ArgumentParser
import Diagnostics
import HetznerCatalog
import Reports
import ResourceModel
import Workflow

struct ExplainCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "explain",
        abstract: "Explain a resource type, one of its attributes, or the code of a message.",
        discussion: "Example: hzform explain servers.image"
    )

    @Argument(
        help: """
            A section, or an attribute in it: servers, servers.image, networks.subnets.type. Or the code of a message: \
            address-taken.
            """,
        completion: .list(
            Catalog.hetzner.types.map(\.section) + MessageReference.chapters.flatMap(\.explanations).map(\.code)
        )
    )
    var subject: String

    @OptionGroup var style: StyleOptions

    func run() async throws {
        let output = Output()
        try await output.reporting {
            if let message = MessageReference.explanation(of: subject) { return output.result(message.text) }
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
    fileprivate static func noSection(_ name: String, among sections: [String]) -> Diagnostic {
        let codes = MessageReference.chapters.flatMap(\.explanations).map(\.code)
        return .error(
            "unknown-section",
            "there is no resource type '\(name)', and no message with this code",
            hint: Suggestion.question(for: name, among: sections + codes)
                ?? "The types are: \(sections.joined(separator: ", "))."
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
