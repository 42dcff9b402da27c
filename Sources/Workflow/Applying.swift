import Diagnostics
import Execution
import HetznerCloud
import Locking
import Reconciliation
import ResourceModel
import StackConfiguration
import StateFiles

/// What a person is shown and asked while a stack is applied.
public struct ApplyAudience: Sendable {
    /// Is shown the plan before anything else; throws where it must not be carried out, whoever agrees.
    public var review: @Sendable (Planning) async throws -> Void
    /// Is asked whether a plan that changes something may be carried out; throws where it may not.
    public var agree: @Sendable (Planning) async throws -> Void
    /// Carries the plan out by calling the function, shows what happens meanwhile, and may interrupt it.
    package var watch: @Sendable (Planning, Interruption, _ carryOut: Carrying) async -> ApplyReport

    /// Keeps what was recorded, wherever else it belongs; the stack is still locked.
    ///
    /// Without a report nothing was to be done, and what an earlier run recorded may still have to be kept.
    package var keep: @Sendable (ApplyReport?, Planning) async -> Void = { _, _ in }

    /// Carries a plan out; what happens is told as it happens.
    package typealias Carrying = @Sendable (_ tell: @escaping @Sendable (ExecutionEvent) -> Void) async -> ApplyReport

    package init(
        review: @escaping @Sendable (Planning) async throws -> Void,
        agree: @escaping @Sendable (Planning) async throws -> Void,
        watch: @escaping @Sendable (Planning, Interruption, Carrying) async -> ApplyReport
    ) {
        self.review = review
        self.agree = agree
        self.watch = watch
    }

    /// An audience that only looks at the plan.
    public init(agree: @escaping @Sendable (Planning) async throws -> Void) {
        self.init(review: { _ in }, agree: agree) { await $2 { _ in } }
    }
}

/// How a stack is applied.
public struct ApplySettings: Sendable {
    public var selection = Selection.all
    /// Whether the plan says what it costs.
    public var withPrices = true
    package var execution = Executor.Options()
    /// What was reviewed: anything else is not carried out.
    package var receipt: Receipt?
    /// Who locks the stack; nobody where it is `nil`.
    public var lock: LockSettings?

    public init() {}
}

/// How an apply ended.
public enum ApplyOutcome: Sendable {
    /// The project was what the files say.
    case nothingToDo(Planning)
    /// Not all steps are done; the report says which.
    case failed(ApplyReport, Planning)
    /// The lock was lost meanwhile, so nothing new was started; what ran was waited for, and the state is saved.
    case lostLock(ApplyReport, Planning)
    /// All steps are done; ``Confirmation`` is what another look at the project shows, `nil` where none was needed.
    case done(ApplyReport, Planning, Confirmation?)
}

extension Workflow {
    /// Plans, gets the plan agreed to, carries it out, and looks whether anything is left to do.
    ///
    /// Throws what ends it before the first request that changes something, and what the audience throws.
    public func apply(
        _ desired: DesiredState,
        state file: StateFile,
        settings: ApplySettings = ApplySettings(),
        audience: ApplyAudience
    ) async throws -> ApplyOutcome {
        try await apply(desired, state: file as any StateStore, settings: settings, audience: audience)
    }

    /// The same with a state that may be elsewhere.
    package func apply(
        _ desired: DesiredState,
        state store: any StateStore,
        settings: ApplySettings = ApplySettings(),
        audience: ApplyAudience
    ) async throws -> ApplyOutcome {
        let interruption = Interruption()
        return try await locking(
            desired.stack,
            desired.lock,
            settings.lock,
            beside: store,
            lost: { interruption.request() },
            { try await apply(desired, store, settings, audience, interruption, $0) }
        )
    }

    private func apply(
        _ desired: DesiredState,
        _ store: any StateStore,
        _ settings: ApplySettings,
        _ audience: ApplyAudience,
        _ interruption: Interruption,
        _ lock: HeldLock?
    ) async throws -> ApplyOutcome {
        var reading = ProjectReading(withPrices: settings.withPrices)
        reading.lock = StackLock(lock)
        let planning = try await plan(
            for: desired,
            recorded: try await store.read(stack: desired.stack).salted(for: settings.receipt),
            reading: reading,
            selection: settings.selection
        )
        if let receipt = settings.receipt { try await check(planning, against: receipt) }
        try await audience.review(planning)
        if planning.isDone {
            await audience.keep(nil, planning)
            return .nothingToDo(planning)
        }
        try await store.checkWritable(steps: planning.plan.steps.count)
        // Who could lock the project may write.
        if !planning.plan.steps.isEmpty, lock == nil { try await checkMayWrite() }
        try await audience.agree(planning)
        guard lock?.isLost != true else { throw WorkflowFailure(.lost(stack: desired.stack)) }

        var execution = settings.execution
        if desired.usesOwnershipLabels { execution.run = settings.lock?.holder.run }
        let report = await audience.watch(planning, interruption) { [execution] tell in
            await carryOut(
                planning,
                execution,
                interruption: interruption,
                save: { state in
                    do throws(Diagnostic) { try await store.save(state) } catch { throw SaveFailure(error) }
                },
                report: tell
            )
        }
        await audience.keep(report, planning)
        guard lock?.isLost != true else { return .lostLock(report, planning) }
        guard report.succeeded else { return .failed(report, planning) }
        let isAllGone = desired.resources.isEmpty && report.recorded.resources.isEmpty
        let isAdopting = planning.plan.changes.contains { $0.kind == .adopt }
        let needsLook = (!report.done.isEmpty || isAdopting) && !isAllGone
        let confirmation = needsLook ? await confirm(desired, report.recorded, settings.selection) : nil
        return .done(report, planning, confirmation)
    }

    /// Carries the plan out as far as it goes; the report says how far that was.
    package func carryOut(
        _ planning: Planning,
        _ options: Executor.Options = Executor.Options(),
        interruption: Interruption = Interruption(),
        save: @escaping Executor.Save,
        report: @escaping Executor.Report = { _ in }
    ) async -> ApplyReport {
        let executor = Executor(
            client: client,
            catalog: catalog,
            evaluator: .language,
            fingerprinter: planning.fingerprinter,
            options: options,
            save: save,
            report: report
        )
        return await executor.apply(planning.plan, observed: planning.observed, interruption: interruption)
    }

    /// Throws where the token may only read.
    ///
    /// No request tells what a token may do, so this one tries to change an object that cannot be there.
    package func checkMayWrite() async throws(WorkflowFailure) {
        do {
            _ = try await client.request(.put, "ssh_keys/0", body: .object(JSONObject()))
        } catch let error as APIError where error.code == .tokenReadonly {
            throw WorkflowFailure(.readOnlyToken(error, tokenOrigin))
        } catch {
            // Anything else is about the object; what is wrong with the connection shows with the first step.
        }
    }
}

extension Diagnostic {
    package static func readOnlyToken(_ error: APIError, _ origin: String?) -> Diagnostic {
        .error(
            "token-readonly",
            "nothing was changed: the token may only read (\(error.code), HTTP \(error.status))",
            notes: notes(of: origin),
            hint: "It is enough for 'hzform plan'; use one that may write to apply."
        )
    }
}

extension SaveFailure {
    /// For a sentence of somebody else's.
    fileprivate init(_ diagnostic: Diagnostic) {
        self.init(diagnostic.message, hint: diagnostic.hint, isTaken: diagnostic.code == "state-conflict")
    }
}
