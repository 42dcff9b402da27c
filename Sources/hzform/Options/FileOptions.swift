import ArgumentParser
import FoundationEssentials

struct FileOptions: ParsableArguments {
    @Option(
        name: [.short, .customLong("file")],
        help: ArgumentHelp(
            "The desired-state file; hzform.yaml or hzform.yml by default. A later one is laid over those before it.",
            valueName: "file"
        )
    )
    var files: [String] = []

    @Option(
        help: ArgumentHelp(
            "The state file; hzform.state.json beside the desired-state file by default.",
            valueName: "file"
        )
    )
    var state: String?

    @OptionGroup var variables: VariableOptions

    /// All that are given, the first one being the one that the others are laid over.
    var all: [String] { files.isEmpty ? [file] : files }

    /// The desired-state file: the first that is given, else the first of the usual ones that is there.
    var file: String {
        if let file = files.first { return file }
        return ["hzform.yaml", "hzform.yml"].first { FileManager.default.fileExists(atPath: $0) } ?? "hzform.yaml"
    }

    var statePath: String { state ?? path(beside: "hzform.state.json") }

    /// A path in the folder of the desired-state file.
    func path(beside name: String) -> String {
        guard let slash = file.lastIndex(of: "/") else { return name }
        return String(file[...slash]) + name
    }
}
