import JSONDocuments
import Testing

@testable import CloudSimulator

/// What grows with a project is counted: records that are looked at for a page, actions that are kept.
struct SizeTests {
    private static func project() -> Project {
        let world = World(settings: .test(pace: .instant), catalog: .standard, now: Moment(milliseconds: 0))
        return Project(token: "project", world: world)
    }

    private static func fill(_ project: Project, zone: Int, sets: Int) {
        let entries = (0..<sets).map { number in
            let record = DNSRecord(value: "198.51.100.1", comment: nil)
            return ZoneFile.Entry(name: "h\(number)", type: .a, ttl: nil, records: [record])
        }
        project.fill(zone, with: entries, at: Moment(milliseconds: 0))
    }

    @Test("the sets of a zone are looked at for the first page, and not for those that follow")
    func pages() throws {
        let project = Self.project()
        Self.fill(project, zone: 1, sets: 2_000)
        let looks = Counter()
        let filter = ListFilter<RRSet>(parameter: "type") { _, _ in
            looks.add()
            return true
        }
        func page(_ number: Int, of zone: Int = 1) throws -> [Int] {
            let candidates = project.relations.rrsetsByZone.sorted(zone)
            let query = try Query("type=A&sort=name&per_page=100&page=\(number)")
            let ids = try project.selection(RRSet.self, inside: zone, among: candidates, query, [filter]) {
                SortOrder.Comparison($1.host, $2.host)
            }
            return Array(try Page(of: ids, query, largest: 100).ids)
        }
        let first = try page(1)
        #expect(first.count == 100)
        #expect(looks.count == 2_000)
        for number in 2...20 { #expect(try page(number).count == 100) }
        #expect(looks.count == 2_000)
        Self.fill(project, zone: 2, sets: 3)
        #expect(try page(1, of: 2).count == 3)
        #expect(looks.count == 2_003)
    }

    @Test("asking for a record set by its name looks at the sets of that name alone")
    func names() async throws {
        let test = TestCloud(.test(pace: .instant))
        let names: JSONValue = [
            "name": "example.com", "mode": "primary", "zonefile": "a A 198.51.100.1\nb A 198.51.100.1\n",
        ]
        let zone = try await test.create("zones", names)
        let found = await test.get("zones/\(zone)/rrsets?name=b&name=@")["rrsets"].elements
        #expect(found.compactMap { $0["id"].text } == ["@/SOA", "@/NS", "b/A"])
        #expect(await test.get("zones/\(zone)/rrsets?name=b&type=TXT").total == 0)
        #expect(await test.get("zones/\(zone)")["zone"]["record_count"].int == 6)
    }

    @Test("fifty thousand finished actions leave the latest ten thousand, and nothing that points at the others")
    func actions() {
        let project = Self.project()
        let servers = (1...50).map(ObjectKey.server)
        for number in 0..<50_000 { _ = project.finished("reboot_server", on: [servers[number % 50]]) }
        #expect(project.actions.count == FinishedActions.most)
        #expect(project.relations.actionsByKind[.server]?.count == FinishedActions.most)
        #expect(servers.allSatisfy { project.relations.actions[$0]?.count == FinishedActions.most / 50 })
        #expect(project.actions.ids.last == project.actions.ids[0] + FinishedActions.most - 1)
    }

    @Test("a running action is kept, however many end beside it")
    func running() {
        let project = Self.project()
        project.world.settings.pace = .times(1)
        let waiting = project.start("create_server", on: [.server(1)], takes: 1_000, .nothing)
        for _ in 0..<(FinishedActions.most + 10) { _ = project.finished("reboot_server", on: [.server(2)]) }
        #expect(project.actions[waiting.id]?.status == .running)
        #expect(project.actions.count == FinishedActions.most + 1)
    }

    @Test("the log keeps no more than so many bytes of bodies")
    func log() {
        var log = RequestLog()
        let body = [UInt8](repeating: 0, count: 1 << 20)
        for _ in 0..<200 {
            log.note(
                LoggedRequest(method: "POST", target: "/v1/zones", status: 201, body: body),
                operation: "POST zones"
            )
        }
        #expect((20...66).contains(log.requests.count))
        #expect(log.counts["POST zones"] == 200)
    }

    @Test("IDs stand in order whatever the order in which they come, and are found")
    func sortedIDs() {
        var ids = SortedIDs()
        for id in [5, 1, 9, 5, 7] { ids.insert(id) }
        #expect(ids.all == [1, 5, 7, 9])
        #expect(ids.contains(7) && !ids.contains(6))
        for id in [1, 9, 6] { ids.remove(id) }
        #expect(ids.all == [5, 7])
    }
}

/// Counts from closures that may not change anything else.
private final class Counter: @unchecked Sendable {
    private(set) var count = 0

    func add() { count += 1 }
}
