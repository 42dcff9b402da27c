/// Scalars over several lines.
enum ScalarLayout {
    /// A plain or quoted scalar as it is written, its further lines indented anew; folding takes that away again.
    static func text(_ written: String, _ style: YAMLScalar.Style, continuation: Int) -> String {
        let lines = written.split(separator: "\n", omittingEmptySubsequences: false)
        guard lines.count > 1 else { return written }
        let indent = String(repeating: " ", count: continuation)
        return lines.enumerated().map { index, line in
            // An escaped space may be the last one of a line in double quotes.
            let end = style == .doubleQuoted ? line : line.trimmedAtEnd
            let text = index == 0 ? end : end.trimmedAtStart
            return index == 0 || text.isEmpty ? String(text) : indent + text
        }.joined(separator: "\n")
    }
}

/// A literal or folded scalar.
struct BlockScalarLayout {
    private let header: String
    private let lines: [Substring]
    /// The number in the header that says how far the text is indented.
    private let indicator: Int?
    /// Whether line breaks at its end are part of the text.
    let keepsBlankLines: Bool
    private let sourceIndent: Int
    /// Whether the file ends in the text without a line break, which one would add to the text.
    private let isUnfinished: Bool

    /// `sourceIndent` is the column of the collection around it, nil at the root.
    init(_ written: String, sourceIndent column: Int?) {
        var lines = written.split(separator: "\n", omittingEmptySubsequences: false)
        header = String(lines.removeFirst().trimmedAtEnd)
        let indicators = header.prefix { $0 != " " && $0 != "\t" }
        indicator = indicators.compactMap(\.wholeNumberValue).first
        keepsBlankLines = indicators.contains("+")
        // What follows the last line break is the indentation of the next line, or a line at the end of the file.
        let end = lines.popLast() ?? ""
        if !end.isSpaces { lines.append(end) }
        let first = lines.firstIndex { !$0.isSpaces } ?? lines.endIndex
        let widths = lines[..<first].map(\.count) + (first < lines.endIndex ? [lines[first].indentation] : [])
        sourceIndent = indicator.map { max(0, column ?? 0) + $0 } ?? widths.max() ?? 0
        if end.isSpaces, end.count > sourceIndent { lines.append(end) }
        isUnfinished = end.count > sourceIndent && !indicators.contains("-")
        self.lines = lines
    }

    /// The text below a collection in the column.
    func text(indent: Int?) -> String {
        let width = (indent ?? 0) + (indicator ?? 2)
        var rows = lines.map { line -> String in
            let rest = Substring(line.utf8.dropFirst(min(sourceIndent, line.indentation)))
            return rest.isEmpty ? "" : String(repeating: " ", count: width) + rest
        }
        if !keepsBlankLines {
            while rows.last == "" { rows.removeLast() }
        }
        return ([header] + rows).joined(separator: "\n") + (isUnfinished ? "" : "\n")
    }
}

extension Substring {
    fileprivate var isSpaces: Bool { utf8.allSatisfy { $0 == UInt8(ascii: " ") } }
    fileprivate var indentation: Int { utf8.prefix { $0 == UInt8(ascii: " ") }.count }

    // By scalars: a space and a mark that combines with it are one character.
    fileprivate var trimmedAtStart: Substring { Substring(unicodeScalars.drop { $0 == " " || $0 == "\t" }) }

    fileprivate var trimmedAtEnd: Substring {
        var rest = unicodeScalars
        while let last = rest.last, last == " " || last == "\t" { rest.removeLast() }
        return Substring(rest)
    }
}
