import Diagnostics
import ResourceModel
import TestSupport
import Testing

@testable import Fingerprinting
@testable import Reconciliation

@Suite("Secrets that the state knows")
struct RecordedSecretTests {
    private static let address = ResourceAddress.fixture("boxes.web")
    private static let observed = ObservedState.fixture([
        .box: [
            .fixture(
                3,
                ["name": "web", "model": "small", "power": "on"],
                ownership: Ownership(stack: "toys", address: address)
            )
        ]
    ])

    private func outcome(
        _ print: Fingerprint,
        _ secret: Value = "a",
        salts: [Salt] = [],
        key: StateKey? = .fixture
    ) -> Planner.Outcome {
        var recorded = RecordedState.fixture([
            "boxes.web": .fixture(.box, 3, ["name": "web", "model": "small"]) { $0.fingerprints = ["secret": print] }
        ])
        recorded.salts = salts
        let wish = DesiredState(
            stack: "toys",
            resources: [.fixture("boxes.web", ["name": "web", "model": "small", "secret": secret])]
        )
        return Planner(catalog: .toy, evaluator: .none, fingerprinter: Fingerprinter(recorded, key: key))
            .plan(for: wish, recorded: recorded, observed: Self.observed)
    }

    private func fingerprint(at address: String, key: StateKey? = .fixture, salt: Salt? = nil) -> Fingerprint {
        Fingerprinter(RecordedState(stack: "toys", salts: salt.map { [$0] } ?? []), key: key)
            .fingerprint(of: "a", at: .fixture(address), "secret")
    }

    private var plain: Fingerprint {
        Fingerprint(.plain, digest: PlainFingerprint.digest(of: "a", stack: "toys", Self.address, "secret"))
    }

    /// All that may stand for the secret in a state, while a new one would be made with the key.
    private var older: [Fingerprint] {
        [plain, fingerprint(at: "boxes.front"), fingerprint(at: "boxes.web", key: nil, salt: .fixture("00112233"))]
    }

    @Test("one in an older form, or from another place, is no change, and is rewritten")
    func rewriting() throws {
        for print in older {
            let plan = try #require(outcome(print, salts: [.fixture("00112233")]).plan)
            #expect(plan.isEmpty && plan.remarks.isEmpty, "\(print.text)")
            #expect(plan.recorded.resources[Self.address]?.fingerprints["secret"] == fingerprint(at: "boxes.web"))
        }
    }

    @Test("one that is another secret is told in every form")
    func difference() throws {
        for print in older + [fingerprint(at: "boxes.web")] {
            let plan = try #require(outcome(print, "b", salts: [.fixture("00112233")]).plan)
            #expect(plan.remarks.map(\.address) == [Self.address], "\(print.text)")
        }
    }

    @Test(
        "what was made with a key that is not at hand stops the plan, and nothing looks changed",
        arguments: [true, false]
    )
    func missingKey(isKeyed: Bool) throws {
        let other = try #require(StateKey("another key that everybody knows"))
        let outcome = outcome(
            fingerprint(at: "boxes.web", key: other),
            salts: [.fixture("00112233")],
            key: isKeyed ? .fixture : nil
        )
        #expect(outcome.plan == nil)
        #expect(outcome.diagnostics.map(\.code) == ["state-key"])
    }
}
