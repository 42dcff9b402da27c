import FoundationEssentials
import Testing

@testable import HetznerCloud

/// Lives of what computes and stores, from creation to deletion, by typed calls against the simulated cloud.
@Suite struct ServerLifeTests {
    let client = CloudClient.simulated()

    @Test("a server is created, changed, restarted, imaged and deleted")
    func server() async throws {
        let server = try await client.server()
        #expect(server.status == .running)
        #expect(server.publicNet.ipv4 != nil)
        try await client.wait(for: client.servers.powerOff(server.id))
        #expect(try await client.servers.get(server.id).status == .off)
        try await client.wait(for: client.servers.changeType(server.id, to: "cx33", upgradeDisk: false))
        try await client.wait(for: client.servers.powerOn(server.id))
        try await client.wait(for: client.servers.enableBackup(server.id))
        try await client.wait(for: client.servers.changeProtection(server.id, delete: true, rebuild: true))
        let changed = try await client.servers.update(server.id, name: "www", labels: ["env": "prod"])
        #expect(changed.serverType.name == "cx33")
        #expect(changed.primaryDiskSize == server.primaryDiskSize)
        #expect(changed.backupWindow != nil)
        #expect((changed.isDeleteProtected, changed.isRebuildProtected) == (true, true))
        let image = try await client.servers.createImage(server.id, type: .snapshot, description: "before")
        try await client.wait(for: image)
        let start = changed.created
        let metrics = try await client.servers.metrics(server.id, types: [.cpu], from: start, to: start + 3600)
        #expect(!metrics.series.isEmpty)
        try await client.wait(for: client.servers.changeProtection(server.id, delete: false, rebuild: false))
        try await client.wait(for: client.servers.delete(server.id))
        #expect(try await client.servers.get(name: "www") == nil)
        #expect(try await client.images.get(image.resource.id).status == .available)
        try await client.images.delete(image.resource.id)
    }

    @Test("a deletion that protection forbids is a typed error")
    func protection() async throws {
        let server = try await client.server()
        try await client.wait(for: client.servers.changeProtection(server.id, delete: true, rebuild: true))
        let error = try await #require(throws: APIError.self) { _ = try await client.servers.delete(server.id) }
        #expect(error.code == "protected")
        #expect(error.correlationID != nil)
    }

    @Test("a rescue system, a console and a new password come with their secrets")
    func access() async throws {
        let server = try await client.server()
        let rescue = try await client.servers.enableRescue(server.id)
        #expect(rescue.rootPassword != nil)
        let console = try await client.servers.requestConsole(server.id)
        #expect(console.url.hasPrefix("wss://"))
        let reset = try await client.servers.resetPassword(server.id)
        #expect(reset.rootPassword != nil)
        try await client.wait(for: rescue)
        try await client.wait(for: console)
        #expect(try await client.wait(for: reset).map(\.status) == [.success])
        #expect(rescue.action.command == "enable_rescue")
    }

    @Test("all servers are found over several pages, those with a label alone by their selector")
    func pages() async throws {
        for number in 1...7 {
            let labels = ["parity": number.isMultiple(of: 2) ? "even" : "odd"]
            let created = try await client.placementGroups.create(name: "group-\(number)", labels: labels)
            #expect(created.resource.name == "group-\(number)")
        }
        let first = try await client.placementGroups.all().page(perPage: 3)
        #expect(first.items.count == 3)
        #expect(first.hasNextPage)
        var names: [String] = []
        for try await group in client.placementGroups.all(labelSelector: .label("parity", is: "even")) {
            names.append(group.name)
        }
        #expect(names.sorted() == ["group-2", "group-4", "group-6"])
    }

    @Test("a volume is attached, enlarged, detached and deleted")
    func volume() async throws {
        let server = try await client.server()
        let created = try await client.volumes.create(
            name: "data",
            size: 10,
            in: .server(server.id, automount: false),
            format: .ext4
        )
        try await client.wait(for: created)
        let volume = try await client.volumes.get(created.resource.id)
        #expect((volume.server, volume.format) == (server.id, "ext4"))
        try await client.wait(for: client.volumes.resize(volume.id, to: 20))
        try await client.wait(for: client.volumes.detach(volume.id))
        let after = try await client.volumes.update(volume.id, name: "archive")
        #expect((after.size, after.server, after.name) == (20, nil, "archive"))
        try await client.volumes.delete(volume.id)
        await #expect(throws: APIError.self) { try await client.volumes.get(volume.id) }
    }

    @Test("a placement group takes a server in and lets it go")
    func placementGroup() async throws {
        let group = try await client.placementGroups.create(name: "apart").resource
        let server = try await client.server()
        try await client.wait(for: client.servers.powerOff(server.id))
        try await client.wait(for: client.servers.addToPlacementGroup(server.id, group.id))
        #expect(try await client.placementGroups.get(group.id).servers == [server.id])
        try await client.wait(for: client.servers.removeFromPlacementGroup(server.id))
        try await client.placementGroups.delete(group.id)
    }

    @Test("what can be ordered is listed with its prices")
    func offers() async throws {
        let type = try #require(try await client.serverTypes.get(name: "cx23"))
        #expect(type.prices.contains { $0.location == "fsn1" && $0.monthly.gross >= $0.monthly.net })
        #expect(try await client.locations.get(name: "fsn1")?.networkZone == "eu-central")
        #expect(try await client.images.get(name: "debian-12", architecture: .x86)?.osFlavor == "debian")
        #expect(try await !client.isos.all().page().items.isEmpty)
        #expect(try await client.loadBalancerTypes.get(name: "lb11") != nil)
        #expect(try await !client.storageBoxTypes.all().page().items.isEmpty)
        #expect(try await client.pricing().currency == "EUR")
    }
}
