import HetznerCatalog
import HetznerCloud
import JSONDocuments
import Refreshing
import ResourceModel
import SimulatedTransport
import Synchronization
import TestSupport
import Testing
import Workflow

@Suite("Objects that no list shows")
struct UnlistedObjectsTests {
    private let project = SimulatedProject()

    private func group(_ name: String) async throws -> Int64 {
        let body: JSONValue = ["name": .string(name), "type": "spread"]
        let response = try await project.client.request(.post, "placement_groups", body: body)
        return try #require(response["placement_group"]?["id"]?.integer)
    }

    private func recorded(_ ids: [Int64]) -> RecordedState {
        let records = ids.map { (ResourceAddress("placement_groups", "g\($0)"), $0) }
        let resources = records.map { ($0.0, RecordedResource(type: "placement_group", id: ResourceID($0.1))) }
        return RecordedState(stack: "shop", resources: Dictionary(resources) { first, _ in first })
    }

    private func observe(
        _ recorded: RecordedState,
        hiding hidden: Set<Int64>
    ) async throws -> (ids: Set<Int64>, asked: Int) {
        let hiding = HidingTransport.Log()
        let workflow = project.workflow { HidingTransport($0, hidden, hiding) }
        let observed = try await Refresher(client: workflow.client, catalog: .hetzner)
            .observe(desired: DesiredState(stack: "shop", resources: []), recorded: recorded)
        let ids = (observed.objects["placement_group"] ?? [:]).keys.map(\.number)
        return (Set(ids), hiding.singles)
    }

    @Test("what is recorded and missing in its list is asked for by its ID, and nothing else is")
    func hidden() async throws {
        let ids = [try await group("a"), try await group("b"), try await group("c")]
        let (found, asked) = try await observe(recorded(ids), hiding: [ids[1]])
        #expect(found == Set(ids))
        #expect(asked == 1)
    }

    @Test("what is gone is not there, after one request for it")
    func gone() async throws {
        let ids = [try await group("a"), try await group("b")]
        _ = try await project.client.request(.delete, "placement_groups/\(ids[0])")
        let (found, asked) = try await observe(recorded(ids), hiding: [])
        #expect(found == [ids[1]])
        #expect(asked == 1)
    }

    @Test("in another project only a few of many are asked for")
    func otherProject() async throws {
        let (found, asked) = try await observe(recorded(Array(900_000..<900_500)), hiding: [])
        #expect(found.isEmpty)
        #expect(asked <= 10)
    }

    @Test("where one of those few is there, all are asked for")
    func allHidden() async throws {
        var ids: [Int64] = []
        for number in 0..<20 { ids.append(try await group("g\(number)")) }
        let (found, asked) = try await observe(recorded(ids), hiding: Set(ids))
        #expect(found == Set(ids))
        #expect(asked == 20)
    }
}

/// Leaves objects out of lists, as if they had moved between two pages.
private struct HidingTransport: Transport {
    final class Log: Sendable {
        private let count = Mutex(0)
        var singles: Int { count.withLock { $0 } }
        func noteSingle() { count.withLock { $0 += 1 } }
    }

    private let transport: SimulatedTransport
    private let hidden: Set<Int64>
    private let log: Log

    init(_ transport: SimulatedTransport, _ hidden: Set<Int64>, _ log: Log) {
        self.transport = transport
        self.hidden = hidden
        self.log = log
    }

    func send(_ request: TransportRequest) async throws -> TransportResponse {
        let response = try await transport.send(request)
        guard request.method == .get else { return response }
        guard request.url.contains("placement_groups?") else {
            if request.url.contains("placement_groups/") { log.noteSingle() }
            return response
        }
        let json = try JSONParser.parse(response.body)
        let shown = (json["placement_groups"]?.array ?? []).filter { group in
            group["id"]?.integer.map { !hidden.contains($0) } ?? true
        }
        let total = JSONValue.integer(Int64(shown.count))
        let pagination: JSONValue = [
            "page": 1, "per_page": 50, "previous_page": .null, "next_page": .null, "last_page": 1,
            "total_entries": total,
        ]
        let body: JSONValue = ["placement_groups": .array(shown), "meta": ["pagination": pagination]]
        return TransportResponse(status: response.status, headers: response.headers, body: body.encoded())
    }
}
