/// Puts the text together: lines, and the comments that belong between and behind them.
struct LayoutWriter {
    let source: LayoutSource
    private(set) var text = ""
    private var nextComment = 0
    /// Up to where the source is written.
    var cursor = 0
    /// Whether a blank line would be out of place: at the start, below a key, or after text that ends with one.
    var refusesBlankLine = true

    init(source: LayoutSource) { self.source = source }

    /// Appends to the line.
    mutating func write(_ part: String) { text += part }

    /// Starts a line.
    mutating func indent(_ width: Int) { text += String(repeating: " ", count: width) }

    /// Ends the line, with the comment that stands behind it.
    mutating func endLine() {
        if let comment = pending(before: source.nextSignificant(from: cursor)), !comment.isAlone {
            text += String(repeating: " ", count: max(1, comment.distance)) + comment.text
            nextComment += 1
        }
        text += "\n"
        refusesBlankLine = false
    }

    /// Whether a comment stands before a byte and is not written yet.
    func hasComment(before offset: Int) -> Bool { pending(before: offset) != nil }

    private func pending(before offset: Int) -> LayoutSource.Comment? {
        guard nextComment < source.comments.count, source.comments[nextComment].range.lowerBound < offset else {
            return nil
        }
        return source.comments[nextComment]
    }

    /// Writes the comments before something that starts a line, and the blank lines; `isApart` demands one.
    mutating func lead(to offset: Int, indent width: Int, isApart: Bool = false) {
        if isApart, !hasBlankLine(before: offset) { blankLine() }
        while let comment = pending(before: offset) {
            if comment.isAlone, source.isAfterBlankLine(comment.range.lowerBound) { blankLine() }
            writeComment(comment, indent: width)
        }
        if offset < source.bytes.count, source.isAfterBlankLine(offset) { blankLine() }
    }

    /// Writes the comments after the last part of a collection that stand as far to the right as its parts.
    mutating func trail(column: Int, indent width: Int) {
        let end = source.nextSignificant(from: cursor)
        while let comment = pending(before: end), source.column(of: comment.range.lowerBound) >= column {
            if source.isAfterBlankLine(comment.range.lowerBound) { blankLine() }
            writeComment(comment, indent: width)
        }
    }

    /// Writes the comments before something inside of a flow collection.
    mutating func writeComments(before offset: Int, indent width: Int) {
        while let comment = pending(before: offset) { writeComment(comment, indent: width) }
    }

    private mutating func writeComment(_ comment: LayoutSource.Comment, indent width: Int) {
        indent(width)
        text += comment.text + "\n"
        nextComment += 1
        refusesBlankLine = false
    }

    private func hasBlankLine(before offset: Int) -> Bool {
        let comments = source.comments[nextComment...].prefix { $0.range.lowerBound < offset }
        return source.isAfterBlankLine(offset)
            || comments.contains { $0.isAlone && source.isAfterBlankLine($0.range.lowerBound) }
    }

    private mutating func blankLine() {
        guard !refusesBlankLine, !text.isEmpty else { return }
        text += "\n"
        refusesBlankLine = true
    }
}
