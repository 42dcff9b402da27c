import Diagnostics
import LabelText
import Reconciliation
import ResourceModel
import StackConfiguration
import StateFiles

/// One object that `import` is asked to take over.
package struct ImportOrder: Sendable {
    package enum Source: Sendable {
        /// An ID, a name that only one object has, or the way to what is kept below another one: ZONE/NAME/TYPE.
        case object(String)
        /// What only one object has.
        case labels(LabelSelector)
    }

    package let address: String
    package let source: Source

    package init(_ address: String, _ source: Source) {
        self.address = address
        self.source = source
    }
}

/// What `import` is asked to take over.
package enum ImportRequest: Sendable {
    case orders([ImportOrder])
    /// All that the file declares and the state does not know, by its name, where it has such labels.
    case declared(LabelSelector?)
}

/// Objects that are about to be taken into the state.
package struct Imports: Sendable {
    /// What taking them over does with each; nothing where it is as the file says.
    package let planning: Planning
    /// The plan after that, which may replace what a plan that takes over leaves as it is; `nil` where there is none.
    private let next: Plan?
    package let objects: [ResourceAddress: ResourceID]
    /// What was asked for without being named, and is not in the project.
    package let missing: [ResourceAddress]
    /// The state with the objects in it.
    package let recorded: RecordedState

    fileprivate init(
        _ planning: Planning,
        next: Plan?,
        _ objects: [ResourceAddress: ResourceID],
        missing: [ResourceAddress],
        _ recorded: RecordedState
    ) {
        self.planning = planning
        self.next = next
        self.objects = objects
        self.missing = missing
        self.recorded = recorded
    }

    /// What becomes of the object, and the plan that says so.
    package func change(of address: ResourceAddress) -> (change: Change, plan: Plan)? {
        if let next, let change = next.changes.first(where: { $0.address == address }), case .replace = change.kind {
            return (change, next)
        }
        return planning.plan.changes.first { $0.address == address }.map { ($0, planning.plan) }
    }
}

extension Workflow {
    /// Finds the objects, and what the state would say with them; nothing is written.
    ///
    /// - Parameter takesFromOthers: whether they may have another stack's labels.
    package func importing(
        _ request: ImportRequest,
        into desired: DesiredState,
        _ recorded: RecordedState,
        takesFromOthers: Bool = false
    ) async throws(WorkflowFailure) -> Imports {
        let unknown = desired.resources.values.filter { recorded.resources[$0.address] == nil }
        let observed = try await observe(desired, recorded).observed
        let named = unknown.reduce(into: [ResourceAddress: ObservedObject]()) {
            $0[$1.address] = object(for: $1, in: desired, recorded, observed)
        }
        let objects: [ResourceAddress: ResourceID]
        var missing: [ResourceAddress] = []
        switch request {
        case .orders(let orders):
            objects = try await found(orders, in: desired, recorded, observed)
        case .declared(let selector):
            objects = named.filter { selector?.matches($0.value.writtenLabels) ?? true }.mapValues(\.id)
            missing = unknown.map(\.address).filter { named[$0] == nil }.sorted()
        }
        var desired = desired
        for (address, id) in objects {
            desired.resources[address]?.adoption = .object(id)
            desired.resources[address]?.takesFromOthers = takesFromOthers
        }
        // The next ones may be imported later: that their names are taken is nothing against these.
        let taken = Set(objects.values).union(recorded.resources.values.map(\.id))
        for (address, object) in named where objects[address] == nil && !taken.contains(object.id) {
            desired.resources[address]?.adoption = .object(object.id)
            desired.resources[address]?.takesFromOthers = true
        }
        // What is wrong with others is nothing against these either.
        let selection = Selection(targets: objects.keys.sorted().map(\.description))
        let planning = try await plan(for: desired, recorded: recorded, selection: selection)
        var state = planning.recorded
        for address in objects.keys { state.resources[address] = planning.plan.recorded.resources[address] }
        for address in objects.keys { desired.resources[address]?.adoption = nil }
        let next = planner(planning.fingerprinter)
            .plan(for: desired, recorded: state, observed: planning.observed, selection: selection).plan
        return Imports(planning, next: next, objects, missing: missing, state)
    }

