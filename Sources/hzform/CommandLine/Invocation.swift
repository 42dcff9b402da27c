import Diagnostics
import Glibc
import Workflow

/// What was typed, with what the environment adds to it, as the parser takes it.
struct Invocation {
    let arguments: [String]

    /// What options that can stand alone then say; so they never take the next argument for their value.
    private static let lone = ["--simulate": ProjectOptions.usualProject, "--commit": HistoryOptions.ownMessage]

    /// As Terraform has `-C`.
    private static let otherFolder = "-chdir="

    /// Changes to the folder that `-C` names.
    init(_ given: [String], _ environment: [String: String]) throws(WorkflowFailure) {
        let options = given.prefix { $0 != "--" }
        var arguments: [String] = []
        var rest = options[...]
        while let argument = rest.popFirst() {
            guard argument == "-C" || argument.hasPrefix(Self.otherFolder) else {
                arguments.append(Self.lone[argument].map { "\(argument)=\($0)" } ?? argument)
                continue
            }
            let named = argument == "-C" ? rest.popFirst() : String(argument.dropFirst(Self.otherFolder.count))
            guard let folder = named else { throw WorkflowFailure(.noFolder) }
            guard chdir(folder) == 0 else { throw WorkflowFailure(.folder(folder, String(cString: strerror(errno)))) }
        }
        if arguments == ["-V"] { arguments = ["--version"] }
        arguments = OtherOptions.translated(arguments)
        let added = try Self.added(to: arguments, environment)
        arguments.insert(contentsOf: added.arguments, at: added.place)
        if let word = arguments.first, !word.hasPrefix("-"), word != "help" {
            let commands = Hzform.commandNames
            guard commands.contains(word) else { throw WorkflowFailure(.noCommand(word, among: commands)) }
        }
        self.arguments = arguments + given.dropFirst(options.count)
    }

    /// Variables that are no options.
    private static let others: Set = ["HZFORM_STATE_KEY", "HZFORM_STATE_USER", "HZFORM_STATE_PASSWORD", "HZFORM_PAGER"]

    private static let simulation = "HZFORM_SIMULATE"
    private static let off: Set = ["0", "false", "no"]

    /// Options that the environment sets and nobody typed, and where they belong.
    private static func added(
        to arguments: [String],
        _ environment: [String: String]
    ) throws(WorkflowFailure) -> (arguments: [String], place: Int) {
        let variables = environment.filter { name, value in
            name.hasPrefix("HZFORM_") && !name.hasPrefix("HZFORM_VAR_") && !others.contains(name) && !value.isEmpty
        }
        guard !variables.isEmpty, arguments.first?.hasPrefix("-") == false else { return ([], 0) }
        let table = OptionTable(arguments)
        // Nothing simulated gets near the state of what is real.
        let isSimulated =
            variables[simulation].map { !off.contains($0.lowercased()) }
            ?? false || arguments.contains { $0.hasPrefix("--simulate") }
        var added: [String] = []
        for option in table.options where !(isSimulated && option.name == "state") {
            guard let value = variables[option.variable], !option.isIn(arguments) else { continue }
            let isOn = ["1", "true", "yes"].contains(value.lowercased())
            if let alone = lone["--\(option.name)"], isOn {
                added.append("--\(option.name)=\(alone)")
            } else if option.takesValue {
                added.append("--\(option.name)=\(value)")
            } else if isOn {
                added.append("--\(option.name)")
            } else if !off.contains(value.lowercased()) {
                throw WorkflowFailure(.noSwitch(option.variable, value))
            }
        }
        return (added, table.start)
    }
}

extension OptionTable.Option {
    /// Whether somebody typed it, in any of its spellings.
    fileprivate func isIn(_ arguments: [String]) -> Bool {
        arguments.contains { argument in
            spellings.contains { spelling in
                argument == spelling || argument.hasPrefix(spelling + "=")
                    || spelling.count == 2 && argument.hasPrefix(spelling)
            }
        }
    }
}

extension Diagnostic {
    fileprivate static let noFolder = Diagnostic.error(
        "no-folder",
        "'-C' needs the folder to work in",
        hint: "Write: hzform -C DIR plan"
    )

    fileprivate static func folder(_ path: String, _ reason: String) -> Diagnostic {
        .error("no-folder", "cannot change to '\(path)': \(reason)")
    }

    fileprivate static func noSwitch(_ variable: String, _ value: String) -> Diagnostic {
        .error("invalid-value", "\(variable) is '\(value)'", hint: "Set it to 1 or to 0.")
    }

    private static func noCommand(_ word: String, elsewhere: String) -> Diagnostic {
        .error("unknown-command", "there is no command '\(word)'", hint: elsewhere)
    }

    fileprivate static func noCommand(_ word: String, among commands: [String]) -> Diagnostic {
        if let known = OtherTools.equivalent(of: word) { return noCommand(word, elsewhere: known) }
        return noCommand(
            word,
            elsewhere: Suggestion.question(for: word, among: commands) ?? "List the commands with: hzform help"
        )
    }
}
