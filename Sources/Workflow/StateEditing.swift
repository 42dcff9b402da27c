import Diagnostics
import Locking
import Reconciliation
import ResourceModel
import StateFiles

/// A change of the state file alone: nothing happens in the cloud.
package struct StateEdit: Sendable {
    package let old: RecordedState
    package let new: RecordedState

    package init(from old: RecordedState, to new: RecordedState) {
        self.old = old
        self.new = new
    }
}

extension Workflow {
    /// Makes another state of the one in the file while the stack is locked, and saves it once it is agreed to.
    ///
    /// Returns whether there was something to save.
    package func editState(
        of stack: String,
        _ policy: LockPolicy,
        in store: any StateStore,
        _ lock: LockSettings?,
        making edit: (RecordedState, StackLock) async throws -> RecordedState,
        agree: (StateEdit) async throws -> Void
    ) async throws -> Bool {
        try await locking(stack, policy, lock, beside: store) { held in
            let old = try await store.read(stack: stack)
            let edit = StateEdit(from: old, to: try await edit(old, StackLock(held)))
            guard edit.new != old else { return false }
            try await agree(edit)
            guard held?.isLost != true else { throw WorkflowFailure(.lost(stack: stack)) }
            try await store.save(edit.new)
            return true
        }
    }

    /// The state that follows from file and project alone, with the salt of the old one.
    package func rebuiltState(for desired: DesiredState, instead old: RecordedState) async throws -> RecordedState {
        let nothing = RecordedState(stack: desired.stack, salts: old.salts)
        let rebuilt = try await foundState(for: desired, nothing).settled.recorded
        return RecordedState(stack: rebuilt.stack, resources: rebuilt.resources, salts: rebuilt.usedSalts)
    }
}

extension RecordedState {
    /// With a resource, all instances of one, or a module at another place, and what refers to it following.
    ///
    /// Throws where nothing is recorded there, where something else is at the new place, or where that is another type's.
    package func moving(_ from: MoveTarget, to: MoveTarget) throws(WorkflowFailure) -> RecordedState {
        let move = Move(from: from, to: to)
        let moved = resources.keys.filter { move.destination(of: $0) != nil }
        guard !moved.isEmpty else { throw WorkflowFailure(.nothingRecorded(from, in: self)) }
        let isSameSection = moved.allSatisfy { move.destination(of: $0)?.section == $0.section }
        guard isSameSection else { throw WorkflowFailure(.otherSection(from, to)) }
        if let taken = moved.compactMap(move.destination).first(where: { resources[$0] != nil && !moved.contains($0) })
        {
            throw WorkflowFailure(.takenPlace(from, taken))
        }
        do throws(Diagnostic) {
            return try self.moved(by: [move])
        } catch {
            throw WorkflowFailure(error)
        }
    }

    /// Without a resource, all instances of one, or a module; nothing refers to what is forgotten any more.
    package func forgetting(_ targets: [MoveTarget]) throws(WorkflowFailure) -> RecordedState {
        var state = self
        for target in targets {
            let forgotten = resources.keys.filter(target.contains)
            guard !forgotten.isEmpty else { throw WorkflowFailure(.nothingRecorded(target, in: self)) }
            for address in forgotten { state.resources[address] = nil }
        }
        let kept = state.resources
        for (address, record) in kept {
            state.resources[address]?.dependencies = record.dependencies.filter { kept[$0] != nil }
        }
        return state
    }
}

extension Diagnostic {
    static func nothingRecorded(_ target: MoveTarget, in state: RecordedState) -> Diagnostic {
        let addresses = state.resources.keys.sorted().map(\.description)
        return .error(
            "not-recorded",
            "the state has no '\(target)'",
            hint: Suggestion.question(for: target.description, among: addresses)
        )
    }

    static func takenPlace(_ from: MoveTarget, _ place: ResourceAddress) -> Diagnostic {
        .error("move-conflict", "'\(from)' cannot be moved: the state has another resource at '\(place)'")
    }

    static func otherSection(_ from: MoveTarget, _ to: MoveTarget) -> Diagnostic {
        .error("other-type", "'\(from)' cannot be moved to '\(to)': that is a place for something else")
    }
}
