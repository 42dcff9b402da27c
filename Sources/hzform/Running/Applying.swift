import ArgumentParser
import Diagnostics
import Execution
import HetznerCatalog
import Reconciliation
import Reports
import ResourceModel

/// Plans, gets the plan agreed to, carries it out, and looks whether anything is left to do.
struct Applying {
    let workspace: Workspace
    let cloud: CloudAccess
    let options: ApplyOptions
    let costs: CostOptions
    let selection: Selection
    let output: Output

    func apply(_ desired: DesiredState) async throws {
        let file = workspace.stateFile
        let recorded = try file.read(stack: desired.stack)
        var reader = ProjectReader(catalog: workspace.catalog, cloud: cloud)
        reader.withPrices = !costs.noCost
        let planning = try await Planning(
            for: desired,
            recorded: recorded,
            reader: reader,
            selection: selection,
            output: output
        )
        let plan = planning.plan
        showPlan(planning)
        try costs.check(plan)
        if plan.isEmpty, plan.recorded == planning.recorded {
            if output.format == .json { output.result(ApplyJSON(plan).nothing(requests: planning.requests)) }
            return try await cloud.close()
        }
        try file.checkWritable()
        if !plan.steps.isEmpty { try await cloud.checkMayWrite() }
        try Approval(options: options, output: output).ask(for: plan)

        let report = await carryOut(planning, file)
        showReport(report, plan)
        guard report.succeeded else {
            try await cloud.close()
            throw report.wasInterrupted ? ExitCode.interrupted : ExitCode.failure
        }
        let isAllGone = desired.resources.isEmpty && report.recorded.resources.isEmpty
        if !report.done.isEmpty, !isAllGone { try await confirm(desired, report.recorded) }
        try await cloud.close()
    }

    /// The plan is part of the result; with JSON, which has the events as its result, it is what the question is about.
    private func showPlan(_ planning: Planning) {
        func text(_ style: TextStyle) -> String {
            let plan = planning.plan
            return PlanText(plan, catalog: workspace.catalog, refreshRequests: planning.requests, style: style).text()
        }
        switch output.format {
        case .text: output.result(text(output.style) + (planning.plan.isEmpty ? "" : "\n"))
        case .json: output.message(text(output.errorStyle))
        }
    }

    private func carryOut(_ planning: Planning, _ file: StateFile) async -> ApplyReport {
        let (messages, feed) = AsyncStream<ProgressDisplay.Message>.makeStream()
        let display = ProgressDisplay(planning.plan, output)
        let start = ContinuousClock.now
        var settings = Executor.Options()
        settings.parallelism = options.parallelism
        settings.durations = .hetzner
        let executor = Executor(
            client: cloud.client,
            catalog: workspace.catalog,
            options: settings,
            save: { try file.save($0) },
            report: { feed.yield(.event($0, at: ContinuousClock.now - start)) }
        )
        let interruption = Interruption()
        let signals = TerminationSignals { interruption.request() }
        async let shown: Void = display.show(messages)
        async let _: Void = tick { feed.yield(.tick(at: ContinuousClock.now - start)) }
        let report = await executor.apply(planning.plan, observed: planning.observed, interruption: interruption)
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

    private func showReport(_ report: ApplyReport, _ plan: Plan) {
        switch output.format {
        case .text:
            let next = CommandLineText.repeated
            output.result(ApplyText(report, of: plan, nextCommand: next, style: output.style).text())
        case .json:
            output.result(ApplyJSON(plan).finished(report))
        }
    }

    /// Reads the project once more: after an apply nothing is left to do, or the user is told what is.
    private func confirm(_ desired: DesiredState, _ recorded: RecordedState) async throws(CommandFailure) {
        let planning: Planning
        do {
            planning = try await Planning(
                for: desired,
                recorded: recorded,
                reader: ProjectReader(catalog: workspace.catalog, cloud: cloud),
                selection: selection.afterApply,
                output: nil
            )
        } catch {
            output.diagnostics([.unconfirmed] + error.diagnostics)
            return
        }
        if output.format == .json { output.result(ApplyJSON.confirmed(by: planning.plan)) }
        guard planning.plan.isEmpty else {
            output.diagnostics([.leftOver(planning.plan)])
            return
        }
        guard output.format == .text else { return }
        let outputs = OutputsReport(planning.plan.outputs).text()
        if !outputs.isEmpty { output.result("\nOutputs:\n\(outputs)\n") }
        output.message("The project was read again: nothing is left to do.\n")
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
