import ResourceModel
import TestSupport
import Testing

@Suite("Normal forms")
struct NormalFormTests {
    @Test(
        "spellings that mean the same become equal",
        arguments: [
            (ValueKind.string(.cidr(.any)), Value.string("2001:DB8:0::/48"), Value.string("2001:db8::/48")),
            (.string(.ip(.any)), "2001:0db8::0001", "2001:db8::1"),
            (.string(.sshPublicKey), "ssh-ed25519  AAAA me@here\n", "ssh-ed25519 AAAA me@here"),
            (.string(.domainName), "WWW.Bücher.example.", "www.xn--bcher-kva.example"),
            (.string(.host(0...99)), "WWW.shop.example:80", "www.shop.example:80"),
            (
                .list(.string(.text(0...9)), order: .irrelevant, limit: 9), Value.list(["b", "a"]),
                Value.list(["a", "b"])
            ),
        ]
    )
    func spellings(kind: ValueKind, written: Value, normal: Value) {
        #expect(kind.normalized(written) == normal)
        #expect(kind.normalized(normal) == normal)
    }

    @Test("public keys are the same whatever is written behind them, also in lists")
    func comments() {
        let key = ValueKind.string(.sshPublicKey)
        #expect(key.compared("ssh-ed25519 AAAA me") == key.compared("ssh-ed25519 AAAA"))
        #expect(key.compared("ssh-ed25519 AAAA me") != key.compared("ssh-ed25519 BBBB me"))
        let keys = ValueKind.list(key, order: .irrelevant, limit: 9)
        #expect(keys.compared(["ssh-rsa A z", "ssh-rsa B a"]) == keys.compared(["ssh-rsa B", "ssh-rsa A"]))
    }

    @Test("a list whose order matters keeps it")
    func keepsOrder() {
        let kind = ValueKind.list(.string(.text(0...9)), order: .significant, limit: 9)
        #expect(kind.normalized(["b", "a"]) == ["b", "a"])
    }

    @Test("elements are sorted by key, with what is part of the wish filled in and nulls left out")
    func elements() throws {
        let lanes = try #require(ResourceType.net.attribute("lanes")).kind
        let written: Value = [["range": "10.0.1.0/24", "speed": .null], ["range": "10.0.0.0/24", "speed": 5]]
        #expect(
            lanes.normalized(written) == [["range": "10.0.0.0/24", "speed": 5], ["range": "10.0.1.0/24", "speed": 1]]
        )
    }

    @Test("what cannot be read stays as it is written")
    func leavesMistakes() {
        #expect(ValueKind.string(.cidr(.any)).normalized("nonsense") == "nonsense")
        #expect(ValueKind.boolean.normalized("yes") == "yes")
    }
}
