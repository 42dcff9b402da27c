import Foundation
import JSONDocuments
import Testing

@testable import CloudSimulator

/// Sends random requests and checks what must hold whatever they were.
struct RandomWalkTests {
    /// Requests of all walks together; `HZFORM_WALK_REQUESTS` makes them longer.
    private static let requests = ProcessInfo.processInfo.environment["HZFORM_WALK_REQUESTS"].flatMap(Int.init) ?? 8_000
    private static let seeds = [1, 2, 3, 4] as [UInt64]
    private static let kinds = [
        "servers", "volumes", "networks", "firewalls", "primary_ips", "floating_ips", "images", "certificates",
        "load_balancers", "zones", "storage_boxes",
    ]

    @Test("invariants hold after random requests of two projects, and a restart in the middle", arguments: seeds)
    func walk(_ seed: UInt64) async throws {
        var settings = SimulatorSettings.test()
        settings.faults = try ["action * error 0.03", "POST /servers 504 0.02"].map { rule in try SimulatorFault(rule) }
        let first = SimulatedCloud(settings: settings, clock: .virtual())
        var random = SeededGenerator(seed: seed)
        var requests = RandomRequests(random: SeededGenerator(seed: seed &+ 1_000))
        let length = RandomWalkTests.requests / RandomWalkTests.seeds.count
        try await walk(length / 2, first, &requests, &random)
        try await check(first)
        let second = try await restarted(first, settings)
        try await walk(length - length / 2, second, &requests, &random)
        try await check(second)
        await second.advance(milliseconds: 10_000_000)
        try await check(second)
        for test in projects(of: second) {
            for kind in RandomWalkTests.kinds {
                #expect(await test.get("\(kind)/actions?status=running").total == 0, "seed \(seed)")
            }
            #expect(await test.all("zones").allSatisfy { $0["status"].text == "ok" })
        }
    }

    private func projects(of cloud: SimulatedCloud) -> [TestCloud] {
        ["one", "two"].map { token in
            var test = TestCloud(cloud)
            test.token = token
            return test
        }
    }

    private func walk(
        _ length: Int,
        _ cloud: SimulatedCloud,
        _ requests: inout RandomRequests,
        _ random: inout SeededGenerator
    ) async throws {
        let projects = projects(of: cloud)
        for _ in 0..<length {
            let test = try #require(projects.randomElement(using: &random))
            let request = requests.next(await cloud.ids(of: test.token))
            let answer = await test.send(request.method, request.path, request.body)
            #expect(answer.status < 500 || answer.status == 504, "\(request.method) \(request.path) \(answer.text)")
            if random.chance(0.3) { await test.wait(seconds: Int64.random(in: 0...20, using: &random)) }
        }
    }

    private func check(_ cloud: SimulatedCloud) async throws {
        var addresses: [String] = []
        var seen: Set<Int> = []
        for test in projects(of: cloud) {
            try await test.checkServers()
            try await test.checkZones()
            try await test.checkStorage()
            addresses += await (test.all("primary_ips") + test.all("floating_ips")).compactMap { $0["ip"].text }
            let ids = await test.all("servers").compactMap { $0["id"].int }
            #expect(seen.isDisjoint(with: ids), "no project sees another's servers")
            for id in seen.prefix(10) { #expect(await test.get("servers/\(id)").status == 404) }
            seen.formUnion(ids)
        }
        #expect(Set(addresses).count == addresses.count, "no public address is given twice")
    }

    /// The cloud read back from its data, which has to show what it showed before.
    private func restarted(_ cloud: SimulatedCloud, _ settings: SimulatorSettings) async throws -> SimulatedCloud {
        let views = await view(cloud)
        let clock = SimulatorClock.virtual(startingAt: await cloud.time)
        let restored = try await SimulatedCloud(restoring: cloud.snapshot(), settings: settings, clock: clock)
        #expect(await view(restored) == views, "a restart loses nothing")
        return restored
    }

    private func view(_ cloud: SimulatedCloud) async -> [String] {
        var texts: [String] = []
        for test in projects(of: cloud) {
            for kind in RandomWalkTests.kinds {
                for object in await test.all(kind) { texts.append(String(decoding: object.encoded(), as: UTF8.self)) }
                texts.append(await test.get("\(kind)/actions?sort=id:desc&per_page=50").text)
            }
        }
        return texts
    }
}
