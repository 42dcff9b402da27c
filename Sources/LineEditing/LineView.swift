import Diagnostics

/// The part of a line that fits a terminal, and where the cursor is in it.
package struct LineView: Hashable, Sendable {
    package let text: String
    /// Columns before the cursor, with those of the prompt.
    package let column: Int

    package init(_ line: EditedLine, prompt: String, width: Int) {
        let room = max(width - prompt.count - 1, 8)
        let cells = line.characters.map { displayWidth(of: $0) }
        var start = 0
        var before = cells[..<line.cursor].reduce(0, +)
        while before > room {
            before -= cells[start]
            start += 1
        }
        var end = start
        var used = 0
        while end < cells.count, used + cells[end] <= room {
            used += cells[end]
            end += 1
        }
        text = prompt + String(line.characters[start..<end])
        column = prompt.count + before
    }

    /// What a terminal has to be sent to show it in place of the line on which the cursor is.
    package var sequence: String { "\r\(text)\u{1B}[K\r" + (column > 0 ? "\u{1B}[\(column)C" : "") }
}
