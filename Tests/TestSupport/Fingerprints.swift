import Fingerprinting
import ResourceModel

extension StateKey {
    /// A key for tests, which do not wait for what is slow on purpose.
    package static let fixture =
        StateKey("a key that everybody knows") ?? { preconditionFailure("it is long enough") }()
}

extension Salt {
    /// The salt that fingerprints call by that name of eight digits.
    package static func fixture(_ name: String) -> Salt {
        Salt(name + String(repeating: "0", count: 24)) ?? { preconditionFailure("'\(name)' names no salt") }()
    }
}

extension Fingerprinter {
    package static let fixture = Fingerprinter(RecordedState(stack: "shop"), key: .fixture)
}

extension Fingerprint {
    /// What the state keeps of a secret of a resource.
    package static func fixture(
        _ secret: Value,
        at address: String,
        _ attribute: AttributeName = "secret"
    ) -> Fingerprint {
        Fingerprinter.fixture.fingerprint(of: secret, at: .fixture(address), attribute)
    }
}
