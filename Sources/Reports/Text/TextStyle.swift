import Diagnostics

/// How a report is laid out: whether with colour, in how many columns, and whether long values are shortened.
package struct TextStyle: Hashable, Sendable {
    package let isColored: Bool
    package let width: Int
    /// Where nobody sees it as it appears, everything is kept.
    package let shortensValues: Bool

    package init(isColored: Bool = false, width: Int = 100, shortensValues: Bool = true) {
        self.isColored = isColored
        self.width = width
        self.shortensValues = shortensValues
    }

    enum Tone: String {
        case bold = "1"
        case dim = "2"
        case red = "31"
        case green = "32"
        case yellow = "33"
        case cyan = "36"
        case loud = "1;31"
        case warning = "1;33"
    }

    func paint(_ text: String, _ tone: Tone?) -> String {
        guard isColored, let tone, !text.isEmpty else { return text }
        return "\u{1B}[\(tone.rawValue)m\(text)\u{1B}[0m"
    }
}

extension TextStyle {
    /// Sentences in lines that fit a terminal, broken at blanks.
    ///
    /// What is indented by four is to be copied, and stays whole.
    package func broken(_ text: String) -> String {
        guard shortensValues else { return text }
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map { line -> String in
            let indent = String(line.prefix { $0 == " " })
            guard String(line).displayWidth > width, indent.count < 4 else { return String(line) }
            let inner = indent.isEmpty ? "" : indent + "  "
            let parts = String(line.dropFirst(indent.count)).wrapped(to: width - inner.count)
            return indent + parts.joined(separator: "\n\(inner)")
        }
        return lines.joined(separator: "\n")
    }
}

extension String {
    /// The number of terminal cells that the text takes; it holds no escape sequences.
    var displayWidth: Int { reduce(0) { $0 + Diagnostics.displayWidth(of: $1) } }

    /// The text with blanks up to a number of cells.
    func padded(to width: Int) -> String { self + String(repeating: " ", count: max(0, width - displayWidth)) }

    func leftPadded(to width: Int) -> String { String(repeating: " ", count: max(0, width - displayWidth)) + self }

    /// The text broken at blanks into lines of at most so many cells; a longer word stays whole.
    func wrapped(to width: Int) -> [String] {
        var lines: [String] = []
        var line = ""
        for word in split(separator: " ", omittingEmptySubsequences: false) {
            if line.isEmpty {
                line = String(word)
            } else if line.displayWidth + 1 + String(word).displayWidth <= width {
                line += " \(word)"
            } else {
                lines.append(line)
                line = String(word)
            }
        }
        return lines + [line]
    }

    /// The text with its middle left out where it takes more than so many cells.
    func shortened(to width: Int) -> String {
        guard displayWidth > width, width > 1 else { return self }
        let tail = (width - 1) / 3
        return "\(prefix(width - 1 - tail))…\(suffix(tail))"
    }

    /// Control characters, which could change a terminal, as escapes.
    var withoutControls: String {
        guard unicodeScalars.contains(where: { $0.properties.generalCategory == .control }) else { return self }
        return unicodeScalars.reduce(into: "") { text, scalar in
            switch scalar {
            case "\n": text += "\\n"
            case "\r": text += "\\r"
            case "\t": text += "\\t"
            case _ where scalar.properties.generalCategory == .control:
                text += "\\u{\(String(scalar.value, radix: 16))}"
            case _: text.unicodeScalars.append(scalar)
            }
        }
    }
}

/// `1 request`, `12 requests`.
package func counted(_ number: Int, _ noun: String, plural: String? = nil) -> String {
    number == 1 ? "1 \(noun)" : "\(number) \(plural ?? noun + "s")"
}
