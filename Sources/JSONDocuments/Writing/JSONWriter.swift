extension JSONValue {
    /// The value as UTF-8 without any white space, members in their own order.
    public func encoded() -> [UInt8] {
        var writer = JSONWriter()
        writer.write(self)
        return writer.bytes
    }

    /// The value as text, without a line break at its end.
    public func text(_ layout: JSONLayout) -> String {
        var writer = JSONWriter(layout)
        writer.write(self)
        return String(decoding: writer.bytes, as: UTF8.self)
    }

    /// The value as text for people: two-space indent, a line for each element, no newline at the end.
    ///
    /// Sorted keys compare as UTF-8 bytes, so the same value is the same text wherever it is written.
    public func pretty(sortedKeys: Bool = true) -> String {
        text(sortedKeys ? .indented.sorted : .indented)
    }
}

/// Writes JSON, a value at a time.
package struct JSONWriter {
    private let layout: JSONLayout
    /// What has been written.
    package private(set) var bytes: [UInt8] = []

    package init(_ layout: JSONLayout = .compact) {
        self.layout = layout
    }

    /// Writes a whole value.
    package mutating func write(_ value: JSONValue) {
        write(value, JSONLayout.Place(depth: 0, column: 0, isElement: false))
    }

    /// Writes text that is JSON already.
    package mutating func write(verbatim text: some Sequence<UInt8>) {
        bytes += text
    }

    private mutating func write(_ value: JSONValue, _ place: JSONLayout.Place) {
        switch value {
        case .array(let elements) where !layout.isOnOneLine(value, place):
            enclose(elements, in: "[", "]", place) { writer, element, inner in writer.write(element, inner) }
        case .object(let object) where !layout.isOnOneLine(value, place):
            enclose(ordered(object), in: "{", "}", place) { writer, member, inner in
                let start = writer.bytes.count
                writer.write(key: member.key)
                let column = inner.column + writer.bytes.count - start
                writer.write(
                    member.value,
                    JSONLayout.Place(depth: inner.depth, column: column, isElement: false)
                )
            }
        case .null, .boolean, .integer, .number, .string, .array, .object:
            writeLine(value)
        }
    }

    /// Breaks the line before each part and after the last.
    private mutating func enclose<Parts: Collection>(
        _ parts: Parts,
        in opening: Unicode.Scalar,
        _ closing: Unicode.Scalar,
        _ place: JSONLayout.Place,
        write: (inout JSONWriter, Parts.Element, JSONLayout.Place) -> Void
    ) {
        let depth = place.depth + 1
        bytes.append(UInt8(ascii: opening))
        if parts.isEmpty { breakLine(0) }
        var isFirst = true
        for part in parts {
            if !isFirst { bytes.append(UInt8(ascii: ",")) }
            isFirst = false
            breakLine(depth)
            write(&self, part, JSONLayout.Place(depth: depth, column: 2 * depth, isElement: true))
        }
        breakLine(place.depth)
        bytes.append(UInt8(ascii: closing))
    }

    private mutating func breakLine(_ depth: Int) {
        bytes.append(UInt8(ascii: "\n"))
        bytes += repeatElement(UInt8(ascii: " "), count: 2 * depth)
    }

    private func ordered(_ object: JSONObject) -> [JSONObject.Member] {
        guard layout.sortsKeys else { return Array(object) }
        return object.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }
    }
}

// On one line.
extension JSONWriter {
    private mutating func writeLine(_ value: JSONValue) {
        switch value {
        case .null: bytes += "null".utf8
        case .boolean(let value): bytes += (value ? "true" : "false").utf8
        case .integer(let value): bytes += String(value).utf8
        case .number(let value):
            precondition(value.isFinite, "JSON has no \(value)")
            bytes += value.description.utf8
        case .string(let value): write(text: value)
        case .array(let elements):
            list(elements, in: "[", "]") { writer, element in writer.writeLine(element) }
        case .object(let object) where layout.sortsKeys:
            list(ordered(object), in: "{", "}") { writer, member in writer.writeLine(member) }
        case .object(let object):
            list(object, in: "{", "}") { writer, member in writer.writeLine(member) }
        }
    }

    private mutating func writeLine(_ member: JSONObject.Member) {
        write(key: member.key)
        writeLine(member.value)
    }

    /// Writes parts one after the other, with what encloses and what separates them.
    package mutating func list<Part>(
        _ parts: some Sequence<Part>,
        in opening: Unicode.Scalar,
        _ closing: Unicode.Scalar,
        write: (inout JSONWriter, Part) -> Void
    ) {
        bytes.append(UInt8(ascii: opening))
        var isFirst = true
        for part in parts {
            if !isFirst { bytes += layout.comma.utf8 }
            isFirst = false
            write(&self, part)
        }
        bytes.append(UInt8(ascii: closing))
    }

    /// Writes the key of a member with what separates it from its value.
    package mutating func write(key: String) {
        write(text: key)
        bytes += layout.colon.utf8
    }

    /// Writes a text in quotes.
    package mutating func write(text: String) {
        bytes.append(UInt8(ascii: "\""))
        if layout.escapesInvisible { writeVisible(text) } else { writePlain(text) }
        bytes.append(UInt8(ascii: "\""))
    }

    private mutating func writePlain(_ text: String) {
        for byte in text.utf8 {
            if byte >= 0x20, byte != UInt8(ascii: "\""), byte != UInt8(ascii: "\\") {
                bytes.append(byte)
            } else {
                escape(UInt32(byte))
            }
        }
    }

    private mutating func writeVisible(_ text: String) {
        for scalar in text.unicodeScalars {
            let isInvisible = (0x7F...0x9F).contains(scalar.value) || Self.invisible.contains(scalar.value)
            if isInvisible || scalar.value < 0x20 || scalar == "\"" || scalar == "\\" {
                escape(scalar.value)
            } else {
                bytes += String(scalar).utf8
            }
        }
    }

    /// Line and paragraph separators, the byte order mark, and what is no character.
    private static let invisible: Set<UInt32> = [0x2028, 0x2029, 0xFEFF, 0xFFFE, 0xFFFF]

    private mutating func escape(_ code: UInt32) {
        switch code {
        case 0x22: bytes += #"\""#.utf8
        case 0x5C: bytes += #"\\"#.utf8
        case 0x0A: bytes += #"\n"#.utf8
        case 0x0D: bytes += #"\r"#.utf8
        case 0x09: bytes += #"\t"#.utf8
        default:
            let digits = String(code, radix: 16)
            bytes += #"\u"#.utf8
            bytes += repeatElement(UInt8(ascii: "0"), count: 4 - digits.utf8.count)
            bytes += digits.utf8
        }
    }
}
