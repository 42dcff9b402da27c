/// The letters before a quote: `r`, `b` and both, in either case.
struct StringPrefix {
    let length: Int
    let isRaw: Bool
    let isBytes: Bool

    /// No prefix unless a quote follows it.
    init?(_ bytes: [UInt8], at start: Int) {
        var position = start
        var isRaw = false
        var isBytes = false
        while position < bytes.count, position < start + 2 {
            switch bytes[position] | 0x20 {
            case UInt8(ascii: "r") where !isRaw: isRaw = true
            case UInt8(ascii: "b") where !isBytes && !isRaw: isBytes = true
            default: return nil
            }
            position += 1
            if position < bytes.count, bytes[position].isQuote {
                self.length = position - start
                self.isRaw = isRaw
                self.isBytes = isBytes
                return
            }
        }
        return nil
    }
}

/// Finds where a string ends; the lexer and the scanner of templates agree because both use it.
enum StringEnd {
    /// The offset behind the closing quote of the string whose opening quote is at `start`.
    static func find(in bytes: [UInt8], at start: Int, isRaw: Bool) -> Int? {
        let quote = bytes[start]
        let isTriple = start + 2 < bytes.count && bytes[start + 1] == quote && bytes[start + 2] == quote
        var position = start + (isTriple ? 3 : 1)
        while position < bytes.count {
            let byte = bytes[position]
            if byte == UInt8(ascii: "\\"), !isRaw {
                position += 2
                continue
            }
            if !isTriple, byte == 0x0a || byte == 0x0d {
                return nil
            }
            if byte == quote {
                guard isTriple else {
                    return position + 1
                }
                if position + 2 < bytes.count, bytes[position + 1] == quote, bytes[position + 2] == quote {
                    return position + 3
                }
            }
            position += 1
        }
        return nil
    }
}

extension UInt8 {
    var isQuote: Bool { self == UInt8(ascii: "\"") || self == UInt8(ascii: "'") }
}
