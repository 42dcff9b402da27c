import Diagnostics

/// The command that usually follows, with the options that still matter.
enum NextCommand {
    /// Options that say which stack and project a command is about; whether a value follows.
    private static let placing: [String: Bool] = [
        "-f": true, "--file": true, "--state": true, "--var": true, "--var-file": true, "--env": true, "-C": true,
        "--env-file": true, "--endpoint": true, "--storage-endpoint": true, "--token-file": true, "--simulate": false,
    ]

    /// Besides those, options that say what of it.
    private static let selecting = ["--target": true, "--exclude": true, "--replace": true]

    /// `hzform COMMAND`, with those options of this command line.
    static func text(_ command: String, _ more: [String] = [], from typed: [String]) -> String {
        let kept = options(placing.merging(selecting) { $1 }, in: typed)
        return CommandLineText.text([command] + more + kept.joined())
    }

    /// A hint whose commands, each alone on its line, are about what this command line is about.
    static func completed(_ hint: String, from typed: [String]) -> String {
        let lines = hint.split(separator: "\n", omittingEmptySubsequences: false).map { line in
            guard line.hasPrefix("    hzform ") else { return String(line) }
            let there = Set(line.split(separator: " ").map { $0.prefix { $0 != "=" } })
            let missing = options(placing, in: typed).filter { !there.contains($0[0].prefix { $0 != "=" }) }
            return ([String(line)] + missing.joined().map(CommandLineText.quoted)).joined(separator: " ")
        }
        return lines.joined(separator: "\n")
    }

    /// Each with its value, as they were typed.
    private static func options(_ names: [String: Bool], in typed: [String]) -> [[String]] {
        var kept: [[String]] = []
        var rest = typed[...]
        while let argument = rest.popFirst() {
            let name = argument.prefix { $0 != "=" }
            guard let takesValue = names[String(name)] else { continue }
            let value = takesValue && name.count == argument.count ? rest.popFirst() : nil
            kept.append([argument] + [value].compactMap(\.self))
        }
        return kept
    }
}

extension Diagnostic {
    /// The same with commands in its hint that are about what this command line is about.
    var completed: Diagnostic { hinting(hint.map { NextCommand.completed($0, from: CommandLineText.typed) }) }

    func hinting(_ hint: String?) -> Diagnostic {
        Diagnostic(severity, code, message, at: range, address: address, notes: notes, hint: hint)
    }
}
