import JSONDocuments
import Testing

@testable import CloudSimulator

extension Correction {
    static let ofTheRest = [
        Correction("B9", "the renewal of a fresh managed certificate is unavailable", [.commandLine]) { test in
            let id = try await managedCertificate(test)
            let status: JSONValue = await test.get("certificates/\(id)")["certificate"]["status"]
            #expect(status["issuance"].text == "completed")
            #expect(status["renewal"].text == "unavailable")
        },
        Correction("B10", "a certificate that did not fail cannot be tried again", [.commandLine]) { test in
            let managed = try await managedCertificate(test)
            let uploaded = try await uploadedCertificate(test)
            for id in [managed, uploaded] {
                let refused = await test.post("certificates/\(id)/actions/retry")
                #expect(refused.code == "unsupported_error")
                #expect(refused.message == "certificate not retryable")
            }
        },
        Correction("B11", "fingerprints are pairs of upper case digits", [.commandLine]) { test in
            let id = try await uploadedCertificate(test)
            let print = try #require(await test.get("certificates/\(id)")["certificate"]["fingerprint"].text)
            let pairs = print.split(separator: ":")
            #expect(pairs.count == 32)
            #expect(pairs.allSatisfy { $0.count == 2 && $0.allSatisfy { "0123456789ABCDEF".contains($0) } })
        },
        Correction("B12", "the rules for what comes in are listed first", [.commandLine]) { test in
            func rule(_ direction: JSONValue, _ port: JSONValue) -> JSONValue {
                let networks: JSONValue = direction.text == "in" ? "source_ips" : "destination_ips"
                let members: [(String, JSONValue)] = [
                    ("direction", direction), ("protocol", "tcp"), ("port", port),
                    (networks.text ?? "", ["0.0.0.0/0"]),
                ]
                return .object(JSONObject(members))
            }
            let rules: JSONValue = [rule("out", "80"), rule("in", "22"), rule("out", "443"), rule("in", "80")]
            let id = try await test.create("firewalls", ["name": "both", "rules": rules])
            let listed = await test.get("firewalls/\(id)")["firewall"]["rules"].elements
            #expect(listed.compactMap { $0["port"].text } == ["22", "80", "80", "443"])
            #expect(listed.compactMap { $0["direction"].text } == ["in", "in", "out", "out"])
        },
        Correction(
            "B18",
            "snapshots and subaccounts of one storage box go at once, and are made in turn",
            [.terraform],
            deletesPartsAtOnce
        ),
    ]

    private static func managedCertificate(_ test: TestCloud) async throws -> Int {
        _ = try await test.create("zones", ["name": "example.com", "mode": "primary"])
        let body: JSONValue = ["name": "managed", "type": "managed", "domain_names": ["www.example.com"]]
        let id = try await test.create("certificates", body)
        await test.wait(seconds: 90)
        return id
    }

    private static func uploadedCertificate(_ test: TestCloud) async throws -> Int {
        let pair = PEMFixtures.p256
        let body: JSONValue = [
            "name": "uploaded", "certificate": .string(pair.certificate), "private_key": .string(pair.key),
        ]
        return try await test.create("certificates", body)
    }

    @Sendable
    private static func deletesPartsAtOnce(_ test: TestCloud) async throws {
        let password: JSONValue = "Correct-Horse-7-Battery"
        let body: JSONValue = ["name": "box", "storage_box_type": "bx11", "location": "fsn1", "password": password]
        let made = await test.post("storage_boxes", body)
        let box = "storage_boxes/\(try #require(made["storage_box"]["id"].int))"
        await test.wait(seconds: 200)
        var parts: [String] = []
        for name in ["a", "b"] {
            let snapshot = try #require(await test.post("\(box)/snapshots", [:])["snapshot"]["id"].int)
            parts.append("\(box)/snapshots/\(snapshot)")
            await test.wait(seconds: 10)
            let home: JSONValue = ["home_directory": .string(name), "password": password]
            let subaccount = try #require(await test.post("\(box)/subaccounts", home)["subaccount"]["id"].int)
            parts.append("\(box)/subaccounts/\(subaccount)")
            #expect(await test.post("\(box)/subaccounts", home).code == "locked")
            await test.wait(seconds: 10)
        }
        for part in parts { #expect(await test.delete(part).status == 201) }
        #expect(await test.post("\(box)/snapshots", [:]).code == "locked")
        await test.wait(seconds: 10)
        for part in parts { #expect(await test.get(part).status == 404) }
    }
}
