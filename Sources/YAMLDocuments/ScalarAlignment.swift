import Diagnostics

extension YAMLNode {
    /// Where a part of a scalar's text, given in UTF-8 offsets, is written in the file.
    ///
    /// Exact for everything but white space that folding has changed. What is no scalar is its own range.
    package func range(ofText offsets: Range<Int>) -> SourceRange {
        guard case .scalar(let scalar) = content else { return range }
        let file = range.file
        let start = file.utf8Offset(of: range.start)
        let end = file.utf8Offset(of: range.end)
        let utf8 = file.text.utf8
        let first = utf8.index(utf8.startIndex, offsetBy: start)
        let last = utf8.index(utf8.startIndex, offsetBy: end)
        let alignment = ScalarAlignment(Array(scalar.text.utf8), scalar.style, source: Array(utf8[first..<last]))
        let place = alignment.sourceRange(of: offsets)
        return SourceRange(
            file: file,
            start: file.position(atUTF8Offset: start + place.lowerBound),
            end: file.position(atUTF8Offset: start + place.upperBound)
        )
    }
}

/// Which bytes of a file make which bytes of a scalar's text.
///
/// Walks along both at once: outside of escapes, only white space differs between them.
struct ScalarAlignment {
    /// For each byte of the text, the stretch of the source that it comes from.
    private var places: [Range<Int>] = []
    private let text: [UInt8]
    private let style: YAMLScalar.Style
    private let source: [UInt8]

    init(_ text: [UInt8], _ style: YAMLScalar.Style, source: [UInt8]) {
        self.text = text
        self.style = style
        self.source = source
        places.reserveCapacity(text.count)
        align()
    }

    /// Offsets past the text are the end of what was aligned.
    func sourceRange(of offsets: Range<Int>) -> Range<Int> {
        let end = places.last?.upperBound ?? contentStart
        let lower = offsets.lowerBound < places.count ? places[offsets.lowerBound].lowerBound : end
        guard !offsets.isEmpty else { return lower..<lower }
        let upper = offsets.upperBound <= places.count ? places[offsets.upperBound - 1].upperBound : end
        return lower..<max(lower, upper)
    }

    private mutating func align() {
        var position = contentStart
        while places.count < text.count, position < source.count {
            let wanted = text[places.count]
            let found = source[position]
            if let escape = escape(at: position) {
                if let blank = escape.blank, blank != wanted {
                    position += escape.length
                    continue
                }
                let place = position..<position + escape.length
                places += Array(repeating: place, count: min(escape.width, text.count - places.count))
                position = place.upperBound
            } else if found == wanted {
                places.append(position..<position + 1)
                position += 1
            } else if isLineBreak(found), wanted == UInt8(ascii: " ") {
                places.append(position..<position + 1)
            } else if isBlank(found) {
                position += 1
            } else {
                return
            }
        }
    }

    /// Where the text starts: after anchor, tag and comments, and after the quote or the header of a block scalar.
    private var contentStart: Int {
        var position = 0
        while position < source.count {
            let byte = source[position]
            if isBlank(byte) {
                position += 1
            } else if byte == UInt8(ascii: "&") || byte == UInt8(ascii: "!") {
                position = end(from: position, at: isBlank)
            } else if byte == UInt8(ascii: "#") {
                position = end(from: position, at: isLineBreak)
            } else {
                break
            }
        }
        switch style {
        case .plain: return position
        case .singleQuoted, .doubleQuoted: return min(position + 1, source.count)
        case .literal, .folded: return end(from: position, at: isLineBreak)
        }
    }

    private func end(from position: Int, at isEnd: (UInt8) -> Bool) -> Int {
        source[position...].firstIndex(where: isEnd) ?? source.count
    }

    private func escape(at position: Int) -> Escape? {
        guard position + 1 < source.count else { return nil }
        let next = source[position + 1]
        switch (style, source[position]) {
        case (.singleQuoted, UInt8(ascii: "'")):
            return next == UInt8(ascii: "'") ? Escape(length: 2, width: 1) : nil
        case (.doubleQuoted, UInt8(ascii: "\\")):
            return escapeSequence(at: position, named: next)
        default:
            return nil
        }
    }

    private func escapeSequence(at position: Int, named name: UInt8) -> Escape {
        switch name {
        case UInt8(ascii: "x"): Escape(length: 4, width: width(ofDigits: position + 2..<position + 4))
        case UInt8(ascii: "u"): Escape(length: 6, width: width(ofDigits: position + 2..<position + 6))
        case UInt8(ascii: "U"): Escape(length: 10, width: width(ofDigits: position + 2..<position + 10))
        case UInt8(ascii: "N"), UInt8(ascii: "_"): Escape(length: 2, width: 2)
        case UInt8(ascii: "L"), UInt8(ascii: "P"): Escape(length: 2, width: 3)
        case UInt8(ascii: "n"): Escape(length: 2, width: 1, blank: UInt8(ascii: "\n"))
        case UInt8(ascii: "r"): Escape(length: 2, width: 1, blank: UInt8(ascii: "\r"))
        case UInt8(ascii: "t"): Escape(length: 2, width: 1, blank: UInt8(ascii: "\t"))
        case UInt8(ascii: " "), UInt8(ascii: "\t"): Escape(length: 2, width: 1, blank: name)
        case _ where isLineBreak(name): lineContinuation(at: position)
        default: Escape(length: 2, width: 1)
        }
    }

    /// A backslash at the end of a line takes the indentation of the next line with it.
    private func lineContinuation(at position: Int) -> Escape {
        let isCRLF = source[(position + 1)...].starts(with: [UInt8(ascii: "\r"), UInt8(ascii: "\n")])
        let nextLine = position + (isCRLF ? 3 : 2)
        let end = end(from: nextLine) { !isBlank($0) || isLineBreak($0) }
        return Escape(length: end - position, width: 0)
    }

    private func width(ofDigits digits: Range<Int>) -> Int {
        let text = String(decoding: source[digits.clamped(to: source.indices)], as: UTF8.self)
        return UInt32(text, radix: 16).flatMap(Unicode.Scalar.init).map { UTF8.width($0) } ?? 1
    }
}

/// An escape sequence of a quoted string.
private struct Escape {
    let length: Int
    /// How many bytes of text it makes.
    let width: Int
    /// The white space that it stands for; folding may have matched another blank with it.
    var blank: UInt8?
}

private func isBlank(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") || isLineBreak(byte)
}

private func isLineBreak(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r")
}
