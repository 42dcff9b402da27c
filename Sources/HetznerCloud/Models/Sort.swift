/// The order of a list: by a field, upwards or downwards.
public struct Sort: Hashable, Sendable, CustomStringConvertible {
    public var field: String
    public var isDescending: Bool

    public init(_ field: String, descending: Bool = false) {
        self.field = field
        isDescending = descending
    }

    public static let id = Sort("id")
    public static let name = Sort("name")
    public static let created = Sort("created")

    /// The same field, the other way round.
    public var descending: Sort { Sort(field, descending: true) }

    public var description: String { isDescending ? "\(field):desc" : "\(field):asc" }
}

/// The parameters of a list, as the API wants them.
struct ListQuery {
    private(set) var items: [QueryItem] = []

    /// Adds a parameter, unless there is no value for it.
    func with(_ name: String, _ value: (some CustomStringConvertible)?) -> ListQuery {
        var query = self
        if let value { query.items.append(QueryItem(name, value.description)) }
        return query
    }

    /// Adds a parameter once for each value.
    func with(_ name: String, each values: [some CustomStringConvertible]) -> ListQuery {
        var query = self
        query.items += values.map { QueryItem(name, $0.description) }
        return query
    }
}
