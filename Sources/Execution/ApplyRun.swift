import HetznerCloud
import Reconciliation
import ResourceModel

/// One plan on its way: starts steps as soon as they may, and takes in how they end.
struct ApplyRun {
    /// What the tasks of an apply tell it.
    enum Message: Sendable {
        case finished(Step.ID, StepResult)
        case interrupted
        /// A task in the background ended with the apply.
        case ended
    }

    private let plan: Plan
    private let context: ApplyContext
    /// How many steps may be under way at once.
    private let limit: Int
    private var schedule: StepSchedule
    private var occupancy: Occupancy
    private var errors: [Step.ID: StepError] = [:]
    private var interruptions = 0
    private var slowdowns = SlowdownWatch()

    init(_ plan: Plan, _ context: ApplyContext, stepLimit: Int, durations: RequestDurations) {
        self.plan = plan
        self.context = context
        limit = max(1, stepLimit)
        schedule = StepSchedule(plan.steps, plan.barriers, durations: durations)
        occupancy = Occupancy(plan)
    }

    mutating func carryOut(in group: inout TaskGroup<Message>, interruption: Interruption) async {
        let watcher = context.watcher
        group.addTask {
            await watcher.run()
            return .ended
        }
        group.addTask { [ledger = context.ledger] in
            await ledger.keepSaved()
            return .ended
        }
        listen(to: interruption, in: &group)
        heed(interruption, &group)
        await start(in: &group)
        while schedule.runningCount > 0, let message = await group.next() {
            switch message {
            case .finished(let id, let result):
                await finish(id, result)
                let slowdown = slowdowns.slowdown(context.client, steps: schedule.openCount)
                if let slowdown { context.report(.slowedDown(slowdown)) }
            case .interrupted:
                listen(to: interruption, in: &group)
            case .ended:
                break
            }
            heed(interruption, &group)
            await start(in: &group)
        }
        schedule.stop()
        group.cancelAll()
    }

    private func listen(to interruption: Interruption, in group: inout TaskGroup<Message>) {
        group.addTask { await interruption.next() ? .interrupted : .ended }
    }

    /// Starts the most urgent steps whose objects are free, as many as may run.
    private mutating func start(in group: inout TaskGroup<Message>) async {
        if await context.ledger.saveProblem != nil, !schedule.isInterrupted { schedule.interrupt() }
        while !Task.isCancelled, schedule.runningCount < limit,
            let step = schedule.next(in: occupancy)
        {
            occupancy.take(step)
            let runner = StepRunner(step: step, context: context)
            group.addTask { .finished(step.id, await runner.run()) }
        }
    }

    private mutating func finish(_ id: Step.ID, _ result: StepResult) async {
        schedule.note(released: occupancy.release(id))
        let step = plan[id]
        if let record = await context.ledger.record(at: step.address) {
            occupancy.note(record.id, record.type, at: step.address)
        }
        let state: StepSchedule.State
        switch result {
        case .done: state = .done
        case .abandoned: state = .abandoned
        case .failed(let error):
            errors[id] = error
            state = .failed
        }
        for skip in schedule.finish(id, state) { context.report(.stepSkipped(skip.id, because: skip.because)) }
    }

    /// Takes in what was asked for until now: its messages may come after one that lets something new start.
    private mutating func heed(_ interruption: Interruption, _ group: inout TaskGroup<Message>) {
        while interruptions < interruption.count { interrupt(&group) }
    }

    /// The first time nothing new is started, the second time nothing is waited for.
    private mutating func interrupt(_ group: inout TaskGroup<Message>) {
        interruptions += 1
        context.ending.reach()
        context.report(.interrupted(stopsWaiting: interruptions > 1))
        if interruptions == 1 {
            schedule.interrupt()
        } else {
            schedule.stop()
            group.cancelAll()
        }
    }

    func outcome(recorded: RecordedState, saveProblem: SaveFailure?, requests: Int, duration: Duration) -> ApplyReport {
        let ended = plan.steps.map { (step: $0, state: schedule.states[$0.id.index]) }
        return ApplyReport(
            done: ended.filter { $0.state == .done }.map(\.step.id),
            failed: ended.compactMap { step, _ in
                errors[step.id].map { ApplyReport.Failure(step: step.id, address: step.address, error: $0) }
            },
            skipped: ended.compactMap { step, state in
                guard case .skipped(let cause) = state else { return nil }
                return ApplyReport.Skip(step: step.id, because: cause)
            },
            notStarted: ended.filter { $0.state == .notStarted }.map(\.step.id),
            abandoned: ended.filter { $0.state == .abandoned }.map(\.step.id),
            wasInterrupted: interruptions > 0 || Task.isCancelled,
            recorded: recorded,
            saveProblem: saveProblem,
            requests: requests,
            duration: duration
        )
    }
}
