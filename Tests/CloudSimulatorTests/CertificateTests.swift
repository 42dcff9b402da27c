import JSONDocuments
import Testing

@testable import CloudSimulator

struct CertificateTests {
    private func upload(_ pair: PEMFixtures.Pair, _ name: String = "web") -> JSONValue {
        ["name": .string(name), "certificate": .string(pair.certificate), "private_key": .string(pair.key)]
    }

    @Test("an uploaded certificate tells its names, its validity and its fingerprint", arguments: PEMFixtures.all)
    func upload(_ pair: PEMFixtures.Pair) async {
        let answer = await TestCloud().post("certificates", upload(pair))
        #expect(answer.status == 201, "\(answer.text)")
        #expect(answer["action"].isNull)
        let certificate = answer["certificate"]
        #expect(certificate["type"].text == "uploaded")
        #expect(certificate["domain_names"].texts == pair.domainNames)
        #expect(certificate["fingerprint"].text == pair.fingerprint.uppercased())
        #expect(certificate["certificate"].text == pair.certificate)
        #expect(certificate["not_valid_before"].text?.hasPrefix("2026-") == true)
        #expect(certificate["not_valid_after"].text?.hasPrefix("2036-") == true)
        #expect(certificate["status"].isNull)
        #expect(!answer.text.contains("PRIVATE KEY"))
    }

