import Testing

@testable import HetznerCloud

/// Lives of keys, certificates, zones and storage boxes, by typed calls against the simulated cloud.
@Suite struct OtherLifeTests {
    let client = CloudClient.simulated()

    @Test("an SSH key is added, renamed and deleted")
    func sshKey() async throws {
        let text = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIAABAgMEBQYHCAkKCwwNDg8QERITFBUWFxgZGhscHR4f me@example.com"
        let key = try await client.sshKeys.create(name: "me", publicKey: text).resource
        #expect(try await client.sshKeys.update(key.id, name: "you").name == "you")
        #expect(try await client.sshKeys.all(fingerprint: key.fingerprint).page().items.map(\.id) == [key.id])
        try await client.sshKeys.delete(key.id)
    }

    @Test("a managed certificate is ordered and deleted")
    func certificate() async throws {
        let zone = try await client.zones.create(name: "example.com")
        try await client.wait(for: zone)
        let created = try await client.certificates.createManaged(name: "tls", domainNames: ["www.example.com"])
        try await client.wait(for: created)
        let certificate = try await client.certificates.get(created.resource.id)
        #expect((certificate.type, certificate.domainNames) == (.managed, ["www.example.com"]))
        #expect(certificate.chain != nil)
        try await client.certificates.delete(certificate.id)
    }

    @Test("a zone's records are created, added to, exported and deleted")
    func zone() async throws {
        let created = try await client.zones.create(name: "example.com", ttl: 3600)
        try await client.wait(for: created)
        let zone = created.resource
        let records = client.zones.rrsets(in: zone.id)
        let draft = RecordSet.Draft(name: "www", type: .a, records: [RecordSet.Record("192.0.2.1")], ttl: 300)
        try await client.wait(for: records.create(draft))
        try await client.wait(for: records.addRecords("www", .a, [RecordSet.Record("192.0.2.2")]))
        #expect(Set(try await records.get("www", .a).records.map(\.value)) == ["192.0.2.1", "192.0.2.2"])
        try await client.wait(for: client.zones.changeTTL(zone.id, to: 7200))
        #expect(try await client.zones.exportZoneFile(zone.id).contains("192.0.2.2"))
        try await client.wait(for: records.delete("www", .a))
        let types = try await records.all().reduce(into: Set<RecordSet.Kind>()) { $0.insert($1.type) }
        #expect(!types.contains(.a))
        try await client.wait(for: client.zones.delete(zone.id))
        #expect(try await client.zones.get(name: "example.com") == nil)
    }

    @Test("a storage box gets a snapshot, a plan and a subaccount, and is deleted")
    func storageBox() async throws {
        let created = try await client.storageBoxes.create(
            name: "backup",
            type: "bx11",
            location: "fsn1",
            password: "Correct-horse-7-battery"
        )
        try await client.wait(for: created)
        let id = created.resource.id
        let plan = StorageBox.SnapshotPlan(maxSnapshots: 3, hour: 2, minute: 30)
        try await client.wait(for: client.storageBoxes.enableSnapshotPlan(id, plan))
        #expect(try await client.storageBoxes.get(id).snapshotPlan == plan)
        let snapshots = client.storageBoxes.snapshots(of: id)
        let snapshot = try await snapshots.create(description: "first")
        try await client.wait(for: snapshot)
        let taken = try await snapshots.get(snapshot.resource.id)
        #expect(taken.description == "first")
        #expect(try await snapshots.get(name: taken.name) == taken)
        try await client.wait(for: snapshots.delete(taken.id))
        let subaccounts = client.storageBoxes.subaccounts(of: id)
        let subaccount = try await subaccounts.create(homeDirectory: "team", password: "Correct-horse-8-battery")
        try await client.wait(for: subaccount)
        #expect(try await subaccounts.all().page().map(\.homeDirectory) == ["team"])
        try await client.wait(for: subaccounts.delete(subaccount.resource.id))
        try await client.wait(for: client.storageBoxes.delete(id))
        await #expect(throws: APIError.self) { try await client.storageBoxes.get(id) }
    }

    @Test("datacenters are gone, and the error says so")
    func datacenters() async throws {
        let error = try await #require(throws: APIError.self) { _ = try await client.datacenters() }
        #expect(error.status == 410)
    }
}
