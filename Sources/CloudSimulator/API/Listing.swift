import LabelText

/// A query parameter that narrows a list; repeated, any of its values will do.
struct ListFilter<Record>: Sendable {
    let parameter: String
    /// The values that the API knows; nil takes any.
    var allowed: [String]?
    let matches: @Sendable (Record, Set<String>) -> Bool
}

extension ListFilter where Record: StoredRecord {
    /// Those of the IDs whose records match, or all when the query says nothing about it.
    func selected(_ ids: [Int], from table: Table<Record>, _ query: Query) throws(APIFailure) -> [Int] {
        let values = query.all(parameter)
        guard !values.isEmpty else { return ids }
        if let allowed, let unknown = values.first(where: { !allowed.contains($0) }) {
            throw APIFailure.invalidInput(field: parameter, "'\(unknown)' is not known")
        }
        let wanted = Set(values)
        return ids.filter { table[$0].map { matches($0, wanted) } ?? false }
    }
}

/// By what a kind's list can be ordered.
enum SortField: String, Sendable {
    case id
    case name
    case created
}

/// One page of a list, cut out of the IDs that the query selects.
struct Page {
    let ids: ArraySlice<Int>
    let number: Int
    let size: Int
    let total: Int

    init(of ids: [Int], _ query: Query, largest: Int = 50) throws(APIFailure) {
        number = try query.integer("page", default: 1, in: 1...9_007_199_254_740_991)
        size = try query.integer("per_page", default: 25, in: 1...largest)
        total = ids.count
        let (start, overflow) = (number - 1).multipliedReportingOverflow(by: size)
        let first = overflow ? total : min(start, total)
        self.ids = ids[first..<min(first + size, total)]
    }

    private var last: Int { max((total + size - 1) / size, 1) }

    private var meta: JSON {
        let next: JSON = number < last ? .int(number + 1) : .null
        let previous: JSON = number > 1 ? .int(number - 1) : .null
        return [
            "pagination": [
                "page": .int(number), "per_page": .int(size), "previous_page": previous, "next_page": next,
                "last_page": .int(last), "total_entries": .int(total),
            ]
        ]
    }

    /// The answer `{"servers": […], "meta": …}`; every element is copied as it was rendered once.
    func response(_ key: String, _ call: Call, _ rendered: (Int) -> [UInt8]) -> SimulatorResponse {
        var body = Array("{\"\(key)\":[".utf8)
        for id in ids {
            if id != ids.first { body.append(UInt8(ascii: ",")) }
            body.append(contentsOf: rendered(id))
        }
        body.append(contentsOf: "],\"meta\":".utf8)
        body += meta.bytes
        body.append(UInt8(ascii: "}"))
        let headers = [("Content-Type", "application/json"), ("Link", links(call))]
        return SimulatorResponse(status: 200, headers: headers, body: body)
    }

    private func links(_ call: Call) -> String {
        let selection = call.query.selection
        func link(_ page: Int, _ relation: String) -> String {
            let rest = selection.isEmpty ? "" : "&\(selection)"
            return "<http://\(call.host)\(call.path)?page=\(page)&per_page=\(size)\(rest)>; rel=\"\(relation)\""
        }
        var links: [String] = []
        if number > 1 { links.append(link(number - 1, "prev")) }
        if number < last { links.append(link(number + 1, "next")) }
        links.append(link(last, "last"))
        return links.joined(separator: ", ")
    }
}

extension Project {
    /// The list of a kind, filtered, ordered and paged as the query wants it.
    func list<R: Resource>(
        _ type: R.Type,
        _ call: Call,
        sortedBy fields: [SortField] = [.id, .name, .created],
        filters: [ListFilter<R>] = []
    ) throws(APIFailure) -> SimulatorResponse {
        let ids = try selection(type, call.query, fields, filters)
        let page = try Page(of: ids, call.query)
        return page.response(R.kind.collection, call) { rendering(type, $0) }
    }

