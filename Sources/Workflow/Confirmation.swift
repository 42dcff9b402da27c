import Diagnostics
import Reconciliation
import ResourceModel

/// What another look at the project shows after all steps of an apply are done.
public enum Confirmation: Sendable {
    /// Nothing is left to do, or what the plan still has.
    case read(Planning)
    /// The project could not be read again; why is in the diagnostics, behind a warning that says so.
    case unread([Diagnostic])

    /// What a person has to be told about.
    public var diagnostics: [Diagnostic] {
        switch self {
        case .unread(let diagnostics): diagnostics
        case .read(let planning): planning.plan.isEmpty ? [] : [.leftOver(planning.plan)]
        }
    }
}

extension Workflow {
    /// Reads the project once more and plans for the same wish.
    package func confirm(
        _ desired: DesiredState,
        _ recorded: RecordedState,
        _ selection: Selection = .all
    ) async -> Confirmation {
        do throws(WorkflowFailure) {
            return .read(try await plan(for: desired, recorded: recorded, selection: selection.afterApply))
        } catch {
            return .unread([.unconfirmed] + error.diagnostics)
        }
    }
}

extension Diagnostic {
    fileprivate static let unconfirmed = Diagnostic.warning(
        "unconfirmed",
        "all steps are done, but the project could not be read again to confirm it"
    )

    fileprivate static func leftOver(_ plan: Plan) -> Diagnostic {
        let places = plan.changes.flatMap { change in
            change.attributes.isEmpty
                ? ["\(change.address)"] : change.attributes.map { "\(change.address): \($0.path)" }
        }
        return .warning(
            "left-over",
            "all steps are done, but the API shows something else than the file says",
            notes: places.map { Diagnostic.Note($0) },
            hint: "See it with 'hzform plan'."
        )
    }
}
