/// What the API accepts in a string field, and what it says about anything else.
struct TextRule: Sendable {
    let problem: String
    let accepts: @Sendable (String) -> Bool

    static let any = TextRule(problem: "") { _ in true }

    static func length(_ range: ClosedRange<Int>) -> TextRule {
        let problem = "must have \(range.lowerBound) to \(range.upperBound) characters"
        return TextRule(problem: problem) { range.contains($0.count) }
    }

    static func oneOf(_ words: [String]) -> TextRule {
        TextRule(problem: "must be one of \(words.joined(separator: ", "))") { words.contains($0) }
    }

    /// A name without a further rule: not empty, not endless, nothing invisible.
    static let name = TextRule(problem: "must have 1 to 128 characters") { text in
        (1...128).contains(text.count) && text.unicodeScalars.allSatisfy { $0.value >= 0x20 && $0.value != 0x7F }
    }

    /// A host name as in RFC 1123.
    static let hostname = TextRule(problem: "must be a valid hostname as per RFC 1123") { text in
        guard (1...253).contains(text.utf8.count) else { return false }
        return text.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false).allSatisfy(isHostLabel)
    }

    static let volumeName = TextRule(problem: "must have 1 to 64 letters, digits, '.', '_' or '-'") { text in
        let bytes = text.utf8
        guard (1...64).contains(bytes.count), let first = bytes.first, let last = bytes.last else { return false }
        return isAlphanumeric(first) && isAlphanumeric(last)
            && bytes.allSatisfy { isAlphanumeric($0) || "._-".utf8.contains($0) }
    }

    static let userData = TextRule(problem: "must not be longer than 32 KiB") { $0.utf8.count <= 32_768 }

    static func isAlphanumeric(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"): true
        case UInt8(ascii: "0")...UInt8(ascii: "9"): true
        default: false
        }
    }

    static func isHostLabel(_ label: some BidirectionalCollection<UInt8>) -> Bool {
        guard (1...63).contains(label.count), let first = label.first, let last = label.last else { return false }
        return isAlphanumeric(first) && isAlphanumeric(last)
            && label.allSatisfy { isAlphanumeric($0) || $0 == UInt8(ascii: "-") }
    }
}
