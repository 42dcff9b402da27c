import Crypto
import ResourceModel

/// The form that earlier versions wrote: one fast hash over the value and things that everybody knows.
enum PlainFingerprint {
    static func digest(
        of secret: Value,
        stack: String,
        _ address: ResourceAddress,
        _ attribute: AttributeName
    ) -> String {
        let parts = ["hzform fingerprint 1", stack, address.description, attribute.text, secret.stateText]
        return Digits.text(SHA256.hash(data: Parts.bytes(parts)), bytes: 32)
    }
}
