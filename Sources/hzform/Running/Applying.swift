import ArgumentParser
import Diagnostics
import Execution
import HetznerCatalog
import HetznerCloud
import Locking
import PlanFiles
import Reconciliation
import Reports
import ResourceModel
import StateFiles
import Workflow

/// Applies a stack for somebody at a terminal or in a pipeline: shows the plan, asks, shows what happens and how it ended.
struct Applying: Sendable {
    let workspace: Workspace
    let cloud: CloudAccess
    let options: ApplyOptions
    let costs: CostOptions
    let view: PlanViewOptions
    /// Whether everything is to go, which is asked for by name.
    var isForDestruction = false
    let locks: LockOptions
    let selection: Selection
    /// What was reviewed, where that is what is applied.
    var receipt: Receipt?
    /// The file of it.
    var planPath: String?
    let history: HistoryOptions
    /// Tells afterwards what ran when, where that is asked for.
    let timeline: TimelinePages?
    let output: Output

    func apply(_ desired: DesiredState) async throws {
        var settings = ApplySettings()
        settings.selection = selection
        settings.receipt = receipt
        settings.withPrices = !costs.noCost
        settings.execution.stepLimit = stepLimit
        settings.execution.durations = .hetzner
        settings.lock = locks.settings(output)
        let store = try workspace.stateStore()
        let keeper = try StateKeeper(history, store, of: goesAway ? "destroy" : "apply", output)
        var audience = audience
        if let keeper { audience.keep = { await keeper.keep($0, $1.plan) } }
        let outcome = try await cloud.workflow(workspace.catalog)
            .apply(desired, state: store, settings: settings, audience: audience)
        try await cloud.close()
        let problems = [keeper?.problem, timeline?.problem].compactMap(\.self)
        output.diagnostics(problems)
        try conclude(outcome, desired)
        guard problems.isEmpty else { throw ExitCode.failure }
    }

    /// Whether nothing of the file is to be left, whichever way that was said.
    private var goesAway: Bool { isForDestruction || receipt?.saved.terms.isForDestruction == true }

    private var stepLimit: Int { options.stepLimit(requests: cloud.parallelism) }

    private func conclude(_ outcome: ApplyOutcome, _ desired: DesiredState) throws {
        switch outcome {
        case .nothingToDo(let planning):
            if output.format == .json { output.result(ApplyJSON(planning.plan).nothing(requests: planning.requests)) }
            if output.resultIsPage { output.page(page(of: planning)) }
        case .failed(let report, _):
            throw report.wasInterrupted && report.saveFailure == nil ? ExitCode.interrupted : ExitCode.failure
        case .lostLock(let report, _):
            if report.saveFailure != nil { throw ExitCode.failure }
            throw WorkflowFailure(.lost(stack: desired.stack))
        case .done(_, _, let confirmation):
            if let confirmation { try show(confirmation) }
        }
    }

    /// Where nothing is to be done, the plan is all that there is to tell.
    private func page(of planning: Planning) -> String {
        PlanPage(
            planning.plan,
            catalog: workspace.catalog,
            refreshRequests: planning.requests,
            isFull: view.full,
            durations: .hetzner
        ).text()
    }

    private var audience: ApplyAudience {
        ApplyAudience(
            review: { planning in
                show(planning)
                try PipelineReports(output)
                    .tell(planning.plan, catalog: workspace.catalog, refreshRequests: planning.requests)
                try costs.check(planning.plan)
            },
            agree: { planning in
                let approval = Approval(
                    options: options,
                    reviewed: receipt?.saved.terms,
                    isForDestruction: isForDestruction,
                    output: output
                )
                try approval.ask(for: planning.plan)
            },
            watch: { planning, interruption, carryOut in
                let report = await watch(planning.plan, interruption, carryOut)
                show(report, planning)
                timeline?.write(report, of: planning.plan, catalog: workspace.catalog)
                if let problem = report.saveProblem { tell(problem, report) }
                return report
            }
        )
    }

    /// The plan is part of the result; with JSON, which has the events as its result, it is what the question is about.
    private func show(_ planning: Planning) {
        func text(_ style: TextStyle) -> String {
            let plan = planning.plan
            return PlanText(
                plan,
                catalog: workspace.catalog,
                refreshRequests: planning.requests,
                style: style,
                isFull: view.full,
                durations: .hetzner,
                stepLimit: stepLimit
            ).text()
        }
        output.diagnostics(planning.warnings)
        switch output.format {
        case .text:
            let shown = text(output.style)
            output.result(shown + (planning.plan.isEmpty ? "" : "\n"))
            output.repeatWarnings(after: shown)
        case .json: output.message(text(output.errorStyle))
        }
    }

    /// Shows what happens while the plan is carried out; Ctrl-C and SIGTERM interrupt it, and SIGQUIT as two of them.
    private func watch(
        _ plan: Plan,
        _ interruption: Interruption,
        _ carryOut: ApplyAudience.Carrying
    ) async -> ApplyReport {
        let (messages, feed) = AsyncStream<ProgressDisplay.Message>.makeStream()
        let display = ProgressDisplay(plan, output)
        let start = ContinuousClock.now
        let signals = await TerminationSignals { isUrgent in
            interruption.request()
            if isUrgent { interruption.request() }
        }
        async let shown: Void = display.show(messages)
        async let _: Void = tick { feed.yield(.tick(at: ContinuousClock.now - start)) }
        let report = await carryOut { event in
            let time = ContinuousClock.now - start
            timeline?.record(event, at: time)
            feed.yield(.event(event, at: time))
        }
        signals.stop()
        feed.finish()
        await shown
        return report
    }

    /// Gives the display a beat until the task is cancelled.
    private func tick(_ beat: @Sendable () -> Void) async {
        while !Task.isCancelled {
            try? await Task.sleep(for: .milliseconds(100))  // Cancelled: the loop ends.
            beat()
        }
    }

    private func show(_ report: ApplyReport, _ planning: Planning) {
        switch output.format {
        case .text:
            let saved = receipt?.saved.terms
            let plan = planPath.flatMap { path in saved.map { PlanAnew(path, $0, options.consent) } }
            let anew = plan?.command(after: report, planning)
            let text = ApplyText(
                report,
                of: planning.plan,
                nextCommand: anew ?? CommandLineText.repeated,
                plansAgain: anew != nil,
                style: output.style
            )
            output.result(text.text())
        case .json:
            output.result(ApplyJSON(planning.plan).finished(report))
        }
    }

    private func tell(_ problem: SaveFailure, _ report: ApplyReport) {
        let plan = NextCommand.text("plan", goesAway ? ["--destroy"] : [], from: CommandLineText.typed)
        let unsaved = UnsavedState(report, problem, at: workspace.files.statePath, planCommand: plan)
        output.diagnostics([unsaved.diagnostic])
        if unsaved.isHandedOver { output.message(StateDocument.text(report.recorded)) }
    }

    /// Says what another look at the project showed.
    private func show(_ confirmation: Confirmation) throws {
        if case .read(let planning) = confirmation {
            try PipelineReports(output).tell(planning.plan.outputs)
            if output.format == .json { output.result(ApplyJSON.confirmed(by: planning.plan)) }
            if output.format == .text, planning.plan.isEmpty {
                let outputs = OutputsReport(planning.plan.outputs).text()
                if !outputs.isEmpty { output.result("\nOutputs:\n\(outputs)\n") }
                output.remark("The project was read again: nothing is left to do.\n")
            }
        }
        output.diagnostics(confirmation.diagnostics)
    }
}
