import ArgumentParser
import Diagnostics
import Reports
import ResourceModel
import Workflow

struct StateShowCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "Show what is recorded about a resource.",
        discussion: "Example: hzform state show servers.web"
    )

    @Argument(help: "Its address, such as servers.web.", completion: Completions.addresses)
    var address: String

    @OptionGroup var files: FileOptions
    @OptionGroup var outputOptions: OutputOptions

    func run() async throws {
        let output = Output(outputOptions)
        try await output.reporting {
            let workspace = Workspace(files)
            let state = try await workspace.recordedState(files.statePath)
            guard let place = ResourceAddress(address), let text = text(place, state, workspace, output) else {
                throw WorkflowFailure(.notRecorded(address, in: state))
            }
            output.result(text)
        }
    }

    private func text(
        _ place: ResourceAddress,
        _ state: RecordedState,
        _ workspace: Workspace,
        _ output: Output
    ) -> String? {
        switch output.format {
        case .text: StateText(state, catalog: workspace.catalog, style: output.style).show(place)
        case .json: StateJSON(state).show(place)
        }
    }
}

extension Diagnostic {
    fileprivate static func notRecorded(_ address: String, in state: RecordedState) -> Diagnostic {
        let addresses = state.resources.keys.sorted().map(\.description)
        return .error(
            "not-recorded",
            "the state has no '\(address)'",
            hint: Suggestion.question(for: address, among: addresses)
        )
    }
}
