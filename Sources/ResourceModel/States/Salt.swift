/// What makes the fingerprints of a state file different from those of any other.
///
/// Drawn once for a state file and kept in it. Where two branches of one stack each drew theirs, a merge keeps both: each
/// fingerprint names the one that it was made with.
package struct Salt: Hashable, Sendable, Comparable {
    private static let digitCount = 32

    /// 128 bits in lower-case hexadecimal.
    package let text: String
    /// What fingerprints call it.
    package var name: String { String(text.prefix(8)) }

    /// Reads what ``text`` gave; `nil` for anything else.
    package init?(_ text: String) {
        let isHexadecimal = text.utf8.allSatisfy { byte in
            switch byte {
            case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "f"): true
            case _: false
            }
        }
        guard text.utf8.count == Self.digitCount, isHexadecimal else { return nil }
        self.text = text
    }

    package static func random(using generator: inout some RandomNumberGenerator) -> Salt {
        let digits = (0..<digitCount).map { _ in
            Character(UnicodeScalar("0123456789abcdef".utf8.randomElement(using: &generator) ?? 0))
        }
        guard let salt = Salt(String(digits)) else { preconditionFailure("hexadecimal digits are a salt") }
        return salt
    }

    package static func < (left: Salt, right: Salt) -> Bool { left.text.precedes(right.text) }
}
