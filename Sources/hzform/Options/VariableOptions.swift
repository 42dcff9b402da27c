import ArgumentParser
import Diagnostics
import FoundationEssentials
import Workflow

/// Values for the variables of the desired-state file.
struct VariableOptions: ParsableArguments {
    @Option(
        name: .customLong("var"),
        help: ArgumentHelp("The value of a variable; goes before every other source.", valueName: "name=value")
    )
    var assignments: [String] = []

    @Option(
        name: .customLong("var-file"),
        help: ArgumentHelp("A YAML file with values of variables; a later one wins.", valueName: "file"),
        completion: Completions.files
    )
    var files: [String] = []

    @Option(
        help: ArgumentHelp(
            "A file of NAME=VALUE lines that are added to the environment, which goes before them; no other is read.",
            valueName: "file"
        ),
        completion: .file()
    )
    var envFile: String?

    /// The process's environment, with what `--env-file` adds to it.
    func environment() throws(WorkflowFailure) -> [String: String] {
        let own = ProcessInfo.processInfo.environment
        guard let envFile else { return own }
        let text: String
        do {
            text = String(decoding: try FileBytes.read(envFile), as: UTF8.self)
        } catch {
            throw WorkflowFailure(.error("file", "'\(envFile)' cannot be read: \(error)"))
        }
        var added: [String: String] = [:]
        for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
            let line = line.trimmingBlanks
            guard !line.isEmpty, line.first != "#" else { continue }
            let setting = line.hasPrefix("export ") ? line.dropFirst("export ".count).trimmingBlanks : line
            guard let sign = setting.firstIndex(of: "="), sign > setting.startIndex else {
                throw WorkflowFailure(
                    .error("invalid-value", "\(envFile):\(index + 1): expected NAME=VALUE, which has a '='")
                )
            }
            added[String(setting[..<sign])] = setting[setting.index(after: sign)...].unquoted
        }
        return added.merging(own) { _, given in given }
    }
}

extension Substring {
    fileprivate var trimmingBlanks: Substring {
        var text = drop(while: \.isWhitespace)
        while text.last?.isWhitespace == true { text.removeLast() }
        return text
    }

    /// Without the quotes around the whole.
    fileprivate var unquoted: String {
        guard count > 1, let first, first == last, first == "'" || first == "\"" else { return String(self) }
        return String(dropFirst().dropLast())
    }
}
