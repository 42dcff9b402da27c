import Diagnostics

/// What the desired-state file says, checked against the catalog, every value in normal form.
public struct DesiredState: Sendable {
    /// Names what the file owns.
    public let stack: String
    package var resources: [ResourceAddress: DesiredResource]
    /// What the file tells its reader, sorted by name.
    package let outputs: [DesiredOutput]
    /// Whether created resources get the labels by which they are found again.
    package let usesOwnershipLabels: Bool
    /// How runs that change the stack keep out of each other's way.
    package var lock = LockPolicy.project
    /// Whether nothing is wanted because `destroy` was asked for; explains the plan.
    package let isForDestruction: Bool
    /// What is recorded at one address and belongs to another one from now on.
    package var moves: [Move] = []
    /// What is forgotten instead of deleted.
    package var removals: [Removal] = []
    /// What was found where a lookup means the newest of several, by the section of `existing`: as attributes name it.
    package var newest: [String: Set<String>] = [:]
    /// What the file declares and is to go all the same.
    package var unwanted: [ResourceAddress: DesiredResource] = [:]

    /// Of two resources with the same address the first one counts.
    package init(
        stack: String,
        resources: some Sequence<DesiredResource>,
        outputs: [DesiredOutput] = [],
        usesOwnershipLabels: Bool = true,
        isForDestruction: Bool = false
    ) {
        var all: [ResourceAddress: DesiredResource] = [:]
        all.reserveCapacity(resources.underestimatedCount)
        for resource in resources where all[resource.address] == nil {
            all[resource.address] = resource
        }
        self.stack = stack
        self.resources = all
        self.outputs = outputs.sorted { $0.name.precedes($1.name) }
        self.usesOwnershipLabels = usesOwnershipLabels
        self.isForDestruction = isForDestruction
    }

    /// The same file with what it declares and is to go all the same.
    package var written: DesiredState {
        var state = self
        state.resources.merge(unwanted) { wanted, _ in wanted }
        return state
    }

    /// The same file with nothing wanted; what `destroy` plans for.
    package var withoutResources: DesiredState {
        var state = DesiredState(
            stack: stack,
            resources: [],
            usesOwnershipLabels: usesOwnershipLabels,
            isForDestruction: true
        )
        state.lock = lock
        state.moves = moves
        state.removals = removals
        state.unwanted = resources
        return state
    }
}

/// One declared resource.
package struct DesiredResource: Sendable {
    package let address: ResourceAddress
    package let type: ResourceType.Name
    /// What is written or follows from `settings`; a `null` is written out as ``Value/null``.
    package var attributes: [AttributeName: DesiredValue]
    package var lifecycle = Lifecycle()
    package var dependsOn: [Dependency] = []
    /// `on_change`: what a change of an attribute that only creation can set leads to.
    package var onChange: [AttributeName: ChangePolicy] = [:]
    /// Whether those that take turns with it wait until all that pass connections on to it find it healthy.
    package var isAwaitedHealthy = false
    /// Attributes and outputs of others that values come from, by the attribute; also where they are known.
    package var sources: [AttributeName: Set<AttributeReference>] = [:]
    /// What it takes over instead of being created.
    package var adoption: Adoption?
    /// Whether what it takes over may have another stack's labels.
    package var takesFromOthers = false
    /// Where its logical name is written.
    package let range: SourceRange?

    package struct Dependency: Hashable, Sendable {
        package let address: ResourceAddress
        package let range: SourceRange?

        package init(_ address: ResourceAddress, range: SourceRange?) {
            self.address = address
            self.range = range
        }
    }

    package init(
        _ address: ResourceAddress,
        type: ResourceType.Name,
        attributes: [AttributeName: DesiredValue],
        range: SourceRange? = nil
    ) {
        self.address = address
        self.type = type
        self.attributes = attributes
        self.range = range
    }

    package func value(_ name: AttributeName) -> Value? { attributes[name]?.value }

    /// The value at a path of nested objects; elements of lists have none.
    package func value(at path: AttributePath) -> Value? {
        path.components.dropFirst().reduce(value(path.root)) { value, component in
            switch component {
            case .attribute(let name): value?[name]
            case .element: nil
            }
        }
    }
}

/// A value of the file with its place.
package struct DesiredValue: Sendable {
    package let value: Value
    package let places: Places?
    /// Whether something sensitive went into it, so that it is kept as a hash and never printed.
    package let isSensitive: Bool

    package init(_ value: Value, places: Places? = nil, isSensitive: Bool = false) {
        self.value = value
        self.places = places
        self.isSensitive = isSensitive
    }

    package var range: SourceRange? { places?.range }
}

/// Something that the file tells its reader: `outputs: { url: … }`.
package struct DesiredOutput: Sendable {
    package let name: String
    package let value: Value
    /// Whether it is never printed.
    package let isSensitive: Bool
    package let range: SourceRange?

    package init(_ name: String, _ value: Value, isSensitive: Bool = false, range: SourceRange? = nil) {
        self.name = name
        self.value = value
        self.isSensitive = isSensitive
        self.range = range
    }
}

/// The `lifecycle` of a resource, and what is written beside it.
package struct Lifecycle: Hashable, Sendable {
    package enum Removal: String, Hashable, Sendable, CaseIterable {
        case destroy
        case keep
    }

    package var preventDestroy = false
    /// Attributes, or keys in them (`labels.foo`), whose differences are not acted on.
    package var ignoreChanges: [AttributeName: Set<String>] = [:]
    package var createBeforeDestroy = false
    package var onRemoval = Removal.destroy
    package var replaceOn: Set<AttributeName> = []
    package var neverReplace = false
    /// What happens to elements that somebody else added.
    package var extra = Extra()
    /// Seconds to wait for one operation, instead of what the command line says.
    package var timeoutSeconds: Int?
    /// Where `prevent_destroy` is written.
    package var preventDestroyRange: SourceRange?

    package init() {}
}