    /// Those of the candidates that the query selects, in its order; for kinds that live inside of another object.
    func selection<R: Resource>(
        _ type: R.Type,
        inside owner: Int,
        among candidates: [Int],
        _ query: Query,
        sortedBy fields: [SortField] = [.id, .name, .created],
        _ filters: [ListFilter<R>],
        by compare: (SortField, R, R) -> SortOrder.Comparison
    ) throws(APIFailure) -> [Int] {
        let text = "\(owner)?\(query.selection)"
        let table = self[keyPath: R.table]
        if let last = table.lastSelection, last.revision == table.revision, last.query == text { return last.ids }
        var ids = candidates
        if let text = query["label_selector"] {
            guard let selector = LabelSelector(text) else { throw APIFailure.badSelector }
            let mustHaveKeys = R.kind.isSelectedByKeysThatItHas
            ids = ids.filter { id in
                table[id].map { selector.matches($0.labels, havingEveryKey: mustHaveKeys) } ?? false
            }
        }
        for filter in filters { ids = try filter.selected(ids, from: table, query) }
        ids = try SortOrder(query, fields.map(\.rawValue)).sorted(ids) { field, left, right in
            guard let field = SortField(rawValue: field), let left = table[left], let right = table[right] else {
                return .equal
            }
            return compare(field, left, right)
        }
        self[keyPath: R.table].lastSelection = .init(query: text, revision: table.revision, ids: ids)
        return ids
    }

    private func selection<R: Resource>(
        _ type: R.Type,
        _ query: Query,
        _ fields: [SortField],
        _ filters: [ListFilter<R>]
    ) throws(APIFailure) -> [Int] {
        let text = query.selection
        let table = self[keyPath: R.table]
        guard !text.isEmpty else { return table.ids }
        if let last = table.lastSelection, last.revision == table.revision, last.query == text { return last.ids }
        var ids = table.ids
        if let name = query["name"] { ids = table.id(named: name).map { [$0] } ?? [] }
        if let text = query["label_selector"] {
            guard let selector = LabelSelector(text) else { throw APIFailure.badSelector }
            ids = ids.filter { table[$0].map { selector.matches($0.labels) } ?? false }
        }
        for filter in filters { ids = try filter.selected(ids, from: table, query) }
        let order = try SortOrder(query, fields.map(\.rawValue))
        ids = order.sorted(ids) { field, left, right in
            guard let left = table[left], let right = table[right] else { return .equal }
            return switch SortField(rawValue: field) {
            case .id, nil: .init(left.id, right.id)
            case .name: .init(left.name ?? "", right.name ?? "")
            case .created: .init(left.created, right.created)
            }
        }
        self[keyPath: R.table].lastSelection = .init(query: text, revision: table.revision, ids: ids)
        return ids
    }
}

/// The `sort` parameters of a query, the first one deciding first.
struct SortOrder {
    enum Comparison {
        case ascending
        case equal
        case descending

        init<Value: Comparable>(_ left: Value, _ right: Value) {
            self = left < right ? .ascending : left == right ? .equal : .descending
        }
    }

    private let keys: [(field: String, isDescending: Bool)]

    /// Kinds without a field to sort by take no notice of the parameter; `hcloud` sends it all the same.
    init(_ query: Query, _ fields: [String]) throws(APIFailure) {
        guard !fields.isEmpty else {
            keys = []
            return
        }
        var keys: [(String, Bool)] = []
        for text in query.all("sort") {
            let parts = text.split(separator: ":", omittingEmptySubsequences: false)
            let direction = parts.count == 2 ? parts[1] : "asc"
            guard parts.count <= 2, fields.contains(String(parts[0])), direction == "asc" || direction == "desc" else {
                throw APIFailure.invalidInput(field: "sort", "'\(text)' is not a valid sort field")
            }
            keys.append((String(parts[0]), direction == "desc"))
        }
        self.keys = keys
    }

    func sorted(_ ids: [Int], by compare: (String, Int, Int) -> Comparison) -> [Int] {
        guard !keys.isEmpty else { return ids }
        return ids.sorted { left, right in
            for key in keys {
                switch compare(key.field, left, right) {
                case .ascending: return !key.isDescending
                case .descending: return key.isDescending
                case .equal: continue
                }
            }
            return left < right
        }
    }
}
