/// A kind of thing that `existing` can look up.
package struct LookupKind: Sendable {
    /// A query parameter of the API's list: `architecture`.
    package struct Filter: Hashable, Sendable {
        package let name: String
        package let summary: String
        /// What it can be; empty for anything.
        package let values: [String]

        package init(_ name: String, _ summary: String, _ values: [String] = []) {
            self.name = name
            self.summary = summary
            self.values = values
        }
    }

    /// The key under `existing`, which is also the API's path unless the type says another one.
    package let section: String
    /// Singular, as messages say it: `image`.
    package let noun: String
    /// The type whose objects they are; `nil` for what nobody declares.
    package let type: ResourceType.Name?
    package let hasLabels: Bool
    package let filters: [Filter]
    /// Whether the youngest of several is meant, and not one of them too many.
    package let newestWins: Bool

    package init(
        _ section: String,
        _ noun: String,
        type: ResourceType.Name? = nil,
        hasLabels: Bool = false,
        filters: [Filter] = [],
        newestWins: Bool = false
    ) {
        self.section = section
        self.noun = noun
        self.type = type
        self.hasLabels = hasLabels
        self.filters = filters
        self.newestWins = newestWins
    }
}

extension LookupKind {
    /// What the API offers and nobody declares.
    package init(_ offering: Offering, hasLabels: Bool = false, filters: [Filter] = [], newestWins: Bool = false) {
        self.init(
            offering.section,
            offering.noun,
            hasLabels: hasLabels,
            filters: filters,
            newestWins: newestWins
        )
    }
}

extension Catalog {
    /// Everything that `existing` can look up: objects of each type, and what only the API makes.
    package var lookupKinds: [LookupKind] {
        types.filter { $0.collection.parent == nil }.map {
            LookupKind($0.section, $0.name.words, type: $0.name, hasLabels: $0.hasLabels)
        } + offeringLookups
    }

    package func lookupKind(_ section: String) -> LookupKind? { lookupKinds.first { $0.section == section } }
}
