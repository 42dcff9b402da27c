import Crypto
import ResourceModel

/// Makes the fingerprints of a stack's secrets, and tells which secret one is of.
package struct Fingerprinter: Sendable {
    private let stack: String
    private let salts: [Salt]
    private let key: StateKey?
    /// What the slow part gives, where it was derived beforehand.
    private var derived: [Stretching: SymmetricKey] = [:]
    var derivedCount: Int { derived.count }

    /// - Parameters:
    ///   - recorded: has the salts; one that has none gets the same fingerprints as any other of its stack.
    ///   - key: takes the place of the slow function.
    package init(_ recorded: RecordedState, key: StateKey? = nil) {
        stack = recorded.stack
        salts = recorded.salts
        self.key = key
    }

    /// What the state keeps of a secret at its place.
    package func fingerprint(
        of secret: Value,
        at address: ResourceAddress,
        _ attribute: AttributeName
    ) -> Fingerprint {
        let place = place(address, attribute)
        guard let key else {
            return Fingerprint(
                .salted(ownSalt.name),
                place: place,
                digest: digest(of: secret, place, ownSalt)
            )
        }
        return Fingerprint(.keyed(key.name), place: place, digest: key.digest([place, secret.stateText]))
    }

    /// Whether a fingerprint that was made at that address is of this secret.
    package func matches(
        _ print: Fingerprint,
        _ secret: Value,
        at address: ResourceAddress,
        _ attribute: AttributeName
    ) -> Bool {
        switch print.form {
        case .salted(let name):
            guard let salt = salt(name) else { return false }
            return digest(of: secret, print.place, salt) == print.digest
        case .keyed(let name):
            return key?.name == name && key?.digest([print.place, secret.stateText]) == print.digest
        case .plain:
            return PlainFingerprint.digest(of: secret, stack: stack, address, attribute) == print.digest
        }
    }

    /// Whether secrets can be held against a fingerprint.
    package func canRead(_ print: Fingerprint) -> Bool {
        switch print.form {
        case .salted(let name): salt(name) != nil
        case .keyed(let name): key?.name == name
        case .plain: true
        }
    }

    private func salt(_ name: String) -> Salt? { salts.first { $0.name == name } }

    private var ownSalt: Salt { salts.first ?? .none }

    private func digest(of secret: Value, _ place: String, _ salt: Salt) -> String {
        let slow = Stretching(secret, salt)
        let key = derived[slow] ?? slow.key()
        return Digits.text(HMAC<SHA256>.authenticationCode(for: Parts.bytes([place]), using: key), bytes: 16)
    }

    private func place(_ address: ResourceAddress, _ attribute: AttributeName) -> String {
        Digits.text(SHA256.hash(data: Parts.bytes([stack, address.description, attribute.text])), bytes: 8)
    }
}

extension Fingerprinter {
    /// A secret that is to be held against what the state has of it.
    package struct Comparison: Hashable, Sendable {
        let secret: Value
        let print: Fingerprint?

        /// - Parameter print: `nil` where a new fingerprint is all that is wanted.
        package init(_ secret: Value, _ print: Fingerprint?) {
            self.secret = secret
            self.print = print
        }
    }

    /// One that has done the slow part of these comparisons already, on all cores and once for each distinct value.
    package func deriving(_ comparisons: [Comparison], cores: Int) async -> Fingerprinter {
        let missing = Set(comparisons.flatMap(stretchings)).filter { derived[$0] == nil }
        guard !missing.isEmpty else { return self }
        let values = Array(missing)
        let cores = min(max(1, cores), values.count)
        let keys = await withTaskGroup(of: [(Stretching, SymmetricKey)].self) { group in
            for first in 0..<cores {
                group.addTask {
                    var keys: [(Stretching, SymmetricKey)] = []
                    for index in stride(from: first, to: values.count, by: cores) where !Task.isCancelled {
                        keys.append((values[index], values[index].key()))
                        // Requests go on meanwhile.
                        await Task.yield()
                    }
                    return keys
                }
            }
            return await group.reduce(into: []) { $0 += $1 }
        }
        var fingerprinter = self
        fingerprinter.derived.merge(keys) { first, _ in first }
        return fingerprinter
    }

    /// What the slow part is needed of: what was recorded with a salt, and what is to be.
    private func stretchings(_ comparison: Comparison) -> [Stretching] {
        var salts = key == nil ? [ownSalt] : []
        if case .salted(let name)? = comparison.print?.form, let salt = salt(name) { salts.append(salt) }
        return salts.map { Stretching(comparison.secret, $0) }
    }
}

extension Salt {
    /// For states that nobody keeps.
    fileprivate static let none = Salt(String(repeating: "0", count: 32)) ?? { preconditionFailure("it is a salt") }()
}
