import Diagnostics
import Testing

struct SourceFileTests {
    @Test("a line is its text without its break, whichever break it is")
    func lines() {
        let file = SourceFile(path: "a.yaml", text: "one\r\ntwo\rthree\n\nfive")
        #expect((1...5).map { file.line($0).map(String.init) } == ["one", "two", "three", "", "five"])
        #expect(file.line(0) == nil)
        #expect(file.line(6) == nil)
    }

    @Test("a position counts lines and Unicode scalars from 1, and goes back to its byte")
    func positions() {
        let file = SourceFile(path: "a.yaml", text: "ä: 1\n日本: x\ne\u{301}: 2\n")
        let places = [
            (0, 1, 1), (2, 1, 2), (3, 1, 3), (6, 2, 1), (9, 2, 2), (12, 2, 3), (16, 3, 1), (17, 3, 2), (19, 3, 3),
        ]
        for (offset, line, column) in places {
            let position = SourcePosition(line: line, column: column)
            #expect(file.position(atUTF8Offset: offset) == position)
            #expect(file.utf8Offset(of: position) == offset)
        }
    }

    @Test("a place outside the file is moved into it")
    func outside() {
        let file = SourceFile(path: "a.yaml", text: "ab\n")
        #expect(file.position(atUTF8Offset: 100) == SourcePosition(line: 2, column: 1))
        #expect(file.utf8Offset(of: SourcePosition(line: 9, column: 9)) == 3)
        #expect(file.utf8Offset(of: SourcePosition(line: 0, column: 0)) == 0)
    }

    @Test("files are equal by path and text, not by identity")
    func equality() {
        let file = SourceFile(path: "a.yaml", text: "x")
        #expect(file == SourceFile(path: "a.yaml", text: "x"))
        #expect(file != SourceFile(path: "b.yaml", text: "x"))
        #expect(file != SourceFile(path: "a.yaml", text: "y"))
    }
}
