/// The command that usually follows, with the options that still matter.
enum NextCommand {
    /// Options that say which stack and project a command is about; whether a value follows.
    private static let placing: [String: Bool] = [
        "-f": true, "--file": true, "--state": true, "--var": true, "--var-file": true, "--env": true, "-C": true,
        "--env-file": true, "--endpoint": true, "--storage-endpoint": true, "--token-file": true, "--simulate": false,
    ]

    /// Besides those, options that say what of it.
    private static let selecting = ["--target": true, "--exclude": true, "--replace": true]

    /// Those of which one is enough to say that another stack is meant than the folder's.
    static let places: Set<Substring> = ["-f", "--file", "--state", "--env", "-C", "--simulate"]

    /// `hzform COMMAND`, with those options of this command line.
    static func text(_ command: String, _ more: [String] = [], from typed: [String]) -> String {
        CommandLineText.text([command] + more + options(placing.merging(selecting) { $1 }, in: typed))
    }

    /// The options of this command line that say which stack it is about, as far as another command takes them.
    static func place(from typed: [String], accepted: Set<String>) -> [String] {
        options(placing.filter { accepted.contains($0.key) }, in: typed)
    }

    /// Each with its value, as they were typed.
    private static func options(_ names: [String: Bool], in typed: [String]) -> [String] {
        var kept: [String] = []
        var rest = typed[...]
        while let argument = rest.popFirst() {
            let name = argument.prefix { $0 != "=" }
            guard let takesValue = names[String(name)] else { continue }
            let value = takesValue && name.count == argument.count ? rest.popFirst() : nil
            kept += [argument] + [value].compactMap(\.self)
        }
        return kept
    }
}
