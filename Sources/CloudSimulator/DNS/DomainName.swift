/// The rules for names in zones.
enum DomainName {
    static let longest = 255

    /// What is wrong with a zone's name, or nil.
    static func problem(inZone name: String) -> String? {
        guard name.utf8.count <= longest, !name.isEmpty else { return "must have 1 to 255 characters" }
        guard !name.hasSuffix(".") else { return "must not end with a dot" }
        guard name == name.lowercased() else { return "must be in lower case" }
        let labels = name.split(separator: ".", omittingEmptySubsequences: false)
        guard labels.allSatisfy({ TextRule.isHostLabel($0.utf8) }) else { return "is not a valid domain name" }
        guard let suffix = publicSuffix(of: labels) else { return "is not under a public suffix" }
        guard labels.count > suffix else { return "is a public suffix" }
        guard labels.count == suffix + 1 else { return "must not be a subdomain" }
        return nil
    }

    // The second labels under which the registries of countries register: https://publicsuffix.org/list
    private static let registryLabels: Set<Substring> = [
        "ac", "co", "com", "edu", "gob", "gouv", "gov", "gv", "info", "ltd", "me", "mil", "ne", "net", "nom", "or",
        "org", "plc",
    ]

    /// How many labels at the end are not for sale; nil where the last one can be no top-level domain.
    private static func publicSuffix(of labels: [Substring]) -> Int? {
        guard let top = labels.last, top.utf8.count >= 2, top.utf8.contains(where: { !isDigit($0) }) else { return nil }
        guard labels.count >= 2, top.utf8.count == 2 else { return 1 }
        return registryLabels.contains(labels[labels.count - 2]) ? 2 : 1
    }

    /// Whether a zone can have records under the name: `@`, or labels relative to the zone.
    static func isRecordName(_ name: String, in zone: String) -> Bool {
        guard name != "@" else { return true }
        guard !name.isEmpty, name.utf8.count + zone.utf8.count + 1 <= longest, name == name.lowercased() else {
            return false
        }
        let labels = name.split(separator: ".", omittingEmptySubsequences: false)
        return labels.enumerated().allSatisfy { index, label in (index == 0 && label == "*") || isLabel(label) }
    }

    /// Whether a record's value can point there: relative, absolute with a final dot, `@`, or the root.
    static func isTarget(_ text: String) -> Bool {
        guard text != "@", text != "." else { return true }
        let name = text.hasSuffix(".") ? text.dropLast() : Substring(text)
        guard !name.isEmpty, name.utf8.count <= longest else { return false }
        let labels = name.split(separator: ".", omittingEmptySubsequences: false)
        return labels.enumerated().allSatisfy { index, label in (index == 0 && label == "*") || isLabel(label) }
    }

    /// Host labels, and those with underscores that services use: `_acme-challenge`.
    private static func isLabel(_ label: Substring) -> Bool {
        guard (1...63).contains(label.utf8.count), label.utf8.first != dash, label.utf8.last != dash else {
            return false
        }
        return label.utf8.allSatisfy { TextRule.isAlphanumeric($0) || $0 == dash || $0 == UInt8(ascii: "_") }
    }

    private static let dash = UInt8(ascii: "-")

    private static func isDigit(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
    }
}
