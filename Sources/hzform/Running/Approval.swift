import Diagnostics
import Glibc
import PlanFiles
import Reconciliation
import Reports
import ResourceModel
import Workflow

/// Gets a plan agreed to: by the command line, or by the person at the terminal.
struct Approval {
    let options: ApplyOptions
    /// The terms of the plan that was reviewed and saved, where one is carried out.
    var reviewed: PlanTerms?
    let output: Output

    /// Throws unless the plan may be carried out.
    func ask(for plan: Plan) throws(WorkflowFailure) {
        let most = options.consent.maxDelete ?? reviewed?.mostDeletions
        let consent = Consent(
            allowed: options.consent.impacts.union(reviewed?.allowed ?? []),
            mostDeletions: most,
            isPlanSeen: Terminal.isInteractive || reviewed != nil
        )
        let gap = consent.gap(to: plan)
        let (dangers, surprising) = (gap.dangers, gap.surprises)
        guard gap.excess.isEmpty else {
            throw WorkflowFailure(.tooManyDeletions(gap.excess, most: most ?? 0))
        }
        if options.autoApprove || reviewed != nil {
            guard dangers.isEmpty else {
                throw WorkflowFailure(.notAllowed(dangers, plan, surprising, isReviewed: reviewed != nil))
            }
            guard surprising.isEmpty else { throw WorkflowFailure(.deletesUnasked(surprising)) }
        } else if Terminal.isInteractive {
            output.message(question(plan, dangers))
            guard readLine() == "yes" else { throw WorkflowFailure(.notApproved) }
        } else {
            throw WorkflowFailure(.nobodyToAsk(dangers, surprising))
        }
    }

    /// Throws unless the drift may be taken into the state.
    func askToAccept(_ drift: Drift) throws(WorkflowFailure) {
        guard !options.autoApprove else { return }
        guard Terminal.isInteractive else { throw WorkflowFailure(.nobodyToAccept) }
        output.message("\nTake this into the state of '\(drift.stack)'? Only 'yes' does: ")
        guard readLine() == "yes" else { throw WorkflowFailure(.notApproved) }
    }

    /// Repeats what is dangerous, so that nobody agrees to it unread.
    private func question(_ plan: Plan, _ dangers: Set<Impact>) -> String {
        let lines = dangers.sorted(by: >).map { danger in
            "  \(danger.text(output.errorStyle)): \(plan.addresses(with: danger))\n"
        }
        let warning = lines.isEmpty ? "" : "\nThis plan does harm:\n\(lines.joined())"
        return "\(warning)\nApply it to '\(plan.stack)'? Only 'yes' does: "
    }
}

extension Plan {
    fileprivate func addresses(with impact: Impact) -> String {
        changes.filter { $0.impacts.contains(impact) }.map(\.address.description).joined(separator: ", ")
    }
}

extension Diagnostic {
    static let notApproved = Diagnostic.error(
        "not-approved",
        "nothing was changed: the answer was not 'yes'"
    )

    static let nobodyToAccept = Diagnostic.error(
        "not-approved",
        "nothing was changed: without a terminal nobody can be asked whether to take this into the state",
        hint: "If that is fine, run:\n\n    \(CommandLineText.approved(allowing: []))\n"
    )

    fileprivate static func nobodyToAsk(_ dangers: Set<Impact>, _ going: [ResourceAddress]) -> Diagnostic {
        let danger = dangers.isEmpty ? "" : ", nor whether \(AllowedImpacts.text(dangers)) is fine"
        let command = CommandLineText.approved(allowing: dangers, deleting: going.count)
        return .error(
            "not-approved",
            "nothing was changed: without a terminal nobody can be asked whether to apply this plan\(danger)",
            hint: "After reading the plan, run:\n\n    \(command)\n"
        )
    }

    fileprivate static func notAllowed(
        _ dangers: Set<Impact>,
        _ plan: Plan,
        _ going: [ResourceAddress],
        isReviewed: Bool
    ) -> Diagnostic {
        let command =
            isReviewed
            ? CommandLineText.allowing(dangers) : CommandLineText.approved(allowing: dangers, deleting: going.count)
        return .error(
            "not-allowed",
            "nothing was changed: the plan has impacts that are not allowed",
            notes: dangers.sorted(by: >).map { Note("\($0.rawValue): \(plan.addresses(with: $0))") },
            hint: "If that is fine, run:\n\n    \(command)\n"
        )
    }

    fileprivate static func deletesUnasked(_ going: [ResourceAddress]) -> Diagnostic {
        let command = CommandLineText.approved(allowing: [], deleting: going.count)
        return .error(
            "deletion-not-allowed",
            "nothing was changed: the plan deletes or replaces \(counted(going.count, "resource")), and nobody was asked",
            notes: going.map { Note($0.description) },
            hint: "If that is fine, run:\n\n    \(command)\n"
        )
    }

    fileprivate static func tooManyDeletions(_ going: [ResourceAddress], most: Int) -> Diagnostic {
        .error(
            "too-many-deletions",
            "nothing was changed: the plan deletes or replaces \(going.count) resources, and --max-delete is \(most)",
            notes: going.map { Note($0.description) }
        )
    }
}
