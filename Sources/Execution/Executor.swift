import Fingerprinting
import HetznerCloud
import Reconciliation
import ResourceModel

/// Carries out a plan, and decides nothing about it.
package struct Executor: Sendable {
    package struct Options: Sendable {
        /// How many steps run at the same time.
        package var parallelism = 10
        /// How long one step may take, its waiting for others included.
        package var stepTimeout: Duration = .seconds(600)
        package var durations = RequestDurations()
        /// The run by which objects are marked while they are out of service; `nil` where they are not to be.
        package var run: String?

        package init() {}
    }

    /// Stores the state; called after everything that changes it, one call at a time, for several changes at once where
    /// they come while it stores.
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
        let ledger = Ledger(plan, seen: observed, catalog: catalog, save: save, report: report)
        var run = ApplyRun(plan, context(plan, ledger), parallelism: options.parallelism, durations: options.durations)
        await ledger.save()
        await withTaskGroup(of: ApplyRun.Message.self) { group in
            await run.carryOut(in: &group, interruption: interruption)
        }
        return run.outcome(
            recorded: await ledger.recorded,
            saveFailure: await ledger.saveFailure,
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
