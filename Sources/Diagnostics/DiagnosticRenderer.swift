/// Writes diagnostics for people, for programs and for GitHub Actions, in the order in which they are given.
package struct DiagnosticRenderer {
    let diagnostics: [Diagnostic]

    package init(_ diagnostics: [Diagnostic]) {
        self.diagnostics = diagnostics
    }

    /// For each diagnostic a line that can be clicked and searched, its source line with carets, its notes and hint.
    ///
    /// Diagnostics are separated by an empty line. The text ends with a line break unless there is nothing to say.
    ///
    /// - Parameter width: The columns of the terminal that reads it; whatever else does gets whole lines.
    package func text(color: Bool, width: Int? = nil) -> String {
        let style = TextStyle(isColored: color, width: width)
        return diagnostics.map { report($0, style) }.joined(separator: "\n")
    }

    private func report(_ diagnostic: Diagnostic, _ style: TextStyle) -> String {
        let severity = diagnostic.severity
        let place = (diagnostic.range?.description ?? diagnostic.address).map { style.bold(oneLine($0) + ": ") } ?? ""
        let word = style.severity("\(severity.rawValue):", severity)
        let message = style.bold(oneLine(diagnostic.message))
        var text = style.broken("\(place)\(word) \(message) \(style.dim("[\(diagnostic.code.name)]"))") + "\n"
        text += excerpt(diagnostic.range) { style.severity($0, severity) }
        for note in diagnostic.notes {
            let place = note.range.map { style.bold("\(oneLine($0.description)): ") } ?? ""
            text += style.broken("\(place)\(style.accent("note:")) \(oneLine(note.message))") + "\n"
            text += excerpt(note.range, style.accent)
        }
        if let hint = diagnostic.hint {
            let lines = "\(style.accent("hint:")) \(hint)".split(separator: "\n", omittingEmptySubsequences: false)
            text += lines.map { style.broken(String($0)) + "\n" }.joined()
        }
        return text
    }

    private func excerpt(_ range: SourceRange?, _ color: (String) -> String) -> String {
        guard let excerpt = range.flatMap(SourceExcerpt.init) else { return "" }
        let number = String(excerpt.lineNumber)
        let gutter = String(repeating: " ", count: max(0, 5 - number.count)) + number
        let blank = String(repeating: " ", count: gutter.count)
        return "\(gutter) | \(excerpt.line)\n\(blank) | \(excerpt.padding)\(color(excerpt.carets))\n"
    }
}

/// User text may hold line breaks and escape sequences; a report line stays one line and harmless.
private func oneLine(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
        switch scalar {
        case "\n": result += "\\n"
        case "\r": result += "\\r"
        case "\t": result += "\\t"
        case _ where scalar.properties.generalCategory == .control: result += "\\u{\(String(scalar.value, radix: 16))}"
        default: result.unicodeScalars.append(scalar)
        }
    }
    return result
}

private struct TextStyle {
    let isColored: Bool
    let width: Int?

    /// The line in as many as it takes to fit, broken at spaces; what is indented is to be copied, and stays whole.
    func broken(_ line: String) -> String {
        guard let width, !line.hasPrefix(" ") else { return line }
        var text = ""
        var column = 0
        for word in line.split(separator: " ", omittingEmptySubsequences: false) {
            let length = visibleWidth(of: word)
            if text.isEmpty {
                text += word
                column = length
            } else if column + 1 + length <= width {
                text += " " + word
                column += 1 + length
            } else {
                text += "\n  " + word
                column = 2 + length
            }
        }
        return text
    }

    /// Without what only sets colours.
    private func visibleWidth(of word: Substring) -> Int {
        var width = 0
        var isEscape = false
        for character in word {
            if character == "\u{1B}" { isEscape = true }
            if !isEscape { width += displayWidth(of: character) }
            if character == "m" { isEscape = false }
        }
        return width
    }

    func bold(_ text: String) -> String { wrapped(text, "1") }
    func dim(_ text: String) -> String { wrapped(text, "2") }
    func accent(_ text: String) -> String { wrapped(text, "36") }

    func severity(_ text: String, _ severity: Diagnostic.Severity) -> String {
        switch severity {
        case .error: wrapped(text, "1;31")
        case .warning: wrapped(text, "1;33")
        }
    }

    private func wrapped(_ text: String, _ code: String) -> String {
        isColored ? "\u{1B}[\(code)m\(text)\u{1B}[0m" : text
    }
}
