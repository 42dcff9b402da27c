import Execution
import HetznerCloud
import Reconciliation
import ResourceModel
import TestSupport
import Testing
import Workflow

@Suite("Sets of records by themselves", .onOneThread)
struct RecordSetTests {
    private static let head = "stack: random\n"
    private static let zone = "zones: { main: { name: shop.example } }\n"
    private static let www = "www: { zone: main, type: A, records: [203.0.113.1], protection: { change: true } }"

    @Test("go along with their zone, in one request and out of the state")
    func alongWithZone() async throws {
        let project = LiveProject()
        _ = try await project.apply(Self.head + Self.zone + "rrsets: { \(Self.www) }\n")
        let gone = try await project.apply(Self.head)
        #expect(gone.report.succeeded, "\(gone.failures)")
        let deletions = gone.plan.steps.filter { $0.request.method == .delete }
        #expect(deletions.map(\.address.description) == ["zones.main"], "\(gone.plan)")
        let own = try #require(gone.plan.changes.first { $0.address.section == "rrsets" })
        #expect(own.steps.contains(try #require(deletions.first?.id)), "\(gone.plan)")
        #expect(own.notes.contains("it goes along with zones.main"))
        #expect(project.recorded.resources.isEmpty)
    }

    @Test("go by themselves where their zone stays")
    func byThemselves() async throws {
        let project = LiveProject()
        _ = try await project.apply(Self.head + Self.zone + "rrsets: { \(Self.www) }\n")
        let gone = try await project.apply(Self.head + Self.zone)
        #expect(gone.report.succeeded, "\(gone.failures)")
        #expect(try await project.sets().isEmpty)
    }

    @Test("stay in the state as long as their zone cannot be deleted")
    func zoneStays() async throws {
        let project = LiveProject()
        let yaml = Self.head + Self.zone + "rrsets: { www: { zone: main, type: A, records: [203.0.113.1] } }\n"
        _ = try await project.apply(yaml)
        let before = project.recorded
        let broken = try await project.apply(Self.head, spoiling: 0, .refused)
        #expect(!broken.report.succeeded)
        #expect(project.recorded.resources.keys.sorted() == before.resources.keys.sorted())
        #expect(try await project.plan(yaml).plan.isEmpty)
    }

    @Test(
        "that cannot be beside each other take turns",
        arguments: [
            ("rrsets: { a: { zone: main, name: www, type: A, records: [203.0.113.1] } }", [:]),
            ("", ["rrsets": "{ name: www, type: A, records: [203.0.113.1] }"]),
        ]
    )
    func turns(section: String, list: [String: String]) async throws {
        let inner = list.map { ", \($0): [\($1)]" }.joined()
        let before = Self.head + "zones: { main: { name: shop.example\(inner) } }\n\(section)\n"
        let after =
            Self.head + "zones: { main: { name: shop.example, rrsets: [] } }\n"
            + "rrsets: { b: { zone: main, name: www, type: CNAME, records: [\"@\"] } }\n"
        let project = LiveProject()
        for yaml in [before, after, before] {
            let applied = try await project.apply(yaml)
            #expect(applied.report.succeeded, "\(applied.failures)")
            #expect(try await project.plan(yaml).plan.isEmpty)
        }
    }

    @Test(
        "that move into their zone's list lose the labels of their own, and keep those of others",
        arguments: [false, true]
    )
    func intoList(isKilled: Bool) async throws {
        let project = LiveProject()
        _ = try await project.apply(
            Self.head + Self.zone
                + "rrsets: { www: { zone: main, type: A, records: [203.0.113.1], labels: { tier: one } } }\n"
        )
        let labels: JSONValue = [
            "hzform/stack": "random", "hzform/address": "rrsets.www", "tier": "one", "theirs": "1",
        ]
        let path = APIPath("zones/\(project.zoneID)/rrsets/www/A")
        _ = try await project.client.request(.put, path, body: ["labels": labels])
        let listed =
            Self.head + "zones: { main: { name: shop.example, rrsets: "
            + "[{ name: www, type: A, records: [203.0.113.1] }] } }\n"
        if isKilled { _ = try await project.apply(listed, spoiling: 0, .killedBefore) }
        let moved = try await project.apply(listed)
        #expect(moved.report.succeeded, "\(moved.failures)")
        let left = try #require(try await project.sets().first)
        #expect(left["labels"] == ["theirs": "1"], "\(moved.plan)")
        #expect(try await project.plan(listed).plan.isEmpty)
    }
}

extension LiveProject {
    fileprivate var zoneID: Int64 { recorded.resources[ResourceAddress("zones", "main")]?.id.number ?? 0 }

    /// The sets that a zone does not have by itself.
    fileprivate func sets() async throws -> [JSONValue] {
        let answer = try await client.request(.get, APIPath("zones/\(zoneID)/rrsets"))
        return (answer["rrsets"]?.array ?? []).filter { $0["name"]?.string != "@" }
    }
}