    /// The object of each order; what is wrong with any of them is thrown at once.
    private func found(
        _ orders: [ImportOrder],
        in desired: DesiredState,
        _ recorded: RecordedState,
        _ observed: ObservedState
    ) async throws(WorkflowFailure) -> [ResourceAddress: ResourceID] {
        var found: [ResourceAddress: ResourceID] = [:]
        var problems: [Diagnostic] = []
        for order in orders {
            do throws(WorkflowFailure) {
                let resource = try declared(order.address, in: desired, recorded)
                if found[resource.address] != nil { throw WorkflowFailure(.orderedTwice(resource.address)) }
                found[resource.address] = try await id(of: order.source, for: resource, observed)
            } catch {
                problems += error.diagnostics
            }
        }
        guard problems.isEmpty else { throw WorkflowFailure(problems) }
        return found
    }

    private func declared(
        _ text: String,
        in desired: DesiredState,
        _ recorded: RecordedState
    ) throws(WorkflowFailure) -> DesiredResource {
        guard let address = ResourceAddress(text), let resource = desired.resources[address] else {
            throw WorkflowFailure(partOfDeclared(text, desired, recorded) ?? .undeclared(text, desired))
        }
        if let record = recorded.resources[address] { throw WorkflowFailure(.recordedAlready(address, record)) }
        return resource
    }

    /// What to do about something that has no state of its own: a set of records, a subnet, an attachment.
    private func partOfDeclared(_ text: String, _ desired: DesiredState, _ recorded: RecordedState) -> Diagnostic? {
        for resource in desired.resources.values {
            let head = "\(resource.address)."
            guard text.hasPrefix(head) else { continue }
            let name = AttributeName(String(text.dropFirst(head.count).prefix { $0 != "[" && $0 != "." }))
            guard catalog[resource.type].attribute(name) != nil else { continue }
            let isRecorded = recorded.resources[resource.address] != nil
            return .part(text, name, of: resource.address, isRecorded: isRecorded)
        }
        return nil
    }

    /// The one object that has the number, the name or the labels.
    private func id(
        of source: ImportOrder.Source,
        for resource: DesiredResource,
        _ observed: ObservedState
    ) async throws(WorkflowFailure) -> ResourceID {
        let type = catalog[resource.type]
        switch source {
        case .labels(let selector):
            let objects = (observed.objects[resource.type] ?? [:]).values.filter { selector.matches($0.writtenLabels) }
            guard objects.count == 1, let object = objects.first else {
                throw WorkflowFailure(.notOne(type, objects.map(\.id).sorted(), for: resource.address))
            }
            return object.id
        case .object(let text):
            return try await id(of: text, for: resource)
        }
    }

    /// The one object that has the name, or the number, or to which the way leads.
    private func id(of text: String, for resource: DesiredResource) async throws(WorkflowFailure) -> ResourceID {
        let type = catalog[resource.type]
        guard let parent = type.collection.parent else { return try await id(of: text, type, for: resource) }
        if let id = ResourceID(below: text), id.place?.hasPrefix("\(parent.list)/") == true { return id }
        let words = text.split(separator: "/").map(String.init)
        guard words.count > parent.key.count else { throw WorkflowFailure(.noWay(type, parent, text)) }
        // What it is below may have slashes in its name, as zones for reverse DNS do.
        let holder = words.dropLast(parent.key.count).joined(separator: "/")
        let key = zip(parent.key, words.suffix(parent.key.count)).map { name, word in
            type.attribute(name)?.kind.normalized(.string(word)).string ?? word
        }
        return parent.id(key, below: try await id(of: holder, catalog[parent.type], for: resource))
    }

