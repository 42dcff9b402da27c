extension StandardLibrary {
    static let encoders: [LibraryEntry] = [
        .function("base64.encode", [.bytes], .string) { arguments, budget throws(CELFailure) in
            let bytes = try arguments.bytes(0)
            try budget.prepare(bytes: bytes.count * 4 / 3 + 4)
            return .string(Base64.encoded(bytes))
        },
        .function("base64.decode", [.string], .bytes) { arguments, budget throws(CELFailure) in
            let text = try arguments.text(0)
            try budget.prepare(bytes: text.utf8.count)
            guard let bytes = Base64.decoded(text) else {
                throw CELFailure(.invalidArgument, "the text is not base64, expected letters, digits, '+', '/' and '='")
            }
            return .bytes(bytes)
        },
    ]
}

/// RFC 4648 base64; padding is written and need not be there to be read.
private enum Base64 {
    private static let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)

    static func encoded(_ bytes: [UInt8]) -> String {
        var result: [UInt8] = []
        result.reserveCapacity((bytes.count + 2) / 3 * 4)
        for start in stride(from: 0, to: bytes.count, by: 3) {
            let group = bytes[start..<min(start + 3, bytes.count)]
            let bits = (0..<3).reduce(UInt32(0)) { bits, offset in
                bits << 8 | (offset < group.count ? UInt32(group[start + offset]) : 0)
            }
            for digit in 0..<4 {
                let value = Int(bits >> UInt32(18 - 6 * digit) & 63)
                result.append(digit <= group.count ? alphabet[value] : UInt8(ascii: "="))
            }
        }
        return String(decoding: result, as: UTF8.self)
    }

    static func decoded(_ text: String) -> [UInt8]? {
        var digits = Array(text.utf8)
        while digits.last == UInt8(ascii: "="), digits.count % 4 == 0 || digits.count % 4 == 3 {
            digits.removeLast()
        }
        guard digits.count % 4 != 1 else {
            return nil
        }
        var result: [UInt8] = []
        var bits: UInt32 = 0
        var count = 0
        for digit in digits {
            guard let value = value(of: digit) else {
                return nil
            }
            bits = bits << 6 | value
            count += 6
            if count >= 8 {
                count -= 8
                result.append(UInt8(truncatingIfNeeded: bits >> UInt32(count)))
            }
        }
        return result
    }

    private static func value(of digit: UInt8) -> UInt32? {
        switch digit {
        case 0x41...0x5a: UInt32(digit - 0x41)
        case 0x61...0x7a: UInt32(digit - 0x61 + 26)
        case 0x30...0x39: UInt32(digit - 0x30 + 52)
        case UInt8(ascii: "+"): 62
        case UInt8(ascii: "/"): 63
        default: nil
        }
    }
}
