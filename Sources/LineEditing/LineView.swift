/// The part of a line that fits a terminal, and where the cursor is in it.
package struct LineView: Hashable, Sendable {
    package let text: String
    /// Columns before the cursor, with those of the prompt.
    package let column: Int

    package init(_ line: EditedLine, prompt: String, width: Int) {
        let room = max(width - prompt.count - 1, 8)
        let start = line.cursor > room ? line.cursor - room : 0
        text = prompt + String(line.characters[start...].prefix(room))
        column = prompt.count + line.cursor - start
    }

    /// What a terminal has to be sent to show it in place of the line on which the cursor is.
    package var sequence: String { "\r\(text)\u{1B}[K\r" + (column > 0 ? "\u{1B}[\(column)C" : "") }
}
