import Fingerprinting
import HetznerCloud
import Reconciliation
import ResourceModel

/// Carries out a plan, and decides nothing about it.
package struct Executor: Sendable {
    package struct Options: Sendable {
        /// How many steps are under way at the same time, which includes those that only wait for actions.
        ///
        /// It bounds what is asked about again and again; how many requests are sent at once is up to the client.
        package var stepLimit = usualStepLimit
        /// As many as ten requests ask about.
        package static let usualStepLimit = 250
        /// How long one step may take, its waiting for others included.
        package var stepTimeout: Duration = .seconds(600)
        package var durations = RequestDurations()
        /// The run by which objects are marked while they are out of service; `nil` where they are not to be.
        package var run: String?

        package init() {}
    }

    /// Stores the state; one call at a time, for all that changed since the last one.
    package typealias Save = @Sendable (RecordedState) async throws -> Void
    package typealias Report = @Sendable (ExecutionEvent) -> Void

    private let client: CloudClient
    private let catalog: Catalog
    private let evaluator: ExpressionEvaluator
    private let fingerprinter: Fingerprinter
    private let options: Options
    private let save: Save
    private let report: Report

    package init(
        client: CloudClient,
        catalog: Catalog,
        evaluator: ExpressionEvaluator,
        fingerprinter: Fingerprinter,
        options: Options = Options(),
        save: @escaping Save,
        report: @escaping Report = { _ in }
    ) {
        self.client = client
        self.catalog = catalog
        self.evaluator = evaluator
        self.fingerprinter = fingerprinter
        self.options = options
        self.save = save
        self.report = report
    }

    /// Carries out the plan as far as it goes; the report says how far that was.
    ///
    /// Cancelling the task is like the second request of an interruption.
    package func apply(
        _ plan: Plan,
        observed: ObservedState,
        interruption: Interruption = Interruption()
    ) async -> ApplyReport {
        let clock = client.configuration.clock
        let start = clock.now()
        let ledger = Ledger(
            plan,
            seen: observed,
            catalog: catalog,
            marksObjects: options.run != nil,
            clock: clock,
            save: save,
            report: report
        )
        var run = ApplyRun(plan, context(plan, ledger), stepLimit: options.stepLimit, durations: options.durations)
        await ledger.save()
        await withTaskGroup(of: ApplyRun.Message.self) { group in
            await run.carryOut(in: &group, interruption: interruption)
        }
        await ledger.saveRest()
        return run.outcome(
            recorded: await ledger.recorded,
            saveProblem: await ledger.saveProblem,
            requests: client.requestCount,
            duration: clock.now() - start
        )
    }

    private func context(_ plan: Plan, _ ledger: Ledger) -> ApplyContext {
        ApplyContext(
            client: client,
            catalog: catalog,
            evaluator: evaluator,
            fingerprinter: fingerprinter,
            ledger: ledger,
            watcher: ActionWatcher(client: client),
            run: options.run,
            timeout: options.stepTimeout,
            report: report
        )
    }
}
