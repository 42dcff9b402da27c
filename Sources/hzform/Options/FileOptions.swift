import ArgumentParser
import Diagnostics
import FoundationEssentials
import Workflow

struct FileOptions: ParsableArguments {
    @Option(
        name: [.short, .customLong("file")],
        help: ArgumentHelp(
            "The desired-state file, - for standard input; by default hzform.yaml or hzform.yml. A later one overlays it.",
            valueName: "file"
        ),
        completion: Completions.files
    )
    var files: [String] = []

    @Option(
        help: ArgumentHelp(
            "The state: a file, hzform.state.json beside the desired-state file by default, https://… or s3://BUCKET/KEY.",
            valueName: "file"
        ),
        completion: .file(extensions: ["json"])
    )
    var state: String?

    @OptionGroup var project: ProjectOptions
    @OptionGroup var variables: VariableOptions

    /// Those of a command line without options.
    static var usual: FileOptions { (try? FileOptions.parse([])) ?? FileOptions() }

    /// The environment that is named.
    var environment: StackEnvironment? { project.environment }

    /// All that are given, the first one being the one that the others are laid over; last the environment's.
    var all: [String] {
        let base = files.isEmpty ? [file] : files.map { $0 == "-" ? Self.standardInput : $0 }
        let overlay = environment.map { path(beside: $0.overlay) }
        return base + [overlay].compactMap(\.self).filter { FileManager.default.fileExists(atPath: $0) }
    }

    private static let standardInput = "/dev/stdin"

    /// The desired-state file: the first that is given, else the first of the usual ones that is there.
    var file: String {
        if let file = files.first { return file }
        return ["hzform.yaml", "hzform.yml"].first { FileManager.default.fileExists(atPath: $0) } ?? "hzform.yaml"
    }

    /// A simulated project has a state of its own, so that it can never pass for the real one's.
    var statePath: String {
        if let state { return state }
        if project.simulate != nil {
            return path(
                beside: environment.map { ".hzform/simulated.\($0.name).state.json" } ?? ".hzform/simulated.state.json"
            )
        }
        return path(beside: environment?.state ?? "hzform.state.json")
    }

    /// Where a simulated project is kept; `nil` for a real one.
    var simulatedProjectPath: String? { project.simulatedProjectPath(in: path) }

    /// A path in the folder of the desired-state file.
    func path(beside name: String) -> String {
        guard file != "-", let slash = file.lastIndex(of: "/") else { return name }
        return String(file[...slash]) + name
    }
}
