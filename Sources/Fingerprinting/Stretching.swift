import Crypto
import CryptoExtras
import ResourceModel

/// The slow part of a fingerprint, which everybody who guesses at a secret has to go through for each guess.
///
/// It depends on the salt and the value alone, so that a value that a hundred servers share costs a plan once.
struct Stretching: Hashable, Sendable {
    // scrypt with these takes a core at least 20 ms and 10 MB, with the fastest implementation that was found.
    private static let rounds = 8192
    private static let blockSize = 10

    let salt: Salt
    let value: String

    init(_ value: Value, _ salt: Salt) {
        self.salt = salt
        self.value = value.stateText
    }

    func key() -> SymmetricKey {
        do {
            return try KDF.Scrypt.deriveKey(
                from: Array(value.utf8),
                salt: Array(salt.text.utf8),
                outputByteCount: 32,
                rounds: Self.rounds,
                blockSize: Self.blockSize,
                parallelism: 1
            )
        } catch {
            preconditionFailure("scrypt refuses its constant parameters: \(error)")
        }
    }
}
