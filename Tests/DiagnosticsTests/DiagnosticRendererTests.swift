import Diagnostics
import Testing

private let infra = SourceFile(
    path: "infra.yaml",
    text: "volumes:\n  data: { sise: 50 }\n\tkey\t: 日本語 ü x\n"
)

private func range(_ line: Int, _ columns: Range<Int>, in file: SourceFile = infra) -> SourceRange {
    SourceRange(
        file: file,
        start: SourcePosition(line: line, column: columns.lowerBound),
        end: SourcePosition(line: line, column: columns.upperBound)
    )
}

private func text(_ diagnostics: Diagnostic...) -> String {
    DiagnosticRenderer(diagnostics).text(color: false)
}

struct DiagnosticRendererTests {
    @Test("a report is a clickable line, the source line with carets, notes and the hint")
    func wholeReport() {
        let diagnostic = Diagnostic.error(
            "unknown-attribute",
            "volume has no attribute 'sise'",
            at: range(2, 11..<15),
            address: "volumes.data",
            notes: [.init("the volume is declared here", at: range(2, 3..<7)), .init("nothing else is wrong")],
            hint: "Did you mean 'size'?"
        )
        #expect(
            text(diagnostic) == """
                infra.yaml:2:11: error: volume has no attribute 'sise' [unknown-attribute]
                    2 |   data: { sise: 50 }
                      |           ^^^^
                infra.yaml:2:3: note: the volume is declared here
                    2 |   data: { sise: 50 }
                      |   ^^^^
                note: nothing else is wrong
                hint: Did you mean 'size'?

                """
        )
    }

    @Test("reports are separated by an empty line, and one without a place names its address")
    func severalReports() {
        let first = Diagnostic.warning("unused", "nothing uses this", address: "servers.web")
        let second = Diagnostic.error("missing-file", "'a.yaml' cannot be read")
        #expect(
            text(first, second) == """
                servers.web: warning: nothing uses this [unused]

                error: 'a.yaml' cannot be read [missing-file]

                """
        )
        #expect(text() == "")
    }

    @Test(
        "carets stand under tabs and wide characters",
        arguments: [
            (range(3, 2..<5), "\t^^^"),
            (range(3, 6..<7), "\t   \t^"),
            (range(3, 8..<11), "\t   \t  ^^^^^^"),
            (range(3, 12..<13), "\t   \t         ^"),
            (range(3, 14..<15), "\t   \t           ^"),
        ]
    )
    func alignment(range: SourceRange, carets: String) {
        let report = text(.error("code", "message", at: range))
        #expect(report.hasSuffix("      | \(carets)\n"), "\(report)")
    }

    @Test("combining marks and joined emoji take no cells of their own")
    func graphemes() {
        let file = SourceFile(path: "a", text: "e\u{301} 👩‍💻 x")
        let column = file.text.unicodeScalars.count
        let report = text(.error("code", "message", at: range(1, column..<column + 1, in: file)))
        #expect(report.hasSuffix("      |      ^\n"), "\(report)")
    }

    @Test("a range over several lines is marked to the end of its first")
    func severalLines() {
        let file = SourceFile(path: "a", text: "abc\ndef\n")
        let place = SourceRange(
            file: file,
            start: SourcePosition(line: 1, column: 2),
            end: SourcePosition(line: 2, column: 2)
        )
        #expect(text(.error("code", "message", at: place)).hasSuffix("    1 | abc\n      |  ^^\n"))
    }

    @Test("an empty range and one past the end of its line get one caret")
    func emptyRange() {
        let file = SourceFile(path: "a", text: "abc\n")
        #expect(text(.error("code", "message", at: range(1, 4..<4, in: file))).hasSuffix("      |    ^\n"))
        #expect(text(.error("code", "message", at: range(1, 90..<99, in: file))).hasSuffix("      |    ^\n"))
        #expect(text(.error("code", "message", at: range(7, 1..<1, in: file))) == "a:7:1: error: message [code]\n")
    }

    @Test("of a long line a window around the place is shown")
    func longLine() {
        let file = SourceFile(
            path: "a",
            text: String(repeating: "x", count: 5000) + "HERE" + String(repeating: "y", count: 5000)
        )
        let lines = text(.error("code", "message", at: range(1, 5001..<5005, in: file))).split(separator: "\n")
        let left = String(repeating: "x", count: 40)
        #expect(lines[1].hasPrefix("    1 | …\(left)HEREyyy"))
        #expect(lines[1].hasSuffix("y…"))
        #expect(lines[2] == "      |  \(String(repeating: " ", count: 40))^^^^")
    }

    @Test("control characters of the user's text reach no terminal")
    func controlCharacters() {
        let file = SourceFile(path: "a", text: "k\u{1B}[2J: v")
        let report = text(.error("code", "has no 'a\nb\u{1B}[2J'", at: range(1, 1..<2, in: file)))
        #expect(report.hasPrefix("a:1:1: error: has no 'a\\nb\\u{1b}[2J' [code]\n    1 | k\u{FFFD}[2J: v\n"))
    }

    @Test("colours change nothing but the colours")
    func colors() throws {
        let diagnostic = Diagnostic.error("code", "message", at: range(2, 3..<7), hint: "Try again.")
        let colored = DiagnosticRenderer([diagnostic]).text(color: true)
        #expect(colored.contains("\u{1B}[1;31merror:\u{1B}[0m"))
        #expect(colored.replacing(/\u{1B}\[[0-9;]*m/, with: "") == text(diagnostic))
    }

    @Test("a terminal gets lines that fit, and what is to be copied as it is")
    func wrapped() {
        let diagnostic = Diagnostic.error(
            "code",
            "a message of several words that is too long",
            at: range(2, 3..<7),
            hint: "Write what follows instead of it:\n    one long line that is not broken"
        )
        for color in [false, true] {
            let text = DiagnosticRenderer([diagnostic]).text(color: color, width: 24)
                .replacing(/\u{1B}\[[0-9;]*m/, with: "")
            let lines = text.split(separator: "\n").map(String.init)
            #expect(lines.filter { !$0.hasPrefix("    ") }.allSatisfy { $0.count <= 24 }, "\(text)")
            #expect(lines.contains("    one long line that is not broken"))
            #expect(
                lines.prefix(3) == ["infra.yaml:2:3: error: a", "  message of several", "  words that is too long"]
            )
        }
    }

    @Test("JSON carries every part that is there, and only those")
    func json() {
        let full = Diagnostic.error(
            "code",
            "message",
            at: range(2, 3..<7),
            notes: [.init("here", at: range(1, 1..<2))],
            hint: "Try."
        )
        let bare = Diagnostic.warning("other", "no place")
        #expect(
            DiagnosticRenderer([full, bare]).json() == """
                {
                  "diagnostics" : [
                    {
                      "code" : "code",
                      "hint" : "Try.",
                      "message" : "message",
                      "notes" : [
                        {
                          "message" : "here",
                          "range" : {
                            "end" : {
                              "column" : 2,
                              "line" : 1
                            },
                            "file" : "infra.yaml",
                            "start" : {
                              "column" : 1,
                              "line" : 1
                            }
                          }
                        }
                      ],
                      "range" : {
                        "end" : {
                          "column" : 7,
                          "line" : 2
                        },
                        "file" : "infra.yaml",
                        "start" : {
                          "column" : 3,
                          "line" : 2
                        }
                      },
                      "severity" : "error"
                    },
                    {
                      "code" : "other",
                      "message" : "no place",
                      "severity" : "warning"
                    }
                  ],
                  "format_version" : 1
                }

                """
        )
    }

    @Test("GitHub commands escape what would end them")
    func github() {
        let odd = SourceFile(path: "a,b:c%.yaml", text: "x")
        let diagnostics: [Diagnostic] = [
            .error("code", "100% wrong\nreally", at: range(1, 1..<2, in: odd), hint: "Did you mean 'y'?"),
            .warning("other", "unused", address: "servers.web"),
        ]
        #expect(
            DiagnosticRenderer(diagnostics).github() == """
                ::error file=a%2Cb%3Ac%25.yaml,line=1,col=1,endColumn=2,title=code::100%25 wrong%0Areally%0ADid you mean 'y'?
                ::warning title=other::servers.web: unused

                """
        )
    }
}