    private func id(
        of text: String,
        _ type: ResourceType,
        for resource: DesiredResource
    ) async throws(WorkflowFailure) -> ResourceID {
        if let number = Int64(text) { return ResourceID(number) }
        guard type.hasUniqueName else { throw WorkflowFailure(.nameless(type, text)) }
        var criteria = ExistingLookup.Criteria()
        criteria.name = type.attribute(.name)?.kind.normalized(.string(text)).string ?? text
        guard let range = resource.range else { preconditionFailure("what a file declares has a place in it") }
        let lookup = ExistingLookup(type.section, resource.address.key, criteria, range: range)
        guard let found = try await find([lookup])[lookup] else { throw WorkflowFailure(.nameless(type, text)) }
        return found.id
    }
}

extension Workflow {
    /// What a resource would take over: the object that it says, or the one of its name, or where it is kept.
    private func object(
        for resource: DesiredResource,
        in desired: DesiredState,
        _ recorded: RecordedState,
        _ observed: ObservedState
    ) -> ObservedObject? {
        let type = catalog[resource.type]
        guard type.collection.parent != nil else { return observed.object(for: resource) }
        let id = type.id(of: resource) { address in
            recorded.resources[address].flatMap { observed.object($0.type, $0.id) }
                ?? desired.resources[address].flatMap(observed.object)
        }
        return id.flatMap { observed.object(type.name, $0) }
    }
}

extension ObservedState {
    /// What a resource would take over: the object that it says, or the one of its name.
    fileprivate func object(for resource: DesiredResource) -> ObservedObject? {
        let named = (objects[resource.type] ?? [:]).values.filter { object in
            if case .object(let id)? = resource.adoption { return object.id == id }
            return object.name != nil && object.name == resource.value(.name)?.string
        }
        return named.min { $0.id < $1.id }
    }
}

extension ObservedObject {
    fileprivate var writtenLabels: [String: String] { attributes[.labels]?.map?.compactMapValues(\.string) ?? [:] }
}

extension Diagnostic {
    fileprivate static func undeclared(_ address: String, _ desired: DesiredState) -> Diagnostic {
        let known = desired.resources.keys.map(\.description).sorted()
        return .error(
            "unknown-address",
            "the file does not declare '\(address)'",
            hint: Suggestion.question(for: address, among: known)
                ?? "Declare it first; 'hzform init --from-project --dry-run' shows how it would be written."
        )
    }

    fileprivate static func part(
        _ text: String,
        _ name: AttributeName,
        of address: ResourceAddress,
        isRecorded: Bool
    ) -> Diagnostic {
        .error(
            "part-of-resource",
            "'\(text)' is part of \(address), and is not imported by itself",
            hint: isRecorded
                ? "Write it in '\(name)' of \(address): the next plan finds what is there, and changes only what differs."
                : "Import \(address): what its '\(name)' says and the project has is taken over with it."
        )
    }

    fileprivate static func recordedAlready(_ address: ResourceAddress, _ record: RecordedResource) -> Diagnostic {
        .error(
            "recorded-already",
            "the state knows \(address) already: it is the \(record.type.words) \(record.id)"
        )
    }

    fileprivate static func orderedTwice(_ address: ResourceAddress) -> Diagnostic {
        .error("duplicate-element", "\(address) is named twice, and is one object")
    }

    fileprivate static func notOne(
        _ type: ResourceType,
        _ found: [ResourceID],
        for address: ResourceAddress
    ) -> Diagnostic {
        let ids = found.map(\.description).joined(separator: ", ")
        return .error(
            "no-match",
            found.isEmpty
                ? "no \(type.name.words) has such labels, for \(address)"
                : "several objects of type \(type.name.words) have such labels, and \(address) is one: \(ids)",
            hint: found.isEmpty ? nil : "Give its ID."
        )
    }

    fileprivate static func noWay(_ type: ResourceType, _ parent: APICollection.Parent, _ text: String) -> Diagnostic {
        let way = ([parent.attribute] + parent.key).map { $0.text.uppercased() }.joined(separator: "/")
        return .error("no-match", "'\(text)' is no \(type.name.words)", hint: "Write \(way).")
    }

    fileprivate static func nameless(_ type: ResourceType, _ text: String) -> Diagnostic {
        .error("no-match", "a \(type.name.words) has no name by which '\(text)' could be found", hint: "Give its ID.")
    }
}
