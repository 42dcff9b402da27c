import Crypto
import ResourceModel

/// Tells whether a sensitive value changed without keeping it.
package enum Fingerprint {
    /// `sha256:` and the digest of the value together with where it stands.
    ///
    /// So equal secrets of different resources or stacks do not show that they are equal. Of what is not known yet, it
    /// is the expression's.
    package static func of(
        _ value: Value,
        stack: String,
        address: ResourceAddress,
        attribute: AttributeName
    ) -> String {
        var hash = SHA256()
        let value = value.mapLeaves { leaf in
            guard case .deferred(let deferred) = leaf else { return leaf }
            return ["expression": .string(deferred.source)]
        }
        for part in ["hzform fingerprint 1", stack, address.description, attribute.text, value.stateText] {
            // The length before each part keeps two different lists of parts from being one text.
            hash.update(data: Array("\(part.utf8.count):\(part)".utf8))
        }
        let digits = hash.finalize().map { byte in
            let text = String(byte, radix: 16)
            return text.count == 1 ? "0\(text)" : text
        }
        return "sha256:\(digits.joined())"
    }
}
