/// A file that was read: its path as the user wrote it, and its text.
///
/// Copies share one storage, so that every node of a large file can carry its file.
package struct SourceFile: Sendable {
    private let storage: Storage

    package init(path: String, text: String) {
        storage = Storage(path: path, text: text)
    }

    package var path: String { storage.path }
    /// The path up to the name of the file, with the slash at its end; empty where there is none.
    package var folder: String { storage.folder }
    package var text: String { storage.text }
    package var lineCount: Int { storage.lineStarts.count }

    /// The text of a line, counted from 1, without its line break; nil outside the file.
    package func line(_ number: Int) -> Substring? {
        guard number >= 1, number <= lineCount else { return nil }
        let utf8 = storage.text.utf8
        let start = storage.lineStarts[number - 1]
        var end = number < lineCount ? storage.lineStarts[number] : utf8.count
        while end > start, isLineBreak(utf8[utf8.index(utf8.startIndex, offsetBy: end - 1)]) {
            end -= 1
        }
        return storage.text[index(start)..<index(end)]
    }

    /// The place of a byte of the text; one past the last byte is the end of the file.
    package func position(atUTF8Offset offset: Int) -> SourcePosition {
        let starts = storage.lineStarts
        var low = 0
        var high = starts.count
        while high - low > 1 {
            let middle = (low + high) / 2
            if starts[middle] <= offset {
                low = middle
            } else {
                high = middle
            }
        }
        let end = min(max(offset, starts[low]), storage.text.utf8.count)
        let column = storage.text.unicodeScalars[index(starts[low])..<index(end)].count + 1
        return SourcePosition(line: low + 1, column: column)
    }

    /// The byte at which a position stands, moved into its line and the file where it is outside.
    package func utf8Offset(of position: SourcePosition) -> Int {
        guard position.line >= 1 else { return 0 }
        guard position.line <= lineCount else { return storage.text.utf8.count }
        let start = index(storage.lineStarts[position.line - 1])
        let scalars = storage.text.unicodeScalars
        let place = scalars.index(start, offsetBy: max(0, position.column - 1), limitedBy: scalars.endIndex)
        return storage.text.utf8.distance(from: storage.text.startIndex, to: place ?? scalars.endIndex)
    }

    private func index(_ utf8Offset: Int) -> String.Index {
        storage.text.utf8.index(storage.text.startIndex, offsetBy: utf8Offset)
    }
}

extension SourceFile: Hashable {
    package static func == (left: SourceFile, right: SourceFile) -> Bool {
        left.storage === right.storage || (left.path == right.path && left.text == right.text)
    }

    package func hash(into hasher: inout Hasher) {
        hasher.combine(path)
    }
}

private final class Storage: Sendable {
    let path: String
    let folder: String
    let text: String
    /// The UTF-8 offset at which each line starts; a line ends with LF, CR LF or CR.
    let lineStarts: [Int]

    init(path: String, text: String) {
        var text = text
        text.makeContiguousUTF8()
        self.path = path
        folder = path.lastIndex(of: "/").map { String(path[...$0]) } ?? ""
        self.text = text
        lineStarts = text.utf8.withContiguousStorageIfAvailable { offsetsOfLines(in: $0) } ?? [0]
    }
}

private func offsetsOfLines(in bytes: UnsafeBufferPointer<UInt8>) -> [Int] {
    var starts = [0]
    var offset = 0
    while offset < bytes.count {
        let byte = bytes[offset]
        offset += 1
        guard isLineBreak(byte) else { continue }
        if byte == carriageReturn, offset < bytes.count, bytes[offset] == lineFeed {
            offset += 1
        }
        starts.append(offset)
    }
    return starts
}

private let lineFeed = UInt8(ascii: "\n")
private let carriageReturn = UInt8(ascii: "\r")

private func isLineBreak(_ byte: UInt8) -> Bool {
    byte == lineFeed || byte == carriageReturn
}
