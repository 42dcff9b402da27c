import FoundationEssentials
import LineEditing
import StackConfiguration

/// The prompt of the console on a terminal.
struct ConsolePrompt {
    let terminal: RawTerminal
    let history: HistoryFile?
    private static let prompt = "> "

    /// Gives lines until there are no more.
    func run(completing names: () -> ExpressionNames?, _ evaluate: (String) async throws -> Void) async throws {
        var editor = LineEditor(history: history?.read() ?? [])
        while let line = readLine(&editor, names()) {
            history?.write(editor.history)
            guard !line.allSatisfy(\.isWhitespace) else { continue }
            guard line != "exit", line != "quit" else { return }
            try await evaluate(line)
        }
    }

    /// Nil at the end.
    ///
    /// The terminal is itself again before anything is done with the line.
    private func readLine(_ editor: inout LineEditor, _ names: ExpressionNames?) -> String? {
        let completer = ExpressionCompleter(names)
        var keys = KeyReader()
        terminal.makeRaw()
        defer { terminal.restore() }
        show(editor)
        while let bytes = terminal.read() {
            for key in keys.read(bytes) {
                guard let event = editor.press(key, completing: { completer.words(for: $0) }) else { continue }
                switch event {
                case .changed: break
                case .entered(let text):
                    terminal.write("\r\n")
                    return text
                case .abandoned: terminal.write("^C\r\n")
                case .ended:
                    terminal.write("\r\n")
                    return nil
                case .choices(let words): terminal.write("\r\n" + words.prefix(60).joined(separator: "  ") + "\r\n")
                case .clear: terminal.write("\u{1B}[H\u{1B}[2J")
                }
                show(editor)
            }
        }
        return nil
    }

    private func show(_ editor: LineEditor) {
        terminal.write(LineView(editor.line, prompt: Self.prompt, width: terminal.width).sequence)
    }
}

/// Finds how the word before the cursor of an expression can go on.
struct ExpressionCompleter: Sendable {
    private let names: ExpressionNames?

    init(_ names: ExpressionNames?) { self.names = names }

    func words(for beginning: String) -> (replaced: Int, words: [String]) {
        guard let names else { return (0, []) }
        let path = Self.path(at: beginning)
        let parts = path.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
        let word = parts.last ?? ""
        let known = names.after(parts.dropLast().joined(separator: "."))
        let fitting = known.filter { $0.hasPrefix(word) }
        let isBeginning = parts.count < 2
        return (word.count, fitting.map { isBeginning && names.functions.contains($0) ? $0 + "(" : $0 })
    }

    /// The names and dots before the cursor; brackets of an instance do not count: `servers.web[0].ip`.
    private static func path(at beginning: String) -> String {
        var path: [Character] = []
        var depth = 0
        for character in beginning.reversed() {
            if character == "]" { depth += 1 }
            if depth == 0 {
                guard character.isLetter || character.isNumber || character == "_" || character == "." else { break }
                path.append(character)
            }
            if character == "[" {
                guard depth > 0 else { break }
                depth -= 1
            }
        }
        return String(path.reversed())
    }
}
