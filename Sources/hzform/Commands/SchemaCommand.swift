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
            config describes desired-state files, state the state file, plan what 'plan --format json' prints, and the \
            others what the command of their name prints as JSON.
            Editors that use yaml-language-server complete and explain a file that begins with
            # yaml-language-server: $schema=PATH

            Example: hzform schema config > hzform.schema.json
            """
    )

    enum Subject: Hashable, ExpressibleByArgument, CaseIterable {
        case config
        case state
        case plan
        case report(ReportSchema)

        static let allCases = [config, state, plan] + ReportSchema.allCases.map(report)

        init?(argument: String) {
            guard let subject = Self.allCases.first(where: { $0.name == argument }) else { return nil }
            self = subject
        }

        static var allValueStrings: [String] { allCases.map(\.name) }
        var defaultValueDescription: String { name }

        var name: String {
            switch self {
            case .config: "config"
            case .state: "state"
            case .plan: "plan"
            case .report(let report): report.rawValue
            }
        }

        /// Without its ending.
        var fileName: String { self == .config ? "hzform" : name }

        var schema: JSONValue {
            switch self {
            case .config: ConfigurationSchema(catalog: .hetzner).schema
            case .state: StateSchema.schema(catalog: .hetzner)
            case .plan: PlanSchema.schema
            case .report(let report): report.schema
            }
        }
    }

    @Argument(help: "What it describes.")
    var subject = Subject.config

    func run() {
        Output().result(subject.schema.document)
    }
}
