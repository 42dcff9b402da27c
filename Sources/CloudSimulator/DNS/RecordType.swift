/// The types of records that a zone can hold.
enum RecordType: String, Codable, Sendable, CaseIterable {
    case a = "A"
    case aaaa = "AAAA"
    case caa = "CAA"
    case cname = "CNAME"
    case ds = "DS"
    case hinfo = "HINFO"
    case https = "HTTPS"
    case mx = "MX"
    case ns = "NS"
    case ptr = "PTR"
    case rp = "RP"
    case soa = "SOA"
    case srv = "SRV"
    case svcb = "SVCB"
    case tlsa = "TLSA"
    case txt = "TXT"

    /// A name has one alias at most, and a zone one start of authority.
    var isSingle: Bool { self == .cname || self == .soa }

    /// What is wrong with a value as presented in zone files (RFC 1035 and the type's own), or nil.
    func problem(in value: String) -> String? {
        guard !value.isEmpty else { return "must not be empty" }
        guard let fields = RecordFields(value) else { return "is not a valid \(rawValue) record" }
        if self == .txt { return RecordType.problem(inText: fields) }
        return accepts(fields) ? nil : "is not a valid \(rawValue) record"
    }

    private func accepts(_ fields: RecordFields) -> Bool {
        switch self {
        case .a: fields.count == 1 && fields.word(0).flatMap { IPv4($0) } != nil
        case .aaaa: fields.count == 1 && fields.word(0).flatMap { IPv6($0) } != nil
        case .cname, .ns, .ptr: fields.count == 1 && fields.isTarget(0)
        case .mx: fields.count == 2 && fields.isNumber(0, in: 0...65_535) && fields.isTarget(1)
        case .rp: fields.count == 2 && fields.isTarget(0) && fields.isTarget(1)
        case .hinfo: fields.count == 2 && fields.fields.allSatisfy { RecordFields.size(ofQuoted: $0.text) <= 255 }
        case .srv: fields.count == 4 && (0...2).allSatisfy { fields.isNumber($0, in: 0...65_535) } && fields.isTarget(3)
        case .caa: RecordType.isCertificateAuthority(fields)
        case .ds: RecordType.isDelegationSigner(fields)
        case .https, .svcb: RecordType.isServiceBinding(fields)
        case .soa: RecordType.isStartOfAuthority(fields)
        case .tlsa: RecordType.isTLSAssociation(fields)
        case .txt: true
        }
    }

    private static func problem(inText fields: RecordFields) -> String? {
        for field in fields.fields {
            guard case .quoted(let text) = field else { return "TXT values must be in double quotes" }
            guard RecordFields.size(ofQuoted: text) <= 255 else { return "each quoted string has at most 255 bytes" }
        }
        return nil
    }

    // RFC 8659: flags, a tag of letters and digits, a value.
    private static func isCertificateAuthority(_ fields: RecordFields) -> Bool {
        guard fields.count == 3, fields.isNumber(0, in: 0...255), let tag = fields.word(1) else { return false }
        return (1...15).contains(tag.utf8.count) && tag.utf8.allSatisfy(TextRule.isAlphanumeric)
    }

    // RFC 4034, section 5: key tag, algorithm, digest type, and a digest as long as its type has it.
    private static func isDelegationSigner(_ fields: RecordFields) -> Bool {
        guard fields.isNumber(0, in: 0...65_535), fields.isNumber(1, in: 0...255), fields.isNumber(2, in: 0...255),
            fields.areHexadecimal(from: 3)
        else { return false }
        let digits = fields.fields[3...].reduce(0) { $0 + $1.text.utf8.count }
        switch fields.word(2) {
        case "1": return digits == 40
        case "2": return digits == 64
        case "4": return digits == 96
        default: return digits > 0
        }
    }

    // RFC 9460: priority, target, then parameters unless the priority is 0.
    private static func isServiceBinding(_ fields: RecordFields) -> Bool {
        guard fields.isNumber(0, in: 0...65_535), fields.isTarget(1) else { return false }
        guard fields.word(0) != "0" || fields.count == 2 else { return false }
        var keys: Set<Substring> = []
        for field in fields.fields[2...] {
            guard let word = field.word, let key = word.split(separator: "=").first, !word.hasPrefix("=") else {
                return false
            }
            let isKey = key.utf8.allSatisfy { isLowerAlphanumeric($0) || $0 == UInt8(ascii: "-") }
            guard isKey, keys.insert(key).inserted else { return false }
        }
        return true
    }

    private static func isLowerAlphanumeric(_ byte: UInt8) -> Bool {
        TextRule.isAlphanumeric(byte) && !(UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte)
    }

    private static func isStartOfAuthority(_ fields: RecordFields) -> Bool {
        fields.count == 7 && fields.isTarget(0) && fields.isTarget(1)
            && (2...6).allSatisfy { fields.isNumber($0, in: 0...Int(UInt32.max)) }
    }

    // RFC 6698: usage, selector, matching type, and the data of the certificate.
    private static func isTLSAssociation(_ fields: RecordFields) -> Bool {
        fields.isNumber(0, in: 0...255) && fields.isNumber(1, in: 0...255) && fields.isNumber(2, in: 0...255)
            && fields.areHexadecimal(from: 3)
    }
}
