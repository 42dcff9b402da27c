/// What label keys and values look like: https://docs.hetzner.cloud/reference/cloud#labels.
package enum LabelSyntax {
    /// A name, or a DNS subdomain, a slash and a name.
    package static func isKey(_ key: String) -> Bool {
        let parts = key.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
        guard let name = parts.last, isName(name.utf8), !name.isEmpty else { return false }
        guard parts.count == 2, let prefix = parts.first else { return true }
        guard !prefix.isEmpty, prefix.utf8.count <= 253 else { return false }
        return prefix.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false).allSatisfy(isHostLabel)
    }

    /// Empty, or up to 63 letters, digits, dots, dashes and underscores that begin and end with a letter or a digit.
    package static func isValue(_ value: String) -> Bool { isName(value.utf8) }

    private static func isName(_ name: some BidirectionalCollection<UInt8>) -> Bool {
        guard let first = name.first, let last = name.last else { return true }
        return name.count <= 63 && isAlphanumeric(first) && isAlphanumeric(last)
            && name.allSatisfy { isAlphanumeric($0) || "-_.".utf8.contains($0) }
    }

    private static func isHostLabel(_ label: some BidirectionalCollection<UInt8>) -> Bool {
        guard let first = label.first, let last = label.last, label.count <= 63 else { return false }
        return isAlphanumeric(first) && isAlphanumeric(last)
            && label.allSatisfy { isAlphanumeric($0) || $0 == UInt8(ascii: "-") }
    }

    private static func isAlphanumeric(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "z"),
            UInt8(ascii: "A")...UInt8(ascii: "Z"):
            true
        default: false
        }
    }
}
