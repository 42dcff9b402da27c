import Diagnostics
import Reports
import ResourceModel
import StateFiles
import Workflow

/// Hands resources over from one stack's state to another's, for somebody at a terminal or in a pipeline.
struct StackHandover {
    private let editing: StateEditing
    private let source: MoveTarget
    private let destination: MoveTarget

    init(_ editing: StateEditing, _ source: MoveTarget, _ destination: MoveTarget) {
        self.editing = editing
        self.source = source
        self.destination = destination
    }

    /// Shows, asks and saves while both stacks are locked.
    ///
    /// The other state is saved first: what is in both states is nobody's loss.
    ///
    /// - Parameter name: what the other stack is called, where it has no state yet.
    func run(_ path: String, stack name: String?) async throws {
        let store = try editing.workspace.stateStore(path)
        let other = try await other(store, name)
        let options = editing.options
        let own = try await editing.workspace.recordedState(options.files.statePath).stack
        guard own != other.stack else { throw WorkflowFailure(.sameStack(own, path)) }
        let cloud = try await CloudAccess(options.cloudOptions, files: options.files, output: editing.output)
        let workflow = cloud.workflow(editing.workspace.catalog)
        let policy = editing.workspace.stackFiles.lockPolicy
        let locks = options.locks(editing.output)
        try await workflow.locking(other.stack, policy, locks, beside: store) { _ in
            var handover: StateHandover?
            let isSaved = try await workflow.editState(
                of: own,
                policy,
                in: editing.workspace.stateStore(),
                locks,
                making: { recorded, _ in
                    let there = try await store.read(stack: other.stack)
                    let made = try recorded.handing(source, at: destination, over: there)
                    handover = made
                    return options.dryRun ? recorded : made.rest
                },
                agree: { _ in
                    guard let handover else { return }
                    editing.output.sentences(text(handover, path))
                    try editing.ask(about: path)
                    try await store.save(handover.other)
                }
            )
            if !isSaved, let handover { editing.output.sentences(text(handover, path) + editing.nothingWritten) }
        }
        try await cloud.close()
    }

    private func other(_ store: any StateStore, _ name: String?) async throws -> RecordedState {
        if let found = try await store.read() {
            guard name == nil || name == found.state.stack else {
                throw WorkflowFailure(.otherName(found.state.stack, store.name))
            }
            return found.state
        }
        guard let name else { throw WorkflowFailure(.nameless(store.name)) }
        try StackName.check(name)
        return RecordedState(stack: name)
    }

    private func text(_ handover: StateHandover, _ path: String) -> String {
        let lines = handover.places.sorted { $0.key < $1.key }.map { "  => \($0) → '\(path)': \($1)\n" }
        return lines.joined() + """

            State: \(lines.count) to hand over to stack '\(handover.other.stack)'. Nothing happens in the cloud.
            Declare it in that stack's file, and take it out of this one's: the next plan there changes its labels alone.

            """
    }
}

/// What a stack can be called.
enum StackName {
    static func check(_ name: String) throws(WorkflowFailure) {
        guard StartFiles.stackName(name) != name else { return }
        throw WorkflowFailure(
            .error(
                "invalid-value",
                "'\(name)' is no name of a stack",
                hint: "It has at most 40 lower-case letters, digits and, between them, hyphens."
            )
        )
    }
}

extension Diagnostic {
    fileprivate static func sameStack(_ stack: String, _ path: String) -> Diagnostic {
        .error("same-stack", "'\(path)' is the state of the same stack, '\(stack)'")
    }

    fileprivate static func otherName(_ stack: String, _ path: String) -> Diagnostic {
        .error("foreign-state", "'\(path)' is the state of stack '\(stack)'", hint: "Leave out --stack.")
    }

    fileprivate static func nameless(_ path: String) -> Diagnostic {
        .error(
            "no-state-file",
            "there is no state file '\(path)' yet",
            hint: "Say with --stack what its stack is called."
        )
    }
}
