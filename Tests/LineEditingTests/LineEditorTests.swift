import LineEditing
import Testing

@Suite("Editing a line")
struct LineEditorTests {
    private static let words: LineEditor.Completer = { beginning in
        let word = beginning.split(separator: " ", omittingEmptySubsequences: false).last.map(String.init) ?? ""
        return (word.count, ["servers", "server_type", "stack"].filter { $0.hasPrefix(word) })
    }

    /// The events of what a terminal sends.
    private func type(_ text: String, into editor: inout LineEditor) -> [LineEditor.Event] {
        var keys = KeyReader()
        var events: [LineEditor.Event] = []
        // Byte by byte: a terminal may send sequences in pieces.
        for byte in text.utf8 {
            for key in keys.read([byte]) {
                if let event = editor.press(key, completing: Self.words) { events.append(event) }
            }
        }
        return events
    }

    private func line(after text: String) -> String {
        var editor = LineEditor()
        _ = type(text, into: &editor)
        let characters = editor.line.characters
        return String(characters[..<editor.line.cursor]) + "|" + String(characters[editor.line.cursor...])
    }

    @Test(
        "keys move, delete and put back",
        arguments: [
            ("abc", "abc|"), ("abc\u{1B}[D", "ab|c"), ("abc\u{1B}[D\u{1B}[DX", "aX|bc"), ("abc\u{1B}[D\u{7F}", "a|c"),
            ("abc\u{1}X", "X|abc"), ("abc\u{1B}[H\u{1B}[3~", "|bc"), ("abc\u{1B}OH\u{1B}[F!", "abc!|"),
            ("one two.three\u{17}", "one two.|"), ("one two\u{1B}b\u{1B}b", "|one two"),
            ("one two\u{1}\u{1B}f", "one| two"),
            ("one two\u{1B}b\u{B}", "one |"), ("one two\u{1B}b\u{15}", "|two"),
            ("one two\u{17}\u{1}\u{19}", "two|one "),
            ("grün €\u{1B}[D\u{1B}[D\u{7F}", "grü| €"), ("a\u{1B}[1;5Db", "b|a"), ("a\u{1B}[99~b", "ab|"),
        ]
    )
    func keys(typed: String, expected: String) {
        #expect(line(after: typed) == expected)
    }

    @Test("what was entered comes back with the arrows, and the new line after it")
    func history() {
        var editor = LineEditor(history: ["first"])
        #expect(type("second\r", into: &editor).last == .entered("second"))
        _ = type("new\u{1B}[A", into: &editor)
        #expect(editor.line.text == "second")
        _ = type("\u{1B}[A\u{1B}[A", into: &editor)
        #expect(editor.line.text == "first")
        _ = type("\u{1B}[B\u{1B}[B", into: &editor)
        #expect(editor.line.text == "new")
        #expect(editor.history == ["first", "second"])
    }

    @Test("the same line twice, and empty ones, are kept once and not at all")
    func repeated() {
        var editor = LineEditor()
        _ = type("a\ra\r  \r", into: &editor)
        #expect(editor.history == ["a"])
    }

    @Test("the tab key writes what is certain, and lists what is not")
    func completion() {
        var editor = LineEditor()
        #expect(type("x se\t", into: &editor).last == .changed)
        #expect(editor.line.text == "x server")
        #expect(type("\t", into: &editor).last == .choices(["servers", "server_type"]))
        _ = type("s", into: &editor)
        #expect(type("\t", into: &editor).isEmpty)
        #expect(editor.line.text == "x servers")
        #expect(!type("z\t", into: &editor).contains(.choices([])))
        #expect(editor.line.text == "x serversz")
    }

    @Test("control and C gives a line up, control and D ends where there is none")
    func ending() {
        var editor = LineEditor()
        #expect(type("abc\u{3}", into: &editor).last == .abandoned)
        #expect(editor.line.isEmpty)
        #expect(type("ab\u{1}\u{4}", into: &editor).last == .changed)
        #expect(editor.line.text == "b")
        #expect(type("\u{4}\u{4}", into: &editor).last == .ended)
    }

    @Test("a line that is wider than the terminal shows the part with the cursor")
    func view() {
        var line = EditedLine(String(repeating: "a", count: 30) + "z")
        let end = LineView(line, prompt: "> ", width: 20)
        #expect(end.text == "> " + String(repeating: "a", count: 16) + "z")
        #expect(end.column == 19)
        line.move(.start)
        let start = LineView(line, prompt: "> ", width: 20)
        #expect(start.text == "> " + String(repeating: "a", count: 17))
        #expect(start.column == 2)
    }

    @Test("wide characters take two columns of a line, and marks none")
    func columns() {
        let line = EditedLine("世界e\u{301}")
        #expect(LineView(line, prompt: "> ", width: 20).column == 7)
        let long = LineView(EditedLine(String(repeating: "世", count: 12)), prompt: "> ", width: 13)
        #expect(long.text == "> " + String(repeating: "世", count: 5))
        #expect(long.column == 12)
    }
}
