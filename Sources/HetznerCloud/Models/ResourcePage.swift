/// One page of a list of objects.
public struct ResourcePage<Resource: JSONDecodable>: Sendable {
    /// In the order asked for, else by id.
    public let items: [Resource]
    /// From 1.
    public let number: Int
    /// How many objects the whole list has; `nil` if the list has no pages.
    public let totalEntries: Int?
    /// What to pass to `ResourceList.page` for the page after this one.
    public let nextPageInfo: NextPage?
    private let request: ListRequest

    /// Where the next page of a list is.
    public struct NextPage: Hashable, Sendable {
        /// From 2 on.
        public let page: Int
        /// The same as for the page before.
        public let perPage: Int
    }

    init(_ response: APIResponse, of request: ListRequest, number: Int, perPage: Int) throws {
        guard response.fields.hasArray(request.key) else {
            throw InvalidResponse(response, "there is no list '\(request.key)'")
        }
        let pagination = Pagination(response)
        items = try response.decode(request.key)
        self.number = number
        totalEntries = pagination.totalEntries
        nextPageInfo = pagination.nextPage.map { NextPage(page: $0, perPage: perPage) }
        self.request = request
    }

    /// Whether there was one more page when this one was read.
    public var hasNextPage: Bool { nextPageInfo != nil }

    /// Reads the page after this one, with the same filters; `nil` after the last.
    public func nextPage() async throws -> ResourcePage? {
        guard let next = nextPageInfo else { return nil }
        return try await request.page(next.page, perPage: next.perPage)
    }
}

extension ResourcePage: Sequence {
    public func makeIterator() -> IndexingIterator<[Resource]> {
        items.makeIterator()
    }
}

/// All objects of a list, read page by page while somebody iterates.
///
/// Objects that come or go meanwhile shift the pages. Each object appears at most once; `CloudClient.pages` reads
/// faster and re-reads what has shifted.
public struct ResourceList<Resource: JSONDecodable & Identifiable>: AsyncSequence, Sendable
where Resource.ID: Sendable {
    public typealias Element = Resource

    private let request: ListRequest

    init(_ request: ListRequest) {
        self.request = request
    }

    public func makeAsyncIterator() -> Iterator {
        Iterator(request: request)
    }

    /// Reads one page, from 1.
    ///
    /// The API allows 50 objects a page, and 100 record sets.
    public func page(_ number: Int = 1, perPage: Int = 50) async throws -> ResourcePage<Resource> {
        try await request.page(number, perPage: perPage)
    }

    /// Reads all of it into an array.
    public func collect() async throws -> [Resource] {
        try await reduce(into: []) { $0.append($1) }
    }

    /// Fetches a page when the one before has been used up.
    public struct Iterator: AsyncIteratorProtocol {
        private let request: ListRequest
        private var items: ArraySlice<Resource> = []
        private var nextPage: Int? = 1
        private var seen: Set<Resource.ID> = []

        init(request: ListRequest) {
            self.request = request
        }

        public mutating func next() async throws -> Resource? {
            while true {
                if let item = items.popFirst() {
                    if seen.insert(item.id).inserted { return item }
                } else {
                    guard let number = nextPage else { return nil }
                    let page: ResourcePage<Resource> = try await request.page(number, perPage: 50)
                    items = page.items[...]
                    nextPage = page.nextPageInfo?.page
                }
            }
        }
    }
}

/// A list of the API with its filters, of which any page can be read.
struct ListRequest: Sendable {
    let client: CloudClient
    let path: APIPath
    /// The name of the list in the answer.
    let key: String
    let query: [QueryItem]
    /// Whether the API gives it in pages; otherwise all of it is the first one.
    var hasPages = true

    func page<Resource: JSONDecodable>(_ number: Int, perPage: Int) async throws -> ResourcePage<Resource> {
        let place = hasPages ? [QueryItem("page", number), QueryItem("per_page", perPage)] : []
        let response = try await client.ask(.get, path, query: query + place)
        return try ResourcePage(response, of: self, number: hasPages ? number : 1, perPage: perPage)
    }
}
