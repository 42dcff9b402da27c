import CLibIDN2

/// The rules for names in DNS, and the one spelling of those that mean the same.
package enum DomainName {
    /// In lower case, labels of other letters as IDNA 2008 has them (`xn--bcher-kva`); what is no name stays as it is.
    package static func normalized(_ name: some StringProtocol) -> String {
        if isPlain(name) { return String(name) }
        return name.utf8.allSatisfy { $0 < 0x80 } ? name.lowercased() : asciiForm(name) ?? String(name)
    }

    /// The name in ASCII, by the mapping of UTS #46 that keeps `ß`; `nil` for what IDNA does not allow.
    private static func asciiForm(_ name: some StringProtocol) -> String? {
        var output: UnsafeMutablePointer<CChar>?
        let flags = CInt(IDN2_NFC_INPUT.rawValue | IDN2_NONTRANSITIONAL.rawValue)
        defer { idn2_free(output) }
        guard idn2_to_ascii_8z(String(name), &output, flags) == IDN2_OK.rawValue, let output else { return nil }
        return String(cString: output)
    }

    /// The name of a zone: without the final dot.
    package static func normalizedZone(_ name: String) -> String {
        let normal = normalized(name)
        return normal.count > 1 && normal.hasSuffix(".") ? String(normal.dropLast()) : normal
    }

    /// Whether it can be a zone: at least two labels of letters, digits and inner `-`.
    package static func isZone(_ name: String) -> Bool {
        let normal = normalizedZone(name)
        let labels = normal.split(separator: ".", omittingEmptySubsequences: false)
        return normal.utf8.count <= longest && labels.count >= 2
            && labels.allSatisfy { isLabel($0) && !$0.utf8.contains(underscore) }
    }

    /// Whether records of a zone can have the name: `@`, or labels relative to the zone, the first of which may be `*`.
    package static func isRecordName(_ name: String) -> Bool {
        name == "@" || isRelative(normalized(name))
    }

    /// Whether a record can point there: relative to the zone, absolute with a final dot, `@`, or the root.
    package static func isTarget(_ name: some StringProtocol) -> Bool {
        guard name != "@", name != "." else { return true }
        let normal = normalized(name)
        return isRelative(normal.hasSuffix(".") ? String(normal.dropLast()) : normal)
    }

    private static func isRelative(_ name: String) -> Bool {
        let labels = name.split(separator: ".", omittingEmptySubsequences: false)
        return name.utf8.count <= longest
            && labels.enumerated().allSatisfy { index, label in (index == 0 && label == "*") || isLabel(label) }
    }

    private static let longest = 255
    private static let underscore = UInt8(ascii: "_")

    private static func isLabel(_ label: Substring) -> Bool {
        let dash = UInt8(ascii: "-")
        guard (1...63).contains(label.utf8.count), label.utf8.first != dash, label.utf8.last != dash else {
            return false
        }
        return label.utf8.allSatisfy { byte in
            (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
                || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
                || byte == dash || byte == underscore
        }
    }

    /// Whether it is in normal form already, as most names are.
    private static func isPlain(_ name: some StringProtocol) -> Bool {
        name.utf8.allSatisfy { $0 < 0x80 && !(UInt8(ascii: "A")...UInt8(ascii: "Z")).contains($0) }
    }
}
