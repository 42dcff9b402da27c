import CLibYAML
import Diagnostics

/// What libyaml says is wrong with a file, and where.
struct SyntaxProblem {
    let file: SourceFile
    let problem: String
    let position: SourcePosition
    /// What libyaml was reading, "while parsing a block mapping", and where that starts.
    let context: String
    let contextPosition: SourcePosition

    init(_ parser: yaml_parser_t, in file: SourceFile) {
        self.file = file
        problem = parser.problem.map { String(cString: $0) } ?? "there is not enough memory"
        let endOfFile = file.position(atUTF8Offset: file.text.utf8.count)
        position = min(SourcePosition(parser.problem_mark), endOfFile)
        context = parser.context.map { String(cString: $0) } ?? ""
        contextPosition = min(SourcePosition(parser.context_mark), endOfFile)
    }

    /// The problem in words that need no knowledge of how YAML is parsed.
    var diagnostic: Diagnostic {
        let range = SourceRange(file: file, at: position)
        let wholeStart = SourceRange(file: file, at: contextPosition)
        switch problem {
        case "found character that cannot start any token":
            return .unusableStart(nextCharacter, at: range)
        case "found a tab character that violates indentation",
            "found a tab character where an indentation space is expected":
            return .tab(at: range)
        case "mapping values are not allowed in this context":
            if let colon = colonWithoutSpace {
                let key = "Write 'key: value', with a space behind the colon."
                return .syntax("a space is missing after this ':'", at: colon, hint: key)
            }
            return .syntax(
                "a second ': ' cannot follow on the same line",
                at: range,
                hint: "Does the text contain a colon? Then put it in quotes."
            )
        case "could not find expected ':'":
            return .syntax("expected ':' after this key", at: restOfLine(from: contextPosition))
        case "did not find expected key", "did not find expected '-' indicator":
            return wrongIndentation(at: range, wholeStart)
        case "did not find expected ',' or ']'":
            return unfinished("list", closedBy: "]", at: range, wholeStart)
        case "did not find expected ',' or '}'":
            return unfinished("map", closedBy: "}", at: range, wholeStart)
        case "found unexpected end of stream", "found unexpected document indicator":
            return .syntax("this quote is never closed", code: "unclosed-quote", at: wholeStart)
        case "found unknown escape character":
            return .syntax(
                "there is no such escape sequence in a double-quoted string",
                at: range,
                hint: "Write '\\\\' for a backslash, or use single quotes."
            )
        case "found undefined tag handle":
            return .syntax("this tag's handle is not defined", at: range)
        default:
            return .syntax(plainWords[problem] ?? problem, at: range, hint: quotesHint)
        }
    }

    /// Characters that mean something to YAML at the beginning of a value, where people write text.
    private var quotesHint: String? {
        switch nextCharacter {
        case ":": "Is it text, such as \"::/0\"? Then put it in quotes."
        case _ where text(before: position).hasSuffix("*"), _ where text(before: position).hasSuffix("&"):
            "Is it text? Then put it in quotes."
        case _: nil
        }
    }

    /// The colon of `key:value` in the line before, which makes it a text that goes on in the line of the problem.
    private var colonWithoutSpace: SourceRange? {
        guard position.line > 1, !text(before: position).contains(":"), let line = file.line(position.line - 1) else {
            return nil
        }
        let scalars = Array(line.unicodeScalars)
        let start = scalars.firstIndex { $0 != " " && $0 != "-" } ?? scalars.endIndex
        guard let colon = scalars[start...].firstIndex(of: ":"), colon > start, colon + 1 < scalars.count,
            scalars[start..<colon].allSatisfy({ $0.isASCII && ($0.properties.isAlphabetic || $0 == "_") }),
            scalars[colon + 1] != " ", scalars[colon + 1] != "/"
        else { return nil }
        return SourceRange(
            file: file,
            start: SourcePosition(line: position.line - 1, column: colon + 1),
            end: SourcePosition(line: position.line - 1, column: colon + 2)
        )
    }

    /// The part of the line up to a place.
    private func text(before place: SourcePosition) -> String {
        guard let line = file.line(place.line) else { return "" }
        return String(String.UnicodeScalarView(line.unicodeScalars.prefix(place.column - 1)))
    }

    private var nextCharacter: Character? {
        let offset = file.utf8Offset(of: position)
        return file.text[file.text.utf8.index(file.text.startIndex, offsetBy: offset)...].first
    }

    private func restOfLine(from start: SourcePosition) -> SourceRange {
        let length = file.line(start.line)?.unicodeScalars.count ?? 0
        return SourceRange(file: file, start: start, end: SourcePosition(line: start.line, column: length + 1))
    }

    private func wrongIndentation(at range: SourceRange, _ wholeStart: SourceRange) -> Diagnostic {
        let isList = problem == "did not find expected '-' indicator"
        return .syntax(
            isList ? "expected '- ' and the next element of the list" : "expected the next key of the map",
            at: range,
            notes: [.init("the \(isList ? "list" : "map") starts here", at: wholeStart)],
            hint: "Is the indentation that of the lines before?"
        )
    }

    private func unfinished(
        _ kind: String,
        closedBy bracket: String,
        at range: SourceRange,
        _ wholeStart: SourceRange
    ) -> Diagnostic {
        if range.start >= file.position(atUTF8Offset: file.text.utf8.count) {
            return .syntax("this \(kind) is never closed with '\(bracket)'", code: "unclosed-bracket", at: wholeStart)
        }
        return .syntax(
            "expected ',' or '\(bracket)'",
            at: range,
            notes: [.init("the \(kind) starts here", at: wholeStart)],
            hint: hintInBrackets
        )
    }

    /// What stands without quotes between brackets and cannot.
    private var hintInBrackets: String? {
        let before = text(before: position)
        if before.hasSuffix("${") || before.hasSuffix("$") {
            return "Inside of brackets an expression stands in quotes: \"${…}\"."
        }
        let isWordCharacter = before.unicodeScalars.last.map {
            $0.properties.isAlphabetic || "_-".unicodeScalars.contains($0)
        }
        guard nextCharacter == "[", isWordCharacter == true else { return nil }
        return "Inside of brackets an address with an index stands in quotes: \"web[0]\"."
    }
}

/// Other problems that people run into, by libyaml's name for them.
private let plainWords = [
    "block sequence entries are not allowed in this context": "a list cannot start on the same line as its key",
    "mapping keys are not allowed in this context": "a key cannot start here",
    "did not find expected node content": "expected a value",
    "did not find expected <document start>": "expected the end of the file",
    "did not find expected alphabetic or numeric character":
        "the name of an anchor or alias is made of letters, digits, '-' and '_'",
    "did not find expected comment or line break": "expected the end of the line",
    "found unknown directive name": "the only directive that is understood is '%YAML 1.2'",
    "found incompatible YAML document": "the file says that it is written in another version of YAML",
]

extension Diagnostic {
    fileprivate static func syntax(
        _ message: String,
        code: Code = "invalid-syntax",
        at range: SourceRange,
        notes: [Note] = [],
        hint: String? = nil
    ) -> Diagnostic {
        .error(code, message, at: range, notes: notes, hint: hint)
    }

    fileprivate static func tab(at range: SourceRange) -> Diagnostic {
        .error("tab-indentation", "YAML is indented with spaces, not with tabs", at: range)
    }

    fileprivate static func unusableStart(_ character: Character?, at range: SourceRange) -> Diagnostic {
        guard let character, character != "\t" else { return .tab(at: range) }
        return .syntax(
            "a value cannot start with '\(character)'",
            at: range,
            hint: "Is it text? Then put it in quotes."
        )
    }
}
