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
    var isForDestruction = false
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
                throw WorkflowFailure(
                    .notAllowed(dangers, plan, surprising, options.consent.impacts, isReviewed: reviewed != nil)
                )
            }
            guard surprising.isEmpty else {
                throw WorkflowFailure(.deletesUnasked(surprising, options.consent.impacts))
            }
        } else if Terminal.isInteractive {
            let word = isForDestruction ? plan.stack : "yes"
            let answer = Question.answer { output.message(question(plan, dangers)) }
            guard answer == word else { throw WorkflowFailure(.notApproved(word)) }
        } else {
            throw WorkflowFailure(.nobodyToAsk(dangers, surprising, options.consent.impacts))
        }
    }

    /// Throws unless the drift may be taken into the state.
    func askToAccept(_ drift: Drift) throws(WorkflowFailure) {
        guard !options.autoApprove else { return }
        guard Terminal.isInteractive else { throw WorkflowFailure(.nobodyToAccept) }
        let question = "\nTake this into the state of stack '\(drift.stack)'? Type 'yes': "
        let answer = Question.answer { output.message(question) }
        guard answer == "yes" else { throw WorkflowFailure(.notApproved()) }
    }

    /// Repeats what is dangerous, so that nobody agrees to it unread.
    private func question(_ plan: Plan, _ dangers: Set<Impact>) -> String {
        let lines = dangers.sorted(by: >).map { danger in
            "  \(danger.text(output.errorStyle)): \(plan.addresses(with: danger))\n"
        }
        let warning = lines.isEmpty ? "" : "\nThis plan is disruptive:\n\(lines.joined())"
        guard isForDestruction else { return "\(warning)\nApply these changes to stack '\(plan.stack)'? Type 'yes': " }
        return "\(warning)\nDelete these resources of stack '\(plan.stack)'? Type its name: "
    }
}

extension Plan {
    fileprivate func addresses(with impact: Impact) -> String {
        changes.filter { $0.impacts.contains(impact) }.map(\.address.description).joined(separator: ", ")
    }
}

extension Diagnostic {
    static func notApproved(_ word: String = "yes") -> Diagnostic {
        .error("not-approved", "nothing was changed: the answer was not '\(word)'")
    }

    static let nobodyToAccept = Diagnostic.error(
        "not-approved",
        "nothing was changed: not a terminal: pass --auto-approve",
        hint: "If that is fine, run:\n\n    \(CommandLineText.approved(allowing: []))\n"
    )

    fileprivate static func nobodyToAsk(
        _ dangers: Set<Impact>,
        _ going: [ResourceAddress],
        _ allowed: Set<Impact>
    ) -> Diagnostic {
        let danger = dangers.isEmpty ? "" : ", and --allow \(AllowedImpacts.text(dangers)) for these impacts"
        let command = CommandLineText.approved(allowing: dangers.union(allowed), deleting: going.count)
        return .error(
            "not-approved",
            "nothing was changed: not a terminal: pass --auto-approve\(danger)",
            hint: "After reading the plan, run:\n\n    \(command)\n"
        )
    }

    fileprivate static func notAllowed(
        _ dangers: Set<Impact>,
        _ plan: Plan,
        _ going: [ResourceAddress],
        _ allowed: Set<Impact>,
        isReviewed: Bool
    ) -> Diagnostic {
        let command =
            isReviewed
            ? CommandLineText.allowing(dangers.union(allowed))
            : CommandLineText.approved(allowing: dangers.union(allowed), deleting: going.count)
        return .error(
            "not-allowed",
            "nothing was changed: the plan has impacts that are not allowed",
            notes: dangers.sorted(by: >).map { Note("\($0.rawValue): \(plan.addresses(with: $0))") },
            hint: "If that is fine, run:\n\n    \(command)\n"
        )
    }

    fileprivate static func deletesUnasked(_ going: [ResourceAddress], _ allowed: Set<Impact>) -> Diagnostic {
        let command = CommandLineText.approved(allowing: allowed, deleting: going.count)
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
