import Diagnostics
import Reconciliation
import ResourceModel
import StackConfiguration
import StateFiles

/// What `import` is asked to take over.
package struct ImportOrder: Sendable {
    package let address: String
    /// An ID, or a name that only one object has.
    package let object: String
    /// Whether it may have another stack's labels.
    package var takesFromOthers = false

    package init(_ address: String, _ object: String) {
        self.address = address
        self.object = object
    }
}

/// An object that is about to be taken into the state.
package struct Import: Sendable {
    package let address: ResourceAddress
    package let id: ResourceID
    /// What the next plan would do with it; nothing where it is as the file says.
    package let planning: Planning
    /// The state with the object in it.
    package let recorded: RecordedState

    package var change: Change? { planning.plan.changes.first { $0.address == address } }
}

extension Workflow {
    /// Finds the object, and what the state would say with it; nothing is written.
    package func importing(
        _ order: ImportOrder,
        into desired: DesiredState,
        _ recorded: RecordedState
    ) async throws(WorkflowFailure) -> Import {
        var desired = desired
        guard let address = ResourceAddress(order.address), var resource = desired.resources[address] else {
            throw WorkflowFailure(.undeclared(order.address, desired))
        }
        if let record = recorded.resources[address] {
            throw WorkflowFailure(.recordedAlready(address, record))
        }
        let id = try await id(of: order.object, for: resource)
        resource.adoption = .object(id)
        resource.takesFromOthers = order.takesFromOthers
        desired.resources[address] = resource
        let planning = try await plan(for: desired, recorded: recorded)
        var state = planning.recorded
        state.resources[address] = planning.plan.recorded.resources[address]
        return Import(address: address, id: id, planning: planning, recorded: state)
    }

    /// The one object that has the name, or the number.
    private func id(of text: String, for resource: DesiredResource) async throws(WorkflowFailure) -> ResourceID {
        let type = catalog[resource.type]
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

    fileprivate static func recordedAlready(_ address: ResourceAddress, _ record: RecordedResource) -> Diagnostic {
        .error(
            "recorded-already",
            "the state knows \(address) already: it is the \(record.type.words) \(record.id)"
        )
    }

    fileprivate static func nameless(_ type: ResourceType, _ text: String) -> Diagnostic {
        .error("no-match", "a \(type.name.words) has no name by which '\(text)' could be found", hint: "Give its ID.")
    }
}
