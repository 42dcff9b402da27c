import Testing

@testable import HetznerCloud

/// A list that a test can change between two requests.
private final class FakeList: Sendable {
    private let ids: Lock<[Int64]>
    private let change: @Sendable (inout [Int64], _ page: Int, _ request: Int) -> Void
    private let requests = Lock(0)

    init(_ ids: [Int64], change: @escaping @Sendable (inout [Int64], Int, Int) -> Void = { _, _, _ in }) {
        self.ids = Lock(ids)
        self.change = change
    }

    /// Answers for `page` and `per_page`; the change happens after the page was cut out.
    func transport() -> ScriptedTransport {
        ScriptedTransport { [self] request, index in
            let numbers = request.url.split(whereSeparator: { !$0.isNumber }).suffix(2).compactMap { Int($0) }
            return ids.withLock { ids in
                defer { change(&ids, numbers[0], index + 1) }
                return Self.page(numbers[0], numbers[1], of: ids)
            }
        }
    }

    private static func page(_ number: Int, _ size: Int, of ids: [Int64]) -> TransportResponse {
        let last = max(1, (ids.count + size - 1) / size)
        let items = ids.dropFirst((number - 1) * size).prefix(size).map { JSONValue.object(["id": .integer($0)]) }
        let pagination: JSONValue = [
            "page": .integer(Int64(number)), "per_page": .integer(Int64(size)),
            "previous_page": nil, "next_page": number < last ? .integer(Int64(number + 1)) : nil,
            "last_page": .integer(Int64(last)), "total_entries": .integer(Int64(ids.count)),
        ]
        let body: JSONValue = ["servers": .array(items), "meta": ["pagination": pagination]]
        return TransportResponse(status: 200, body: body.encoded())
    }
}

@Suite struct PagesTests {
    private func ids(_ client: CloudClient, perPage: Int = 2, concurrency: Int = 1) async throws -> [Int64] {
        try await client.all("servers", key: "servers", perPage: perPage, concurrency: concurrency)
            .compactMap { $0["id"]?.integer }
    }

    @Test("a list is read whole, whatever its length and the concurrency", arguments: [0, 1, 2, 3, 7, 101], [1, 4])
    func whole(count: Int, concurrency: Int) async throws {
        let all = (0..<Int64(count)).map { $0 + 1 }
        let transport = FakeList(all).transport()
        #expect(try await ids(.fixture(transport), concurrency: concurrency) == all)
        #expect(transport.requests.count == max(1, (count + 1) / 2))
    }

    @Test("the first page tells which others to ask for")
    func requests() async throws {
        let transport = FakeList([1, 2, 3, 4, 5]).transport()
        _ = try await ids(.fixture(transport))
        #expect(
            transport.lines == [
                "GET /servers?page=1&per_page=2", "GET /servers?page=2&per_page=2", "GET /servers?page=3&per_page=2",
            ]
        )
    }

    @Test("an object that moved to a page already read is not lost")
    func shrinking() async throws {
        let list = FakeList([1, 2, 3, 4, 5]) { ids, _, request in
            if request == 1 { ids.removeFirst() }
        }
        let found = try await ids(.fixture(list.transport()))
        #expect(Set(found) == [2, 3, 4, 5])
    }

    @Test("what vanished while the list was being read is not in it")
    func vanishing() async throws {
        let list = FakeList([1, 2, 3, 4, 5, 6, 7]) { ids, _, request in
            if request == 3 { ids = [1, 2, 7] }
        }
        #expect(try await ids(.fixture(list.transport())) == [1, 2, 7])
    }

    @Test("objects that are added meanwhile are found")
    func growing() async throws {
        let list = FakeList([1, 2, 3]) { ids, _, request in
            if request == 1 { ids += [4, 5, 6] }
        }
        #expect(try await ids(.fixture(list.transport())) == [1, 2, 3, 4, 5, 6])
    }

    @Test("a list that never stands still is an error")
    func restless() async throws {
        let list = FakeList([1, 2, 3]) { ids, _, request in ids.append(Int64(request) + 3) }
        await #expect(throws: ListKeepsChanging.self) { try await ids(.fixture(list.transport())) }
    }

    @Test("a list without pages is one page")
    func unpaged() async throws {
        let transport = ScriptedTransport(.answer(200, ["snapshots": [["id": 1], ["id": 2]]]))
        let items = try await CloudClient.fixture(transport).all("storage_boxes/1/snapshots", key: "snapshots")
        #expect(items.count == 2)
        #expect(transport.requests.count == 1)
    }

    @Test("an answer without the list is an error")
    func missingKey() async throws {
        let client = CloudClient.fixture(ScriptedTransport(.answer(200, ["volumes": []])))
        let error = try await #require(throws: InvalidResponse.self) { try await ids(client) }
        #expect(error.reason == "there is no list 'servers'")
    }

    @Test("an error on one page ends the reading, and so does an error of the receiver")
    func errors() async throws {
        let list = FakeList(Array(1...100)).transport()
        struct Enough: Error {}
        await #expect(throws: Enough.self) {
            try await CloudClient.fixture(list).pages("servers", key: "servers", perPage: 2) { page in
                if page.number == 3 { throw Enough() }
            }
        }
        #expect(list.requests.count < 20)
    }
}
