import ArgumentParser
import FoundationEssentials
import JSONDocuments
import ResourceModel
import Workflow

struct EnvCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "env",
        abstract: "List the environments of a stack.",
        discussion: """
            Each is used with --env NAME, or HZFORM_ENV.

            Example: hzform env list
            """,
        subcommands: [EnvListCommand.self]
    )
}

struct EnvListCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "List the environments that there are files of.",
        discussion: """
            Of an environment NAME there is an overlay hzform.NAME.yaml, a file of values hzform.NAME.vars.yaml, or a \
            state hzform.NAME.state.json.

            Example: hzform env list, and then: hzform plan --env prod
            """
    )

    @OptionGroup var files: FileOptions
    @OptionGroup var outputOptions: OutputOptions

    func run() async throws {
        let output = Output(outputOptions)
        try await output.reporting {
            let environments = try StackEnvironment.all(beside: files)
            switch output.format {
            case .text:
                let lines = environments.map { "\($0.name)  \($0.files(beside: files).joined(separator: ", "))\n" }
                output.result(lines.joined())
            case .json:
                let entries = environments.map { environment -> JSONValue in
                    ["name": .string(environment.name), "files": .strings(environment.files(beside: files))]
                }
                output.result(JSONValue.array(entries).document)
            }
        }
    }
}
