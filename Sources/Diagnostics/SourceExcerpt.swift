/// A source line with a caret line under it, as it is shown below a diagnostic.
struct SourceExcerpt {
    let lineNumber: Int
    let line: String
    /// Blanks up to the place; tabs are repeated, so any tab width aligns.
    let padding: String
    /// One caret for each cell of the place, at least one.
    let carets: String

    /// Nil if the range names a line that the file does not have.
    init?(_ range: SourceRange) {
        guard let text = range.file.line(range.start.line) else { return nil }
        lineNumber = range.start.line
        let scalars = Array(text.unicodeScalars)
        let start = min(max(0, range.start.column - 1), scalars.count)
        let isOneLine = range.end.line == range.start.line
        let end = isOneLine ? min(max(start, range.end.column - 1), scalars.count) : scalars.count

        let shown = window(around: start, of: scalars.count)
        let before = visible(scalars[shown.lowerBound..<start])
        let marked = visible(scalars[start..<min(end, shown.upperBound)])
        let after = visible(scalars[min(end, shown.upperBound)..<shown.upperBound])

        let opening = shown.lowerBound > 0 ? "…" : ""
        let closing = shown.upperBound < scalars.count ? "…" : ""
        line = opening + before + marked + after + closing
        let markedWidth = marked.reduce(0) { $0 + displayWidth(of: $1) }
        padding = blanks(under: opening + before)
        carets = String(repeating: "^", count: max(1, markedWidth))
    }
}

/// The part of a long line that is shown: it starts a little before the place.
private func window(around place: Int, of count: Int) -> Range<Int> {
    let longest = 160
    guard count > longest else { return 0..<count }
    let start = max(0, min(place - 40, count - longest))
    return start..<start + longest
}

/// Control characters could move the cursor or change the terminal, so they are shown as a replacement character.
private func visible(_ scalars: ArraySlice<Unicode.Scalar>) -> String {
    var text = String.UnicodeScalarView()
    for scalar in scalars {
        let isControl = scalar.properties.generalCategory == .control && scalar != "\t"
        text.append(isControl ? "\u{FFFD}" : scalar)
    }
    return String(text)
}

private func blanks(under text: String) -> String {
    var blanks = ""
    for character in text {
        if character == "\t" {
            blanks.append("\t")
        } else {
            blanks += String(repeating: " ", count: displayWidth(of: character))
        }
    }
    return blanks
}
