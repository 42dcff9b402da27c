import ResourceModel

/// What apply will do, decided in full: the executor only carries it out.
public struct Plan: Equatable, Sendable {
    public let stack: String
    /// What changes, sorted by address; resources that stay as they are have none.
    package let changes: [Change]
    /// Every request, in an order in which they could be sent one after the other; a step's ID is its place here.
    package let steps: [Step]
    /// What steps wait for together; a barrier's ID is its place here.
    package let barriers: [Barrier]
    /// The recorded state brought up to what refresh found: adopted objects are in, vanished ones are out.
    package let recorded: RecordedState
    /// Addresses whose replacement the plan goes on with: its steps mean the successor of the recorded object.
    package var succeeding: Set<ResourceAddress> = []
    /// Resources that are declared and already as they should be.
    package let unchanged: Int
    /// What the user should know though nothing is done about it, sorted by address.
    package let remarks: [Remark]
    /// `nil` where the prices were not asked for.
    package var cost: ProjectCost?
    /// What the file tells its reader, sorted by name.
    package let outputs: [OutputChange]
    /// What the objects are called that changes mention by ID.
    package var objectNames: [Reference: ObjectName] = [:]

    package init(
        stack: String,
        changes: [Change],
        steps: [Step],
        barriers: [Barrier] = [],
        recorded: RecordedState,
        unchanged: Int,
        remarks: [Remark],
        outputs: [OutputChange] = []
    ) {
        self.stack = stack
        self.changes = changes
        self.steps = steps
        self.barriers = barriers
        self.recorded = recorded
        self.unchanged = unchanged
        self.remarks = remarks
        self.outputs = outputs
    }

    /// Whether the cloud already is what the file says.
    public var isEmpty: Bool { changes.isEmpty }

    public var impacts: Set<Impact> {
        changes.reduce(into: []) { $0.formUnion($1.impacts) }
    }

    package subscript(id: Step.ID) -> Step { steps[id.index] }

    /// All steps that one waits for, directly or behind a barrier; sorted.
    package func predecessors(of step: Step) -> [Step.ID] {
        guard !step.barriers.isEmpty else { return step.waitsFor.sorted() }
        let behind = step.barriers.flatMap { barriers[$0.index].waitsFor }
        return Set(step.waitsFor + behind).subtracting([step.id]).sorted()
    }
}

/// What an object is called that no address leads to, or will lead to.
package enum ObjectName: Hashable, Sendable {
    /// The plan puts another one in its place.
    case former(ResourceAddress)
    /// Somebody else's, by its name in the cloud.
    case named(String)
}

/// Something about a resource that leads to no change.
package struct Remark: Hashable, Sendable {
    package let address: ResourceAddress
    package let message: String

    package init(_ address: ResourceAddress, _ message: String) {
        self.address = address
        self.message = message
    }
}
