import Diagnostics

/// What is written between the values of a file.
struct LayoutSource {
    struct Comment {
        let range: Range<Int>
        let text: String
        /// Whether nothing stands before it on its line.
        let isAlone: Bool
        /// How many spaces or tabs stand before it.
        let distance: Int
    }

    let file: SourceFile
    let bytes: [UInt8]
    let comments: [Comment]

    init(_ file: SourceFile, opaque: [Range<Int>]) {
        self.file = file
        bytes = Array(file.text.utf8)
        comments = Self.comments(in: bytes, opaque: opaque)
    }

    private static func comments(in bytes: [UInt8], opaque: [Range<Int>]) -> [Comment] {
        var comments: [Comment] = []
        var hidden = opaque[...]
        var position = 0
        while position < bytes.count {
            if let next = hidden.first, next.lowerBound <= position {
                position = max(position, next.upperBound)
                hidden.removeFirst()
            } else if bytes[position] == UInt8(ascii: "#"), position == 0 || isBlank(bytes[position - 1]) {
                let comment = comment(at: position, in: bytes)
                comments.append(comment)
                position = comment.range.upperBound
            } else {
                position += 1
            }
        }
        return comments
    }

    private static func comment(at start: Int, in bytes: [UInt8]) -> Comment {
        var end = bytes[start...].firstIndex(of: UInt8(ascii: "\n")) ?? bytes.count
        while isBlank(bytes[end - 1]) { end -= 1 }
        let before = bytes[..<start].lastIndex { $0 == UInt8(ascii: "\n") || !isBlank($0) }
        return Comment(
            range: start..<end,
            text: String(decoding: bytes[start..<end], as: UTF8.self),
            isAlone: before.map { bytes[$0] == UInt8(ascii: "\n") } ?? true,
            distance: start - (before.map { $0 + 1 } ?? 0)
        )
    }

    /// The first byte from here on that is neither blank nor in a comment.
    func nextSignificant(from offset: Int) -> Int {
        var position = offset
        while position < bytes.count {
            if Self.isBlank(bytes[position]) {
                position += 1
            } else if bytes[position] == UInt8(ascii: "#") {
                position = bytes[position...].firstIndex(of: UInt8(ascii: "\n")) ?? bytes.count
            } else {
                break
            }
        }
        return position
    }

    func isFollowed(by indicator: UInt8, _ offset: Int) -> Bool {
        let next = nextSignificant(from: offset)
        return next < bytes.count && bytes[next] == indicator
    }

    /// Whether the line above that of a byte is blank.
    func isAfterBlankLine(_ offset: Int) -> Bool {
        guard let lineBreak = bytes[..<offset].lastIndex(of: UInt8(ascii: "\n")) else { return false }
        let above = bytes[..<lineBreak].lastIndex { $0 == UInt8(ascii: "\n") || !Self.isBlank($0) }
        return above.map { bytes[$0] == UInt8(ascii: "\n") } ?? true
    }

    /// How many bytes stand before a byte on its line.
    func column(of offset: Int) -> Int {
        offset - (bytes[..<offset].lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? 0)
    }

    func hasLineBreak(in range: Range<Int>) -> Bool {
        !range.isEmpty && bytes[range].contains(UInt8(ascii: "\n"))
    }

    func text(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }

    private static func isBlank(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") || byte == UInt8(ascii: "\n")
    }
}
