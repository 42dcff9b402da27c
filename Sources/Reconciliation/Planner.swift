import Diagnostics
import Fingerprinting
import ResourceModel

/// Decides what has to happen so that the cloud becomes what the file says.
///
/// Pure: the same states give the same plan, whatever the order in which things are declared or listed.
package struct Planner: Sendable {
    package struct Outcome: Sendable {
        /// `nil` where an error leaves nothing to plan.
        package let plan: Plan?
        /// Sorted by position.
        package let diagnostics: [Diagnostic]
    }

    let catalog: Catalog
    let evaluator: ExpressionEvaluator
    let fingerprinter: Fingerprinter

    package init(
        catalog: Catalog,
        evaluator: ExpressionEvaluator,
        fingerprinter: Fingerprinter
    ) {
        self.catalog = catalog
        self.evaluator = evaluator
        self.fingerprinter = fingerprinter
    }

    package func plan(
        for desired: DesiredState,
        recorded: RecordedState,
        observed: ObservedState,
        selection: Selection = .all
    ) -> Outcome {
        let moving = Moving(recorded, desired)
        guard moving.diagnostics.isEmpty else { return Outcome(plan: nil, diagnostics: moving.diagnostics) }
        let recorded = moving.recorded
        if let stop = Diagnostic.unreadableSecrets(recorded, desired, fingerprinter) {
            return Outcome(plan: nil, diagnostics: [stop])
        }
        var selected = SelectedAddresses(selection, desired: desired, recorded: recorded)
        guard !selected.diagnostics.containsErrors else { return Outcome(plan: nil, diagnostics: selected.diagnostics) }
        var situation = Situation(
            catalog: catalog,
            desired: desired,
            recorded: recorded,
            observed: observed,
            origins: moving.origins,
            evaluator: evaluator,
            fingerprinter: fingerprinter
        )
        if let stop = Diagnostic.otherProject(recorded: recorded, situation) {
            return Outcome(plan: nil, diagnostics: [stop])
        }
        guard !situation.diagnostics.containsErrors else {
            return Outcome(plan: nil, diagnostics: situation.diagnostics.sortedByPosition())
        }
        situation.keep(recorded, outside: selected)
        var comparison = ProjectComparison(situation, selected)
        while situation.handOver(replaced: comparison.replaced) {
            comparison = ProjectComparison(situation, selected)
        }
        while let wider = selected.including(usersOf: comparison.replaced) {
            selected = wider
            guard !selected.diagnostics.containsErrors else {
                return Outcome(plan: nil, diagnostics: selected.diagnostics)
            }
            comparison = ProjectComparison(situation, selected)
        }
        let heldBack = HeldBack(comparison)
        if !heldBack.remarks.isEmpty {
            situation.desired = heldBack.desired
            comparison = ProjectComparison(situation, selected)
        }
        var composer = PlanComposer(situation: situation, selected: selected, comparison: comparison)
        composer.compose()
        composer.remarks += heldBack.remarks
        if let prices = observed.prices {
            composer.addCosts(CostAssessment(perspective: comparison.perspective, prices: prices, selected: selected))
        }
        let checks = Preconditions(situation: situation, comparison: comparison, changes: composer.changes)
            .diagnostics()
        let found =
            selected.diagnostics + situation.choices.diagnostics + comparison.diagnostics + checks
            + (selection.isAfterApply ? [] : situation.orphans)
        let diagnostics = found.sortedByPosition()
        guard !diagnostics.containsErrors else { return Outcome(plan: nil, diagnostics: diagnostics) }
        do throws(StepOrder.Cycle) {
            return Outcome(plan: try composer.plan(), diagnostics: diagnostics)
        } catch {
            let circle = Diagnostic.circle(error.drafts.map { composer.drafts[$0] }, composer.situation.desired)
            return Outcome(plan: nil, diagnostics: diagnostics + [circle])
        }
    }
}

extension Diagnostic {
    /// Nothing that the state knows is there: most likely the token belongs to another project.
    static func otherProject(recorded: RecordedState, _ situation: Situation) -> Diagnostic? {
        guard !recorded.resources.isEmpty, situation.bindings.isEmpty, !situation.observed.hasTraces(of: recorded.stack)
        else { return nil }
        let count = recorded.resources.count
        return .error(
            "other-project",
            "none of the \(count) recorded resources exists in this project: the token is probably another project's",
            hint: "If they were all deleted on purpose, forget them with 'hzform state rebuild'."
        )
    }

    fileprivate static func circle(_ drafts: [StepDraft], _ desired: DesiredState) -> Diagnostic {
        let steps = drafts.map { "\($0.address) (\($0.title))" }
        let notes = zip(drafts.indices, steps).map { index, step in
            Note(
                "\(step) waits for \(steps[(index + 1) % steps.count])",
                at: desired.resources[drafts[index].address]?.range
            )
        }
        return .error(
            "steps-in-a-circle",
            "the changes wait for each other, each for what the next one gives up",
            at: drafts.first.flatMap { desired.resources[$0.address]?.range },
            notes: notes,
            hint: "Make one of them in an apply of its own: give it something that nobody has, apply, and then go on."
        )
    }
}
