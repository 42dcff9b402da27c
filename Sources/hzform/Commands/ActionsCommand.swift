import ArgumentParser
import Diagnostics
import HetznerCatalog
import HetznerCloud
import Reports
import Workflow

struct ActionsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "actions",
        abstract: "List running and recent actions, or wait for them.",
        discussion: """
            Without IDs these are the newest of all kinds of objects. With --watch each change is a line on standard error, \
            until all have ended; one that fails makes the exit code 1.

            Example: hzform actions 4711 4712 --watch
            """
    )

    @Argument(help: ArgumentHelp("Only these actions.", valueName: "id"))
    var ids: [Int64] = []

    @Flag(help: "Wait until those that run have ended.")
    var watch = false

    @OptionGroup var project: ProjectOptions
    @OptionGroup var cloudOptions: CloudOptions
    @OptionGroup var outputOptions: OutputOptions

    func run() async throws {
        let output = Output(outputOptions)
        try await output.reporting {
            let cloud = try await CloudAccess(cloudOptions, project, output: output)
            let actions = try await cloud.workflow(.hetzner).calling {
                let found = try await read(cloud.client)
                return watch ? try await end(of: found, cloud.client, output) : found
            }
            try await cloud.close()
            let table = ObjectTable.actions(actions)
            switch output.format {
            case .text: output.result(table.text(output.style))
            case .json: output.result(table.json())
            }
            if watch, actions.contains(where: { $0.status == .error }) { throw ExitCode.failure }
        }
    }

    private func read(_ client: CloudClient) async throws -> [Action] {
        guard ids.isEmpty else { return try await client.actions.get(ids.map { Action.ID($0) }) }
        return try await client.actions.newest(Self.mostListed)
    }

    private static let mostListed = 25

    /// The same actions as they are when all of them have ended.
    private func end(of actions: [Action], _ client: CloudClient, _ output: Output) async throws -> [Action] {
        let watched = ids.isEmpty ? actions.filter { !$0.isFinished } : actions
        var latest: [Action.ID: Action] = [:]
        for try await action in client.updates(of: watched) {
            latest[action.id] = action
            output.remark(action.progressLine + "\n")
        }
        return actions.map { latest[$0.id] ?? $0 }
    }
}
