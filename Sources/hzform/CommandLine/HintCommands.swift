import Diagnostics

/// The commands in hints, with the options by which this command line says which stack it is about: without them they
/// would be about the stack of this folder.
struct HintCommands {
    /// What was typed, without the program.
    let typed: [String]

    func located(_ diagnostics: [Diagnostic]) -> [Diagnostic] {
        diagnostics.map { diagnostic in
            guard let hint = diagnostic.hint, hint.contains(Self.program) else { return diagnostic }
            return diagnostic.with(hint: located(hint))
        }
    }

    func located(_ hint: String) -> String {
        var text = ""
        var rest = Substring(hint)
        while let start = rest.indices.first(where: { rest[$0...].hasPrefix(Self.program) }) {
            let end = Self.closing[rest[..<start].last ?? " "] ?? "\n"
            text += rest[..<start] + Self.program
            rest = rest[start...].dropFirst(Self.program.count)
            let command = rest.prefix { $0 != end }
            // An option at the end is named without its value.
            let last = command.lastIndex(of: " ").map { command[$0...] } ?? ""
            let place = last.hasPrefix(" --") ? last.startIndex : command.endIndex
            text += command[..<place] + options(missingIn: command) + command[place...]
            rest = rest[command.endIndex...]
        }
        return text + rest
    }

    /// What has to follow a command so that it is about the same stack.
    private func options(missingIn command: Substring) -> String {
        let words = command.split(separator: " ").map(String.init)
        let table = OptionTable(words)
        let written = Set(words.map { $0.prefix { $0 != "=" } })
        guard table.start > 0, words.first != Self.beginning, written.isDisjoint(with: NextCommand.places) else {
            return ""
        }
        // A value may be a secret, and is nothing that tells one stack from another.
        let accepted = Set(table.options.flatMap(\.spellings)).union(["-C"]).subtracting(["--var"])
        let options = NextCommand.place(from: typed, accepted: accepted)
        return options.isEmpty ? "" : " \(CommandLineText.arguments(options))"
    }

    private static let program = "hzform "
    /// What begins a stack is not about the one that was asked for.
    private static let beginning = "init"
    /// What ends a command, by what stands before it.
    private static let closing: [Character: Character] = ["'": "'", "(": ")"]
}
