import ArgumentParser
import ResourceModel

struct ValidateCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "validate",
        abstract: "Say all that can be said about the file without calling the API."
    )

    @OptionGroup var files: FileOptions
    @OptionGroup var outputOptions: OutputOptions

    func run() async throws {
        let output = Output(outputOptions)
        try await output.reporting {
            let desired = try Workspace(files).desiredState(output)
            let count = desired.resources.count
            switch output.format {
            case .text: output.result("\(files.file) is valid: \(count == 1 ? "1 resource" : "\(count) resources").\n")
            case .json: output.result("{\"resources\":\(count),\"valid\":true}\n")
            }
        }
    }
}
