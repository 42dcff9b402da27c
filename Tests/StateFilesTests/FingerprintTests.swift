import ResourceModel
import TestSupport
import Testing

@testable import StateFiles

@Suite("Fingerprint")
struct FingerprintTests {
    private func print(
        _ value: Value = "secret",
        stack: String = "shop",
        at address: String = "servers.web",
        _ attribute: AttributeName = "user_data"
    ) -> String {
        Fingerprint.of(value, stack: stack, address: .fixture(address), attribute: attribute)
    }

    @Test("the same value at the same place has the same fingerprint")
    func same() {
        #expect(print() == print())
        #expect(print(["b": 1, "a": [2]]) == print(["a": [2], "b": 1]))
        #expect(print().hasPrefix("sha256:"))
        #expect(print().count == 7 + 64)
    }

    @Test("another value, stack, address or attribute has another one")
    func different() {
        let all = [
            print(), print("secre"), print(stack: "shops"), print(at: "servers.web[0]"), print("user"),
            print(["secret"]),
            print(stack: "shop", at: "servers.b", "user_data"), print("data", "password"), print(1), print("1"),
        ]
        #expect(Set(all).count == all.count)
    }

    @Test("it does not depend on the run")
    func stable() {
        #expect(print() == "sha256:5c58fa31f7614c5dc62cd0dcd4087516a958ea1c17dd8f8a64e913f608128a2e")
    }
}

extension FingerprintTests {
    private func print(_ value: Value, _ attribute: AttributeName) -> String {
        print(value, stack: "shop", at: "servers.web", attribute)
    }
}
