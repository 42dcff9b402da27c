import FoundationEssentials

/// One page of a list.
public struct Page: Sendable {
    /// From 1.
    public var number: Int
    /// As the API sent them.
    public var items: [JSONValue]
    /// What the whole list held when this page was read; `nil` if the list has no pages.
    public var totalEntries: Int?
    /// `nil` if the list has no pages, or the API does not tell.
    public var lastPage: Int?
    /// `nil` for the last page.
    public var nextPage: Int?

    /// Throws if the body has no list of that name.
    init(_ response: APIResponse, key: String, number: Int) throws(InvalidResponse) {
        guard case .array(let items)? = response[key] else {
            throw InvalidResponse(response, "there is no list '\(key)'")
        }
        let pagination = Pagination(response)
        self.items = items
        self.number = number
        totalEntries = pagination.totalEntries
        lastPage = pagination.lastPage
        nextPage = pagination.nextPage
    }
}

/// What an answer tells of the list that it is a page of.
struct Pagination {
    let totalEntries: Int?
    let lastPage: Int?
    let nextPage: Int?

    init(_ response: APIResponse) {
        let fields = response.fields.fields("meta")?.fields("pagination")
        totalEntries = fields?["total_entries"]?.integer.map { Int($0) }
        lastPage = fields?["last_page"]?.integer.map { Int($0) }
        nextPage = fields?["next_page"]?.integer.map { Int($0) }
    }
}

/// A list kept changing for as long as the client was willing to read it again.
public struct ListKeepsChanging: CloudError, Hashable {
    /// Relative to the endpoint.
    public var path: APIPath

    public var request: RequestTrace? { RequestTrace(method: .get, path: "/\(path)") }

    public var summary: String { "the list changed every time it was read" }
}

extension CloudClient {
    /// Reads one page of a list.
    public func page(
        _ number: Int = 1,
        of path: APIPath,
        key: String,
        query: [QueryItem] = [],
        perPage: Int = 50
    ) async throws -> Page {
        let place = [QueryItem("page", number), QueryItem("per_page", perPage)]
        let response = try await request(.get, path, query: query + place)
        return try Page(response, key: key, number: number)
    }

    /// Reads a whole list and hands over each page as it arrives, in no particular order.
    ///
    /// The first page tells how many there are; `concurrency` limits how many of the others are read at once, and with
    /// them the memory. When objects come or go meanwhile, others move between pages. So pages read at different totals
    /// are read again, and the receiver sees some objects twice: it has to drop those whose id it knows. (One deletion
    /// and one creation between two pages cancel out in the total and stay unnoticed.) Throws what `request` and the
    /// receiver throw, and `ListKeepsChanging`.
    public func pages(
        _ path: APIPath,
        key: String,
        query: [QueryItem] = [],
        perPage: Int = 50,
        concurrency: Int = 4,
        _ receive: (Page) async throws -> Void
    ) async throws {
        var survey = ListSurvey()
        let first = try await page(of: path, key: key, query: query, perPage: perPage)
        survey.note(first)
        try await receive(first)
        for _ in 0..<ListSurvey.maxRounds {
            let missing = survey.pagesToRead
            if missing.isEmpty { return }
            try await withThrowingTaskGroup(of: Page.self) { group in
                for (index, number) in missing.enumerated() {
                    if index >= concurrency, let page = try await group.next() {
                        survey.note(page)
                        try await receive(page)
                    }
                    group.addTask { try await self.page(number, of: path, key: key, query: query, perPage: perPage) }
                }
                for try await page in group {
                    survey.note(page)
                    try await receive(page)
                }
            }
        }
        guard survey.pagesToRead.isEmpty else { throw ListKeepsChanging(path: path) }
    }

    /// Reads a whole list into memory, each object once, in the order of the pages.
    public func all(
        _ path: APIPath,
        key: String,
        query: [QueryItem] = [],
        perPage: Int = 50,
        concurrency: Int = 4
    ) async throws -> [JSONValue] {
        var pages: [Int: [JSONValue]] = [:]
        try await self.pages(path, key: key, query: query, perPage: perPage, concurrency: concurrency) { page in
            pages[page.number] = page.items
            // The list may have become shorter than it was.
            if let last = page.lastPage { pages = pages.filter { $0.key <= last } }
        }
        var seen: Set<JSONValue> = []
        return pages.sorted { $0.key < $1.key }.flatMap(\.value).filter { item in
            item["id"].map { seen.insert($0).inserted } ?? true
        }
    }
}

/// Knows which pages of a list have been read at which total.
struct ListSurvey {
    static let maxRounds = 5

    private var totals: [Int: Int] = [:]
    private var lastPage = 1
    private var latestTotal: Int?

    mutating func note(_ page: Page) {
        lastPage = page.lastPage ?? page.nextPage ?? page.number
        latestTotal = page.totalEntries
        totals[page.number] = page.totalEntries ?? 0
    }

    /// The pages that were not read yet, or read when the list was not what it is now.
    var pagesToRead: [Int] {
        (1...max(1, lastPage)).filter { number in
            guard let total = totals[number] else { return true }
            return latestTotal.map { $0 != total } ?? false
        }
    }
}
