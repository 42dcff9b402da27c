/// The command that usually follows, with the options that still matter.
enum NextCommand {
    /// Options that say what a command is about, and not what becomes of its result; whether a value follows.
    private static let lasting: [String: Bool] = [
        "-f": true, "--file": true, "--state": true, "--var": true, "--var-file": true, "--env": true, "-C": true,
        "--env-file": true, "--target": true, "--exclude": true, "--replace": true, "--endpoint": true,
        "--storage-endpoint": true, "--token-file": true, "--simulate": false,
    ]

    /// `hzform COMMAND`, with those options of this command line.
    static func text(_ command: String, _ more: [String] = [], from typed: [String]) -> String {
        var kept: [String] = []
        var rest = typed[...]
        while let argument = rest.popFirst() {
            let name = argument.prefix { $0 != "=" }
            guard let takesValue = lasting[String(name)] else { continue }
            kept.append(argument)
            if takesValue, name.count == argument.count, let value = rest.popFirst() { kept.append(value) }
        }
        return CommandLineText.text([command] + more + kept)
    }
}
