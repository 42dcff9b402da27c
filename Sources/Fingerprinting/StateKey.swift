import Crypto

/// A key that fingerprints are made with, so that whoever has the state file alone cannot guess secrets by it.
public struct StateKey: Sendable {
    /// Shorter ones could be guessed themselves.
    public static let leastBytes = 16

    /// What fingerprints call it.
    let name: String
    private let key: SymmetricKey

    /// `nil` where the text is too short to be a key.
    public init?(_ text: String) {
        guard text.utf8.count >= Self.leastBytes else { return nil }
        key = SymmetricKey(data: Array(text.utf8))
        name = Digits.text(
            HMAC<SHA256>.authenticationCode(for: Parts.bytes(["hzform state key"]), using: key),
            bytes: 4
        )
    }

    func digest(_ parts: [String]) -> String {
        Digits.text(HMAC<SHA256>.authenticationCode(for: Parts.bytes(parts), using: key), bytes: 16)
    }
}

/// Texts put together so that two different lists of them are never one.
enum Parts {
    static func bytes(_ parts: [String]) -> [UInt8] { parts.flatMap { Array("\($0.utf8.count):\($0)".utf8) } }
}

enum Digits {
    /// The first bytes in hexadecimal.
    static func text(_ hash: some Sequence<UInt8>, bytes count: Int) -> String {
        hash.prefix(count).map { byte in
            let text = String(byte, radix: 16)
            return text.count == 1 ? "0\(text)" : text
        }.joined()
    }
}
