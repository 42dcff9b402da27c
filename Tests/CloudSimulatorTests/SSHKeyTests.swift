import JSONDocuments
import Testing

@testable import CloudSimulator

struct SSHKeyTests {
    static let key = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIGx4Yq5bpn0Ml1a2lHDZbGsKHuCxQh4nMRMsx7Lqs1Wx me@example.com"
    static let otherKey = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA you"

    @Test("a key has the MD5 fingerprint of its bytes")
    func fingerprint() async throws {
        let test = TestCloud()
        let answer = await test.post("ssh_keys", ["name": "me", "public_key": .string("\(Self.key)\n")])
        #expect(answer.status == 201)
        #expect(answer["ssh_key"]["public_key"].text == Self.key)
        let fingerprint = try #require(answer["ssh_key"]["fingerprint"].text)
        #expect(fingerprint.split(separator: ":").count == 16)
        #expect(await test.get("ssh_keys?fingerprint=\(fingerprint)").total == 1)
        #expect(await test.get("ssh_keys?fingerprint=00:11").total == 0)
    }

    static let refusals = [
        Refusal("POST", "ssh_keys", "{}", 422, "invalid_input", "invalid input in fields 'name', 'public_key'"),
        Refusal(
            "POST",
            "ssh_keys",
            #"{"name": "x", "public_key": "nonsense"}"#,
            422,
            "invalid_input",
            "invalid input in field 'public_key'"
        ),
        Refusal(
            "POST",
            "ssh_keys",
            #"{"name": "me", "public_key": "\#(otherKey)"}"#,
            409,
            "uniqueness_error",
            "SSH key name is already used"
        ),
        Refusal(
            "POST",
            "ssh_keys",
            #"{"name": "you", "public_key": "\#(key)"}"#,
            409,
            "uniqueness_error",
            "SSH key with the same fingerprint already exists"
        ),
        Refusal("GET", "ssh_keys?sort=created", "", 422, "invalid_input", "invalid input in field 'sort'"),
        Refusal("GET", "ssh_keys/7", "", 404, "not_found", "SSH key with ID '7' not found"),
        Refusal("PATCH", "ssh_keys/7", "", 405, "method_not_allowed", "method not allowed"),
    ]

    @Test("what is no good key is refused", arguments: refusals)
    func refused(_ refusal: Refusal) async throws {
        let test = TestCloud()
        _ = try await test.create("ssh_keys", ["name": "me", "public_key": .string(Self.key)])
        await refusal.check(test)
    }

    @Test("a deleted key leaves its name and its fingerprint free")
    func deletion() async throws {
        let test = TestCloud()
        let body: JSONValue = ["name": "me", "public_key": .string(Self.key)]
        let id = try await test.create("ssh_keys", body)
        #expect(await test.delete("ssh_keys/\(id)").status == 204)
        let next = try await test.create("ssh_keys", body)
        #expect(next > id)
    }
}
