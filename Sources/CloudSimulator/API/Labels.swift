/// The rules that keys and values of labels obey.
/// https://docs.hetzner.cloud/reference/cloud#labels
enum Labels {
    static func problem(in labels: [String: String]) -> String? {
        for (key, value) in labels.sorted(by: { $0.key < $1.key }) {
            guard isKey(key) else { return "'\(key)' is not a valid label key" }
            guard !key.hasPrefix("hetzner.cloud/") else { return "the prefix 'hetzner.cloud/' is reserved" }
            guard isValue(value) else { return "'\(value)' is not a valid label value" }
        }
        return nil
    }

    static func isKey(_ key: String) -> Bool {
        let parts = key.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
        guard let name = parts.last, isName(name.utf8), !name.isEmpty else { return false }
        guard parts.count == 2, let prefix = parts.first else { return true }
        guard !prefix.isEmpty, prefix.utf8.count <= 253 else { return false }
        let labels = prefix.split(separator: ".", omittingEmptySubsequences: false)
        return labels.allSatisfy { TextRule.isHostLabel($0.utf8) }
    }

    static func isValue(_ value: String) -> Bool {
        isName(value.utf8)
    }

    /// Empty, or up to 63 letters, digits, dots, dashes and underscores that begin and end with a letter or a digit.
    private static func isName(_ name: some BidirectionalCollection<UInt8>) -> Bool {
        guard let first = name.first, let last = name.last else { return true }
        guard name.count <= 63, TextRule.isAlphanumeric(first), TextRule.isAlphanumeric(last) else { return false }
        return name.allSatisfy { byte in
            TextRule.isAlphanumeric(byte) || byte == UInt8(ascii: "-") || byte == UInt8(ascii: "_")
                || byte == UInt8(ascii: ".")
        }
    }
}
