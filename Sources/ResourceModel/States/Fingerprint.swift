/// What the state keeps of a secret: enough to tell whether it changed.
///
/// As text `scrypt:SALT:PLACE:DIGEST` or `hmac:KEY:PLACE:DIGEST`. The place is a hash of where the secret stood when it was
/// recorded, so that equal secrets of different resources do not show that they are equal, and one that is moved can still
/// be compared.
package struct Fingerprint: Hashable, Sendable {
    /// What a digest was made with.
    package enum Form: Hashable, Sendable {
        /// A slow function with the salt of this name, so that guesses are dear.
        case salted(String)
        /// The key of this name, so that nobody without it can guess at all.
        case keyed(String)
        /// One SHA-256 over the value and where it stands: read, and not written any more.
        case plain
    }

    package let form: Form
    /// Empty where the form has none.
    package let place: String
    package let digest: String

    package init(_ form: Form, place: String = "", digest: String) {
        self.form = form
        self.place = place
        self.digest = digest
    }

    /// Reads what ``text`` wrote; `nil` for anything else.
    package init?(_ text: String) {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
        guard parts.dropFirst().allSatisfy({ !$0.isEmpty && $0.utf8.allSatisfy(Self.isDigit) }) else { return nil }
        switch (parts.first, parts.count) {
        case ("scrypt", 4): self.init(.salted(parts[1]), place: parts[2], digest: parts[3])
        case ("hmac", 4): self.init(.keyed(parts[1]), place: parts[2], digest: parts[3])
        case ("sha256", 2): self.init(.plain, digest: parts[1])
        case _: return nil
        }
    }

    package var text: String {
        switch form {
        case .salted(let salt): "scrypt:\(salt):\(place):\(digest)"
        case .keyed(let key): "hmac:\(key):\(place):\(digest)"
        case .plain: "sha256:\(digest)"
        }
    }

    private static func isDigit(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains(byte)
    }
}
