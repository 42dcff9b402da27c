/// A key as terminals send it.
package enum Key: Hashable, Sendable {
    case text(Character)
    case enter
    case tab
    case backspace
    case delete
    case up
    case down
    case left
    case right
    case home
    case end
    /// Control and a lower-case letter.
    case control(Character)
    /// Alt, or escape before it, and a character.
    case alt(Character)
}

/// Makes keys of the bytes that a terminal sends, which may come in pieces.
package struct KeyReader: Sendable {
    private var bytes: [UInt8] = []

    package init() {}

    /// The keys that are complete now; what is begun waits for more.
    package mutating func read(_ more: some Sequence<UInt8>) -> [Key] {
        bytes += more
        var keys: [Key] = []
        while !bytes.isEmpty, let count = nextCount {
            let sequence = Array(bytes.prefix(count))
            bytes.removeFirst(count)
            if let key = Self.key(sequence) { keys.append(key) }
        }
        return keys
    }

    /// How many bytes the next key has; nil while it is not complete.
    private var nextCount: Int? {
        let first = bytes[0]
        if first == 0x1B { return escapeCount }
        let count = first < 0xC0 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4
        return bytes.count >= count ? count : nil
    }

    private var escapeCount: Int? {
        guard bytes.count > 1 else { return nil }
        switch bytes[1] {
        case UInt8(ascii: "["):
            guard let end = bytes.dropFirst(2).firstIndex(where: { (0x40...0x7E).contains($0) }) else {
                // No terminal sends so long a sequence: it is no key.
                return bytes.count > 32 ? bytes.count : nil
            }
            return end + 1
        case UInt8(ascii: "O"): return bytes.count > 2 ? 3 : nil
        case _: return 2
        }
    }

    private static func key(_ bytes: [UInt8]) -> Key? {
        if bytes[0] == 0x1B { return escape(bytes) }
        guard bytes.count == 1, bytes[0] < 0x20 || bytes[0] == 0x7F else {
            let text = String(decoding: bytes, as: UTF8.self)
            return text.first.flatMap { text.count == 1 && $0 != "\u{FFFD}" ? .text($0) : nil }
        }
        switch bytes[0] {
        case 0x0D, 0x0A: return .enter
        case 0x09: return .tab
        case 0x08, 0x7F: return .backspace
        case 1...26: return .control(Character(Unicode.Scalar(bytes[0] + 0x60)))
        case _: return nil
        }
    }

    private static func escape(_ bytes: [UInt8]) -> Key? {
        let rest = String(decoding: bytes.dropFirst(), as: UTF8.self)
        switch rest {
        case "[A", "OA": return .up
        case "[B", "OB": return .down
        case "[C", "OC": return .right
        case "[D", "OD": return .left
        case "[H", "OH", "[1~", "[7~": return .home
        case "[F", "OF", "[4~", "[8~": return .end
        case "[3~": return .delete
        case "[1;5C", "[1;3C": return .alt("f")
        case "[1;5D", "[1;3D": return .alt("b")
        case "\u{7F}": return .alt("\u{7F}")
        case _: return rest.count == 1 ? rest.first.map { .alt($0) } : nil
        }
    }
}
