import ArgumentParser

struct ApplyCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "apply",
        abstract: "Make the project what the file says."
    )

    @OptionGroup var files: FileOptions
    @OptionGroup var cloudOptions: CloudOptions
    @OptionGroup var outputOptions: OutputOptions
    @OptionGroup var applyOptions: ApplyOptions
    @OptionGroup var costOptions: CostOptions

    func run() async throws {
        let output = Output(outputOptions)
        try await output.reporting {
            let workspace = Workspace(files)
            let project = try await workspace.project(cloudOptions, output)
            let desired = project.desired
            let cloud = try await project.connected(cloudOptions, files, output)
            let applying = Applying(
                workspace: workspace,
                cloud: cloud,
                options: applyOptions,
                costs: costOptions,
                output: output
            )
            try await applying.apply(desired)
        }
    }
}
