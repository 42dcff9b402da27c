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
    package struct Item: Hashable, Sendable {
        package let id: ResourceID
        package let name: String
        package let architecture: String?
        /// Locations where it can be ordered; `nil` where it does not depend on one.
        package let locations: Set<String>?
        /// The date after which it cannot be ordered any more, by location; the empty key means everywhere.
        package let deprecations: [String: String]
        /// Its sizes by name: `disk`, in GB.
        package let figures: [String: Int64]
        /// The network zone of a location.
        package let zone: String?

        package init(
            id: ResourceID,
            name: String,
            architecture: String? = nil,
            locations: Set<String>? = nil,
            deprecations: [String: String] = [:],
            figures: [String: Int64] = [:],
            zone: String? = nil
        ) {
            self.id = id
            self.name = name
            self.architecture = architecture
            self.locations = locations
            self.deprecations = deprecations
            self.figures = figures
            self.zone = zone
        }
    }

    /// `nil` for a kind that was not read.
    package var items: [Offering: [Item]]

    package init(items: [Offering: [Item]] = [:]) { self.items = items }
}
