import ArgumentParser
import HetznerCatalog
import JSONDocuments
import PlanFiles
import Reports
import ResourceModel
import StackConfiguration
import StateFiles

struct SchemaCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "schema",
        abstract: "Print a JSON Schema, for editors and programs.",
        discussion: """
            config describes desired-state files, state the state file, plan what 'plan --format json' prints.
            Editors that use yaml-language-server complete and explain a file that begins with
            # yaml-language-server: $schema=PATH
            """
    )

    enum Subject: String, ExpressibleByArgument, CaseIterable {
        case config
        case state
        case plan

        var schema: JSONValue {
            switch self {
            case .config: ConfigurationSchema(catalog: .hetzner).schema
            case .state: StateSchema.schema(catalog: .hetzner)
            case .plan: PlanSchema.schema
            }
        }
    }

    @Argument(help: "What it describes.")
    var subject = Subject.config

    func run() {
        Output().result(subject.schema.document)
    }
}
