/// The order of a list: by a field, upwards or downwards.
public struct Sort: Hashable, Sendable, CustomStringConvertible {
    /// The API's name of it; which fields a list can be sorted by depends on the kind.
    public var field: String
    /// Whether the largest comes first.
    public var isDescending: Bool

    /// Sorts by a field that has no constant here.
    public init(_ field: String, descending: Bool = false) {
        self.field = field
        isDescending = descending
    }

    /// In the order of creation.
    public static let id = Sort("id")
    /// By the bytes of the name.
    public static let name = Sort("name")
    /// By the time of creation.
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