    static let refusals = [
        invalid(#"{}"#, "fields 'name', 'certificate', 'private_key'"),
        invalid(#"{"name": "x", "certificate": "a", "private_key": "b"}"#, "fields 'certificate', 'private_key'"),
        invalid(#"{"name": "x", "type": "free"}"#, "fields 'type', 'certificate', 'private_key'"),
        invalid(#"{"name": "x", "type": "managed"}"#, "field 'domain_names'"),
        invalid(#"{"name": "x", "type": "managed", "domain_names": ["a b"]}"#, "field 'domain_names.0'"),
        invalid(#"{"name": "x", "type": "managed", "domain_names": ["localhost"]}"#, "field 'domain_names.0'"),
        invalid(
            #"{"name": "x", "type": "managed", "domain_names": ["a.example.com", "a.example.com"]}"#,
            "field 'domain_names'"
        ),
        invalid(
            #"{"name": "x", "type": "managed", "domain_names": ["a.example.com"], "private_key": "k"}"#,
            "field 'private_key'"
        ),
        Refusal(
            "POST",
            "certificates",
            #"{"name": "ordered", "type": "managed", "domain_names": ["a.example.com"]}"#,
            409,
            "uniqueness_error",
            "name is already used"
        ),
        Refusal(
            "POST",
            "certificates/{uploaded}/actions/retry",
            422,
            "unsupported_error",
            "certificate not retryable"
        ),
        Refusal(
            "POST",
            "certificates/{ordered}/actions/retry",
            422,
            "unsupported_error",
            "certificate not retryable"
        ),
        Refusal("DELETE", "certificates/8", 404, "not_found", "certificate with ID '8' not found"),
    ]

    private static func invalid(_ body: String, _ fields: String) -> Refusal {
        Refusal("POST", "certificates", body, 422, "invalid_input", "invalid input in \(fields)")
    }

    @Test("what is no certificate, or cannot be done with one, is refused", arguments: refusals)
    func refused(_ refusal: Refusal) async throws {
        let test = TestCloud()
        let uploaded = try await test.create("certificates", upload(PEMFixtures.p256, "uploaded"))
        let ordered = try await test.create("certificates", Self.order("ordered"))
        await refusal.check(test, ["uploaded": uploaded, "ordered": ordered])
    }

    @Test("a key that belongs to another certificate is refused")
    func foreignKey() async {
        let p256 = PEMFixtures.p256
        let pairs = [(p256, PEMFixtures.p384), (PEMFixtures.rsa, p256), (PEMFixtures.ed25519, p256)]
        for (one, other) in pairs {
            let body: JSONValue = [
                "name": "x", "certificate": .string(one.certificate), "private_key": .string(other.key),
            ]
            #expect(await TestCloud().post("certificates", body).fields == ["private_key"])
        }
    }

    static let zone: JSONValue = ["name": "example.com", "mode": "primary"]

    @Test("a certificate is only issued for domains of zones that are kept here")
    func zones() async throws {
        let test = TestCloud()
        func problem(_ name: String) async throws -> String? {
            let id = try await test.create("certificates", Self.order(name))
            await test.wait(seconds: 90)
            let status: JSONValue = await test.get("certificates/\(id)")["certificate"]["status"]
            let action: JSONValue = await test.get("certificates/\(id)/actions")["actions"].elements[0]
            #expect(status["issuance"].text == (status["error"].isNull ? "completed" : "failed"))
            #expect(action["error"]["code"].text == status["error"]["code"].text)
            return status["error"]["code"].text
        }
        #expect(try await problem("none") == "dns_zone_not_found")
        let nameservers: JSONValue = [["address": "198.51.100.1"]]
        let secondary: JSONValue = ["name": "example.com", "mode": "secondary", "primary_nameservers": nameservers]
        let zone = try await test.create("zones", secondary)
        #expect(try await problem("secondary") == "dns_zone_is_secondary_zone")
        _ = await test.delete("zones/\(zone)")
        await test.wait(seconds: 10)
        _ = try await test.create("zones", Self.zone)
        #expect(try await problem("primary") == nil)
        let path = "zones/example.com/rrsets"
        let records: JSONValue = [["value": "0 issue \"ca.example.net\""]]
        _ = await test.post(path, ["name": "@", "type": "CAA", "records": records])
        await test.wait(seconds: 5)
        #expect(try await problem("other") == "caa_record_does_not_allow_ca")
        let more: JSONValue = [["value": "0 issue \"letsencrypt.org\""]]
        _ = await test.post("\(path)/@/CAA/actions/add_records", ["records": more])
        await test.wait(seconds: 5)
        #expect(try await problem("allowed") == nil)
    }

    static func order(_ name: String) -> JSONValue {
        ["name": .string(name), "type": "managed", "domain_names": ["example.com", "*.example.com"]]
    }

    @Test("a managed certificate is issued within a minute and a half, and renewed a month before it ends")
    func issuance() async throws {
        let test = TestCloud()
        _ = try await test.create("zones", Self.zone)
        let created = await test.post("certificates", Self.order("web"))
        #expect(created["action"]["command"].text == "create_certificate")
        #expect(created["certificate"]["status"]["issuance"].text == "pending")
        #expect(created["certificate"]["certificate"].isNull)
        let id = try #require(created["certificate"]["id"].int)
        await test.wait(seconds: 59)
        #expect(await test.get("certificates/\(id)/actions?status=running").total == 1)
        await test.wait(seconds: 31)
        let issued = await test.get("certificates/\(id)")["certificate"]
        #expect(issued["status"]["issuance"].text == "completed")
        #expect(issued["status"]["renewal"].text == "unavailable")
        #expect(issued["domain_names"].texts == ["example.com", "*.example.com"])
        let chain = try #require(issued["certificate"].text)
        #expect(PEMBlock.all(in: chain)?.count == 2)
        #expect(X509Certificate(chain: chain)?.fingerprint == issued["fingerprint"].text)
        await test.wait(seconds: 60 * 86_400 - 10)
        #expect(await test.get("certificates/\(id)")["certificate"]["status"]["renewal"].text == "pending")
        await test.wait(seconds: 90)
        let renewed = await test.get("certificates/\(id)")["certificate"]
        #expect(renewed["status"]["renewal"].text == "unavailable")
        #expect(renewed["fingerprint"].text != issued["fingerprint"].text)
        let commands = await test.get("certificates/\(id)/actions")["actions"].elements
        #expect(commands.compactMap { $0["command"].text } == ["create_certificate", "issue_certificate"])
    }

    @Test("an issuance that failed says why, and can be tried again")
    func retry() async throws {
        var settings = SimulatorSettings.test()
        settings.faults = [try SimulatorFault("action create_certificate error 1")]
        let test = TestCloud(settings)
        _ = try await test.create("zones", Self.zone)
        let id = try await test.create("certificates", Self.order("web"))
        await test.wait(seconds: 90)
        let failed: JSONValue = await test.get("certificates/\(id)")["certificate"]["status"]
        #expect(failed["issuance"].text == "failed")
        #expect(failed["error"]["code"].text == "action_failed")
        let retried = await test.post("certificates/\(id)/actions/retry")
        #expect(retried["action"]["command"].text == "issue_certificate")
        #expect(await test.get("certificates/\(id)")["certificate"]["status"]["issuance"].text == "pending")
        await test.wait(seconds: 90)
        #expect(await test.get("certificates/\(id)")["certificate"]["status"]["issuance"].text == "completed")
    }

    @Test("names and labels change in place, and lists are filtered by type")
    func changes() async throws {
        let test = TestCloud()
        let id = try await test.create("certificates", upload(PEMFixtures.p256))
        _ = try await test.create("certificates", Self.order("ordered"))
        let changed = await test.put("certificates/\(id)", ["name": "new", "labels": ["a": "b"]])["certificate"]
        #expect(changed["name"].text == "new")
        #expect(await test.get("certificates?type=managed")["certificates"].elements.count == 1)
        #expect(await test.get("certificates?type=uploaded&name=new&label_selector=a").total == 1)
        #expect(await test.get("certificates?type=other").fields == ["type"])
        #expect(await test.delete("certificates/\(id)").status == 204)
        #expect(await test.get("certificates").total == 1)
    }

    @Test(
        "damaged PEM and DER are no certificates and no keys",
        arguments: [
            "-----BEGIN CERTIFICATE-----\n-----END CERTIFICATE-----\n",
            "-----BEGIN CERTIFICATE-----\nAAAA\n", "-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----",
            "-----BEGIN CERTIFICATE-----\nMAMCAQE=\n-----END CERTIFICATE-----",
            "-----BEGIN PRIVATE KEY-----\nMIT/////\n-----END PRIVATE KEY-----", "-----BEGIN -----", "",
        ]
    )
    func damaged(_ text: String) {
        #expect(X509Certificate(chain: text) == nil)
        #expect(X509PrivateKey(pem: text) == nil)
    }
}
