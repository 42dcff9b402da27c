import Diagnostics

/// What the file says is in the project without it, to be looked up before anything is planned.
package struct ExistingLookup: Hashable, Sendable {
    /// What is looked for: everything that is written has to fit.
    package struct Criteria: Hashable, Sendable {
        package var id: ResourceID?
        package var name: String?
        package var labelSelector: String?
        /// By the names of the kind's filters: `architecture`.
        package var filters: [String: String] = [:]
        /// Whether all that fit are meant, however many there are.
        package var isMany = false

        package init() {}

        /// As the file writes it: `name: golden, type: snapshot`.
        package var words: String {
            let parts =
                [id.map { "id: \($0)" }, name.map { "name: \($0)" }, labelSelector.map { "label_selector: \($0)" }]
                .compactMap(\.self)
            return (parts + filters.sortedByKey().map { "\($0.key): \($0.value)" }).joined(separator: ", ")
        }
    }

    /// The section under `existing`: `images`.
    package let section: String
    package let key: String
    package let criteria: Criteria
    package let range: SourceRange

    package init(_ section: String, _ key: String, _ criteria: Criteria, range: SourceRange) {
        self.section = section
        self.key = key
        self.criteria = criteria
        self.range = range
    }
}

/// The one object that a lookup found.
package struct ExistingObject: Hashable, Sendable {
    package let id: ResourceID
    package let name: String?
    /// What expressions can read of it.
    package let values: [AttributeName: Value]

    package init(id: ResourceID, name: String?, values: [AttributeName: Value]) {
        self.id = id
        self.name = name
        self.values = values
    }
}

/// What lookups found.
package struct ExistingObjects: Sendable {
    private var objects: [ExistingLookup: [ExistingObject]] = [:]

    package init() {}

    /// The one object that was looked for.
    package subscript(lookup: ExistingLookup) -> ExistingObject? {
        get { objects[lookup]?.first }
        set { objects[lookup] = newValue.map { [$0] } }
    }

    /// All that a lookup found, in the order of their IDs; `nil` where it was not made.
    package subscript(all lookup: ExistingLookup) -> [ExistingObject]? {
        get { objects[lookup] }
        set { objects[lookup] = newValue }
    }
}
