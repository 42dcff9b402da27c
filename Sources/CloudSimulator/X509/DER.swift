/// One value of DER, the encoding of certificates and keys: a tag, and bytes that hold further values for some tags.
struct DER {
    let tag: UInt8
    let content: ArraySlice<UInt8>

    // The tags of ASN.1 that certificates and keys are made of.
    static let boolean: UInt8 = 0x01
    static let integer: UInt8 = 0x02
    static let bitString: UInt8 = 0x03
    static let octetString: UInt8 = 0x04
    static let objectIdentifier: UInt8 = 0x06
    static let utf8String: UInt8 = 0x0C
    static let shortTime: UInt8 = 0x17
    static let longTime: UInt8 = 0x18
    static let sequence: UInt8 = 0x30
    static let set: UInt8 = 0x31

    /// The value at the front of the bytes, which are cut off behind it.
    private init?(takenFrom bytes: inout ArraySlice<UInt8>) {
        guard let tag = bytes.popFirst(), let first = bytes.popFirst() else { return nil }
        var length = Int(first)
        if first >= 0x80 {
            let digits = Int(first & 0x7F)
            guard (1...4).contains(digits), bytes.count >= digits else { return nil }
            length = bytes.prefix(digits).reduce(0) { $0 << 8 | Int($1) }
            bytes = bytes.dropFirst(digits)
        }
        guard bytes.count >= length else { return nil }
        self.tag = tag
        content = bytes.prefix(length)
        bytes = bytes.dropFirst(length)
    }

    /// Reads bytes that are one value and nothing else.
    init?(_ bytes: some Sequence<UInt8>) {
        var rest = Array(bytes)[...]
        self.init(takenFrom: &rest)
        guard rest.isEmpty else { return nil }
    }

    /// The values that the content consists of, or nil when it does not.
    var values: [DER]? {
        var rest = content
        var values: [DER] = []
        while !rest.isEmpty {
            guard let value = DER(takenFrom: &rest) else { return nil }
            values.append(value)
        }
        return values
    }

    /// The values of a sequence.
    var elements: [DER]? {
        tag == DER.sequence ? values : nil
    }

    /// The bytes of a bit string that ends on a whole byte.
    var bits: [UInt8]? {
        tag == DER.bitString && content.first == 0 ? Array(content.dropFirst()) : nil
    }

    /// The magnitude of a number without leading zeros.
    var magnitude: [UInt8]? {
        tag == DER.integer ? Array(content.drop { $0 == 0 }) : nil
    }

    /// A point in time, of either of the two forms that X.509 has.
    var moment: Moment? {
        var digits = String(decoding: content, as: UTF8.self)
        guard digits.utf8.count == (tag == DER.shortTime ? 13 : 15), digits.last == "Z" else { return nil }
        // https://www.rfc-editor.org/rfc/rfc5280#section-4.1.2.5.1
        if tag == DER.shortTime { digits = (digits < "50" ? "20" : "19") + digits }
        func part(_ start: Int, _ length: Int) -> Substring {
            digits.dropFirst(start).prefix(length)
        }
        let date = "\(part(0, 4))-\(part(4, 2))-\(part(6, 2))"
        return Moment("\(date)T\(part(8, 2)):\(part(10, 2)):\(part(12, 2))Z")
    }
}

extension DER {
    static func encoded(_ tag: UInt8, _ content: [UInt8]) -> [UInt8] {
        guard content.count >= 0x80 else { return [tag, UInt8(content.count)] + content }
        var digits: [UInt8] = []
        var rest = content.count
        while rest > 0 {
            digits.insert(UInt8(rest & 0xFF), at: 0)
            rest >>= 8
        }
        return [tag, 0x80 | UInt8(digits.count)] + digits + content
    }

    static func encoded(_ tag: UInt8, _ parts: [[UInt8]]) -> [UInt8] {
        encoded(tag, Array(parts.joined()))
    }

    static func encoded(_ moment: Moment) -> [UInt8] {
        let digits = moment.text.prefix(19).filter(\.isNumber)
        return encoded(longTime, Array("\(digits)Z".utf8))
    }
}
