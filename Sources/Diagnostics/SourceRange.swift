/// A place in a text: line and column from 1, the column in Unicode scalars.
package struct SourcePosition: Hashable, Sendable {
    private let storedLine: Int32
    private let storedColumn: Int32

    package init(line: Int, column: Int) {
        storedLine = Int32(clamping: line)
        storedColumn = Int32(clamping: column)
    }

    package var line: Int { Int(storedLine) }
    package var column: Int { Int(storedColumn) }
}

extension SourcePosition: Comparable {
    package static func < (left: SourcePosition, right: SourcePosition) -> Bool {
        (left.storedLine, left.storedColumn) < (right.storedLine, right.storedColumn)
    }
}

extension SourcePosition: CustomStringConvertible {
    package var description: String { "\(line):\(column)" }
}

/// A stretch of a file; `end` is the place after its last character.
package struct SourceRange: Hashable, Sendable {
    package let file: SourceFile
    package let start: SourcePosition
    package let end: SourcePosition

    package init(file: SourceFile, start: SourcePosition, end: SourcePosition) {
        self.file = file
        self.start = start
        self.end = max(start, end)
    }

    /// The empty range at a place.
    package init(file: SourceFile, at position: SourcePosition) {
        self.init(file: file, start: position, end: position)
    }
}

extension SourceRange: CustomStringConvertible {
    /// `infra.yaml:12:7`, which terminals and editors make a link.
    package var description: String { "\(file.path):\(start)" }
}
