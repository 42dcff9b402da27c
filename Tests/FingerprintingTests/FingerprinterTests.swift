import ResourceModel
import TestSupport
import Testing

@testable import Fingerprinting

@Suite("Fingerprints")
struct FingerprinterTests {
    private static let salt = Salt.fixture("00010203")
    private static let otherSalt = Salt.fixture("ff010203")

    private static func fingerprinter(
        stack: String = "shop",
        salts: [Salt] = [salt],
        key: String? = nil
    ) -> Fingerprinter {
        Fingerprinter(RecordedState(stack: stack, salts: salts), key: key.flatMap(StateKey.init))
    }

    /// Without a key, with one, and with another one.
    static let all = [
        fingerprinter(), fingerprinter(key: "a key of some length"), fingerprinter(key: "another key of that length"),
    ]

    private let web: ResourceAddress = .fixture("servers.web")

    @Test("the same secret at the same place has the same fingerprint, and matches it", arguments: all)
    func same(fingerprinter: Fingerprinter) {
        let print = fingerprinter.fingerprint(of: ["b": 1, "a": [2]], at: web, "user_data")
        #expect(print == fingerprinter.fingerprint(of: ["a": [2], "b": 1], at: web, "user_data"))
        #expect(fingerprinter.matches(print, ["a": [2], "b": 1], at: web, "user_data"))
        #expect(!fingerprinter.matches(print, ["a": [2], "b": "1"], at: web, "user_data"))
        #expect(Fingerprint(print.text) == print)
    }

    @Test("equal secrets of two addresses, attributes, stacks, salts or keys do not look equal")
    func different() {
        let first = Self.all[0]
        let prints = [
            first.fingerprint(of: "secret", at: web, "user_data"),
            first.fingerprint(of: "secret", at: .fixture("servers.db"), "user_data"),
            first.fingerprint(of: "secret", at: web, "password"),
            Self.fingerprinter(stack: "blog").fingerprint(of: "secret", at: web, "user_data"),
            Self.fingerprinter(salts: [Self.otherSalt]).fingerprint(of: "secret", at: web, "user_data"),
            Self.all[1].fingerprint(of: "secret", at: web, "user_data"),
            Self.all[2].fingerprint(of: "secret", at: web, "user_data"),
        ]
        #expect(Set(prints.map(\.digest)).count == prints.count)
    }

    @Test("a fingerprint tells its secret wherever it is moved to", arguments: all)
    func moved(fingerprinter: Fingerprinter) {
        let print = fingerprinter.fingerprint(of: "secret", at: web, "user_data")
        #expect(fingerprinter.matches(print, "secret", at: .fixture("servers.front"), "user_data"))
        #expect(print != fingerprinter.fingerprint(of: "secret", at: .fixture("servers.front"), "user_data"))
    }

    @Test("fingerprints of both branches of a merge can be read")
    func merged() {
        let merged = Self.fingerprinter(salts: [Self.otherSalt, Self.salt])
        for salt in [Self.salt, Self.otherSalt] {
            let print = Self.fingerprinter(salts: [salt]).fingerprint(of: "secret", at: web, "user_data")
            #expect(merged.canRead(print))
            #expect(merged.matches(print, "secret", at: web, "user_data"))
        }
    }

    @Test("without its key or salt a fingerprint can be held against nothing")
    func unreadable() {
        let keyed = Self.all[1].fingerprint(of: "secret", at: web, "user_data")
        #expect(!Self.all[0].canRead(keyed) && !Self.all[2].canRead(keyed))
        #expect(!Self.all[2].matches(keyed, "secret", at: web, "user_data"))
        let salted = Self.fingerprinter(salts: [Self.otherSalt]).fingerprint(of: "secret", at: web, "user_data")
        #expect(!Self.all[0].canRead(salted))
    }

    @Test("the form of earlier versions is read", arguments: all)
    func plain(fingerprinter: Fingerprinter) throws {
        let text = "sha256:5c58fa31f7614c5dc62cd0dcd4087516a958ea1c17dd8f8a64e913f608128a2e"
        let print = try #require(Fingerprint(text))
        #expect(fingerprinter.canRead(print))
        #expect(fingerprinter.matches(print, "secret", at: web, "user_data"))
        #expect(!fingerprinter.matches(print, "secre", at: web, "user_data"))
        #expect(!fingerprinter.matches(print, "secret", at: web, "password"))
    }

    @Test("it does not depend on the run")
    func stable() {
        let prints = Self.all.prefix(2).map { $0.fingerprint(of: "secret", at: web, "user_data").text }
        #expect(
            prints == [
                "scrypt:00010203:081f7ff2a45f7e6e:be4b7174807f2fe9ad78c6088410ed4a",
                "hmac:54e5ea85:081f7ff2a45f7e6e:4cd44d49a071c64965b55e50c54a27f2",
            ]
        )
    }

    @Test("what was derived beforehand is what is derived when it is needed")
    func derived() async {
        let plain = Self.fingerprinter(salts: [Self.salt, Self.otherSalt])
        let old = Self.fingerprinter(salts: [Self.otherSalt]).fingerprint(of: "old", at: web, "user_data")
        let comparisons = [Fingerprinter.Comparison("old", old), Fingerprinter.Comparison("new", nil)]
        let ready = await plain.deriving(comparisons, cores: 2)
        #expect(ready.derivedCount == 3)
        #expect(await ready.deriving(comparisons, cores: 2).derivedCount == 3)
        #expect(ready.matches(old, "old", at: web, "user_data"))
        for secret in ["old", "new"] as [Value] {
            #expect(
                ready.fingerprint(of: secret, at: web, "user_data")
                    == plain.fingerprint(of: secret, at: web, "user_data")
            )
        }
    }

    @Test("a value that many have is derived once, and with a key nothing is")
    func once() async {
        let comparisons = (0..<100).map { _ in Fingerprinter.Comparison("shared", nil) }
        #expect(await Self.all[0].deriving(comparisons, cores: 2).derivedCount == 1)
        #expect(await Self.all[1].deriving(comparisons, cores: 2).derivedCount == 0)
    }

    @Test("a text that is no fingerprint, salt or key is none")
    func refused() {
        let texts = [
            "", "sha256:", "sha256:AB", "scrypt:00:11", "scrypt:00:11:22:33", "hmac:00:11:", "md5:00", "sha256:00:11",
        ]
        for text in texts { #expect(Fingerprint(text) == nil, "\(text)") }
        for text in ["", "00", "000102030405060708090a0b0c0d0e0F"] { #expect(Salt(text) == nil, "\(text)") }
        #expect(StateKey("fifteen letters") == nil)
    }
}
