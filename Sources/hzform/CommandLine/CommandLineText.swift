import ResourceModel

/// The command line that started this program, to be copied into a shell.
enum CommandLineText {
    /// What was typed, in this program's spelling.
    static var typed: [String] { OtherOptions.translated(Array(CommandLine.arguments.dropFirst())) }

    /// The same command again.
    static var repeated: String { text(typed) }

    /// The same command, agreed to in advance.
    static func approved(allowing dangers: Set<Impact>, deleting deletions: Int = 0) -> String {
        let given = without(
            deletions == 0 ? ["--allow"] : ["--allow", "--max-delete"],
            typed.filter { !["--auto-approve", "-y"].contains($0) }
        )
        let allow = dangers.isEmpty ? [] : ["--allow", AllowedImpacts.text(dangers)]
        let most = deletions == 0 ? [] : ["--max-delete", String(deletions)]
        return text(given + ["--auto-approve"] + allow + most)
    }

    /// The same command, with more that is fine.
    static func allowing(_ dangers: Set<Impact>) -> String {
        text(without(["--allow"], typed) + ["--allow", AllowedImpacts.text(dangers)])
    }

    /// The arguments without these options and their values, which are said anew.
    private static func without(_ options: Set<String>, _ arguments: some Sequence<String>) -> [String] {
        var kept: [String] = []
        var isValue = false
        for argument in arguments {
            defer { isValue = options.contains(argument) }
            let name = String(argument.prefix { $0 != "=" })
            if !isValue, !options.contains(name) { kept.append(argument) }
        }
        return kept
    }

    /// The same command with `--force`.
    static var forced: String { text(typed + ["--force"]) }

    static func text(_ arguments: some Sequence<String>) -> String {
        "hzform \(self.arguments(arguments))"
    }

    /// Arguments as a shell takes them.
    static func arguments(_ arguments: some Sequence<String>) -> String {
        arguments.map(quoted).joined(separator: " ")
    }

    static func quoted(_ argument: String) -> String {
        let isPlain = !argument.isEmpty && argument.unicodeScalars.allSatisfy(plain.contains)
        guard !isPlain else { return argument }
        return "'\(argument.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "'\\''"))'"
    }

    private static let plain = Set(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_=./:,@%+".unicodeScalars
    )
}
