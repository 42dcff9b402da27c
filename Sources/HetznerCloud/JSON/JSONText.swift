extension JSONValue {
    /// The value as UTF-8 without any white space, members in their own order.
    public func encoded() -> [UInt8] {
        var writer = JSONWriter(layout: .compact)
        writer.write(self)
        return writer.bytes
    }

    /// The value as text for people: two-space indent, a line for each element, no newline at the end.
    ///
    /// Sorted keys compare as UTF-8 bytes, so the same value is the same text wherever it is written.
    public func pretty(sortedKeys: Bool = true) -> String {
        var writer = JSONWriter(layout: .indented(sortedKeys: sortedKeys))
        writer.write(self)
        return String(decoding: writer.bytes, as: UTF8.self)
    }
}

private struct JSONWriter {
    enum Layout {
        case compact
        case indented(sortedKeys: Bool)
    }

    let layout: Layout
    private(set) var bytes: [UInt8] = []
    private var depth = 0

    init(layout: Layout) {
        self.layout = layout
    }

    mutating func write(_ value: JSONValue) {
        switch value {
        case .null: bytes += "null".utf8
        case .boolean(let value): bytes += (value ? "true" : "false").utf8
        case .integer(let value): bytes += String(value).utf8
        case .number(let value):
            precondition(value.isFinite, "JSON has no \(value)")
            bytes += value.description.utf8
        case .string(let value): write(value)
        case .array(let elements):
            enclose(elements, in: "[", "]") { writer, element in writer.write(element) }
        case .object(let object):
            enclose(ordered(object), in: "{", "}") { writer, member in writer.write(member) }
        }
    }

    private func ordered(_ object: JSONObject) -> [JSONObject.Member] {
        switch layout {
        case .compact, .indented(sortedKeys: false): Array(object)
        case .indented(sortedKeys: true):
            object.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }
        }
    }

    private mutating func write(_ member: JSONObject.Member) {
        write(member.key)
        bytes.append(UInt8(ascii: ":"))
        if case .indented = layout { bytes.append(UInt8(ascii: " ")) }
        write(member.value)
    }

    private mutating func enclose<Element>(
        _ elements: [Element],
        in opening: Unicode.Scalar,
        _ closing: Unicode.Scalar,
        write: (inout JSONWriter, Element) -> Void
    ) {
        bytes.append(UInt8(ascii: opening))
        depth += 1
        for (index, element) in elements.enumerated() {
            if index > 0 { bytes.append(UInt8(ascii: ",")) }
            breakLine()
            write(&self, element)
        }
        depth -= 1
        if !elements.isEmpty { breakLine() }
        bytes.append(UInt8(ascii: closing))
    }

    private mutating func breakLine() {
        guard case .indented = layout else { return }
        bytes.append(UInt8(ascii: "\n"))
        bytes += repeatElement(UInt8(ascii: " "), count: 2 * depth)
    }

    private mutating func write(_ string: String) {
        bytes.append(UInt8(ascii: "\""))
        for byte in string.utf8 {
            switch byte {
            case UInt8(ascii: "\""), UInt8(ascii: "\\"): bytes += [UInt8(ascii: "\\"), byte]
            case 0x0a: bytes += #"\n"#.utf8
            case 0x0d: bytes += #"\r"#.utf8
            case 0x09: bytes += #"\t"#.utf8
            case 0..<0x20:
                let digits = String(byte, radix: 16)
                bytes += (#"\u00"# + (digits.count == 1 ? "0" : "") + digits).utf8
            default: bytes.append(byte)
            }
        }
        bytes.append(UInt8(ascii: "\""))
    }
}
