/// A snapshot of the API, taken before planning, so that planning needs no request.
package struct ObservedState: Sendable {
    package var objects: [ResourceType.Name: [ResourceID: ObservedObject]]
    package var offerings: Offerings
    /// `nil` where nobody asked for them.
    package var prices: PriceList?
    /// Whether something besides its objects shows that the project is the stack's: the lock of another run.
    package var hasTraces = false

    package init(
        objects: [ResourceType.Name: [ResourceID: ObservedObject]] = [:],
        offerings: Offerings = Offerings(),
        prices: PriceList? = nil
    ) {
        self.objects = objects
        self.offerings = offerings
        self.prices = prices
    }

    package func object(_ type: ResourceType.Name, _ id: ResourceID) -> ObservedObject? { objects[type]?[id] }

    /// Whether something shows that the project is the stack's, though nothing is there that its state knows.
    package func hasTraces(of stack: String) -> Bool {
        hasTraces || objects.values.contains { $0.values.contains { $0.ownership?.stack == stack } }
    }
}

/// One object of the API, as its type's description reads it.
package struct ObservedObject: Hashable, Sendable {
    package let id: ResourceID
    package let name: String?
    /// Without what `settings.ownership_labels` added.
    package let attributes: ObservedValues
    package let outputs: ObservedValues
    package let ownership: Ownership?
    /// Attributes that are between two values at the moment, so that they cannot be held against anything.
    package var unsettled: Set<AttributeName> = []
    /// The run that took it out of service and has not put it back.
    package var takenOutBy: String?
    /// Whether it was made to serve and never did, because its start failed.
    package var wasNeverStarted = false
    /// Those that use it, as far as it tells.
    package var users: [Reference] = []

    /// Whether whoever finds it is to put it into service.
    package var isOwedService: Bool { takenOutBy != nil || wasNeverStarted }

    package init(
        id: ResourceID,
        name: String?,
        attributes: ObservedValues,
        outputs: ObservedValues = [:],
        ownership: Ownership? = nil,
        takenOutBy: String? = nil
    ) {
        self.id = id
        self.name = name
        self.attributes = attributes
        self.outputs = outputs
        self.ownership = ownership
        self.takenOutBy = takenOutBy
    }
}

/// What the catalogue of the API offers, as far as the file names it.
package struct Offerings: Sendable {
    /// The dates after which something cannot be ordered any more, in RFC 3339.
    package struct Deprecation: Hashable, Sendable {
        /// Where no location has a date of its own.
        package let everywhere: String?
        package let byLocation: [String: String]

        package init(everywhere: String? = nil, byLocation: [String: String] = [:]) {
            self.everywhere = everywhere
            self.byLocation = byLocation
        }

        /// The date for the first of the locations that has one.
        package func date(in locations: some Sequence<String>) -> String? {
            locations.lazy.compactMap { byLocation[$0] }.first ?? everywhere
        }
    }

    package struct Item: Hashable, Sendable {
        package let id: ResourceID
        package let name: String
        package let architecture: String?
        /// Locations where it can be ordered; `nil` where it does not depend on one.
        package let locations: Set<String>?
        package let deprecation: Deprecation
        /// Its sizes by name: `disk`, in GB.
        package let figures: [String: Int64]
        /// The network zone of a location.
        package let zone: String?

        package init(
            id: ResourceID,
            name: String,
            architecture: String? = nil,
            locations: Set<String>? = nil,
            deprecation: Deprecation = Deprecation(),
            figures: [String: Int64] = [:],
            zone: String? = nil
        ) {
            self.id = id
            self.name = name
            self.architecture = architecture
            self.locations = locations
            self.deprecation = deprecation
            self.figures = figures
            self.zone = zone
        }
    }

    /// `nil` for a kind that was not read.
    package var items: [Offering: [Item]]

    package init(items: [Offering: [Item]] = [:]) { self.items = items }
}
