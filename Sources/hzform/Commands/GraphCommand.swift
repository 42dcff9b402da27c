import ArgumentParser
import HetznerCatalog
import Reports
import StackConfiguration
import Workflow

struct GraphCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "graph",
        abstract: "Draw what the file declares and what needs what.",
        discussion: """
            An arrow goes from a resource to one that it needs, and says which attribute makes it; in a drawing each
            resource stands right of all that it needs. A dashed one goes to what a label selector finds. Nothing is called.

            Example: hzform graph --format svg > graph.svg
            """
    )

    enum Format: String, ExpressibleByArgument, CaseIterable {
        case dot
        case mermaid
        case svg
        case json
    }

    @Option(help: "dot for Graphviz, mermaid for Markdown, svg for a drawing at once, json for programs.")
    var format = Format.dot

    @OptionGroup var files: FileOptions

    func run() async throws {
        let output = Output()
        try await output.reporting {
            let loaded = try Workspace(files).stackFiles.load()
            guard let desired = loaded.desired else { throw WorkflowFailure(loaded.diagnostics) }
            output.diagnostics(loaded.diagnostics)
            let graph = GraphText(ConfigurationGraph(desired, catalog: .hetzner))
            switch format {
            case .dot: output.result(graph.dot())
            case .svg: output.result(graph.svg())
            case .mermaid: output.result(graph.mermaid())
            case .json: output.result(graph.json())
            }
        }
    }
}
