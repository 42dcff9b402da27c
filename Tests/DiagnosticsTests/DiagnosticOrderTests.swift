import Diagnostics
import Testing

struct DiagnosticOrderTests {
    @Test("diagnostics are sorted by file, line and column, the placeless last, equal places in their order")
    func order() {
        let a = SourceFile(path: "a.yaml", text: "")
        let b = SourceFile(path: "b.yaml", text: "")
        func diagnostic(_ message: String, _ file: SourceFile, _ line: Int, _ column: Int) -> Diagnostic {
            .error("code", message, at: SourceRange(file: file, at: SourcePosition(line: line, column: column)))
        }
        let sorted = [
            Diagnostic.error("code", "8"), diagnostic("6", b, 1, 1), diagnostic("3", a, 2, 1),
            diagnostic("7", b, 2, 10),
            diagnostic("4", a, 2, 1), diagnostic("1", a, 1, 9), diagnostic("5", a, 10, 1), diagnostic("2", a, 1, 10),
            Diagnostic.error("code", "9"),
        ].sortedByPosition()
        #expect(sorted.map(\.message) == ["1", "2", "3", "4", "5", "6", "7", "8", "9"])
    }

    @Test("warnings alone are no errors")
    func errors() {
        #expect(![Diagnostic.warning("code", "message")].containsErrors)
        #expect([Diagnostic.warning("code", "message"), .error("code", "message")].containsErrors)
    }
}
