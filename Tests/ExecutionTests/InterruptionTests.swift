import HetznerCloud
import Reconciliation
import ResourceModel
import TestSupport
import Testing

@testable import Execution

@Suite("Interruption", .onOneThread)
struct InterruptionTests {
    /// An executor that asks to be interrupted as soon as a step of this title starts, or is done.
    private func apply(
        _ draft: PlanDraft,
        _ bench: Bench,
        interrupting title: String,
        onceDone: Bool = false,
        times: Int = 1
    ) async -> ApplyReport {
        let interruption = Interruption()
        let plan = draft.plan
        let executor = Executor(
            client: bench.client,
            catalog: .toy,
            evaluator: .none,
            fingerprinter: .fixture,
            options: bench.options,
            save: { bench.recorder.save($0) },
            report: { event in
                bench.recorder.report(event)
                guard let id = onceDone ? event.finished : event.started, plan[id].title == title else { return }
                for _ in 0..<times { interruption.request() }
            }
        )
        return await executor.apply(plan, observed: ObservedState(), interruption: interruption)
    }

    @Test("the first interruption starts nothing new and waits for what runs")
    func first() async {
        let bench = Bench(actionSeconds: 30)
        var draft = PlanDraft()
        let one = draft.create("a")
        draft.act("next", after: [one])
        let report = await apply(draft, bench, interrupting: "create a")
        #expect(report.titles(report.done, draft.plan) == ["create a"])
        #expect(report.titles(report.notStarted, draft.plan) == ["next"])
        #expect(report.wasInterrupted)
        #expect(bench.recorder.saves.last == report.recorded)
    }

    @Test("an interruption that comes when a step is done starts nothing new", arguments: [1, 2])
    func afterStep(times: Int) async {
        let bench = Bench()
        var draft = PlanDraft()
        let one = draft.create("a")
        draft.act("next", after: [one])
        let report = await apply(draft, bench, interrupting: "create a", onceDone: true, times: times)
        #expect(bench.recorder.started(draft.plan) == ["create a"])
        #expect(report.titles(report.done, draft.plan) == ["create a"])
        #expect(report.titles(report.notStarted, draft.plan) == ["next"])
        #expect(report.wasInterrupted)
    }

    @Test("an apply that is interrupted before it begins starts nothing")
    func beforehand() async {
        let bench = Bench()
        var draft = PlanDraft()
        draft.create("a")
        let interruption = Interruption()
        interruption.request()
        let report = await bench.apply(draft.plan, interruption: interruption)
        #expect(bench.recorder.started(draft.plan) == [])
        #expect(report.titles(report.notStarted, draft.plan) == ["create a"])
        #expect(report.wasInterrupted)
    }

    @Test("what is out of service is put back after an interruption")
    func restoring() async {
        let bench = Bench(actionSeconds: 30)
        var draft = PlanDraft()
        draft.record("a", 7)
        let open = draft.act("shutdown", outcome: .tookOutOfService)
        let change = draft.act("change_model", after: [open])
        draft.act("poweron", after: [open, change], outcome: .putIntoService([]), restores: open)
        let report = await apply(draft, bench, interrupting: "shutdown")
        #expect(report.titles(report.done, draft.plan) == ["shutdown", "poweron"])
        #expect(report.titles(report.notStarted, draft.plan) == ["change_model"])
    }

    @Test("the second interruption stops waiting; what is known is in the state")
    func second() async {
        let bench = Bench(actionSeconds: 100_000)
        var draft = PlanDraft()
        draft.record("a", 7)
        let open = draft.act("shutdown", outcome: .tookOutOfService)
        draft.act("poweron", after: [open], outcome: .putIntoService([]), restores: open)
        let report = await apply(draft, bench, interrupting: "shutdown", times: 2)
        #expect(report.titles(report.abandoned, draft.plan) == ["shutdown"])
        #expect(report.titles(report.notStarted, draft.plan) == ["poweron"])
        #expect(report.recorded.resources[ResourceAddress("boxes", "a")]?.isOutOfService == true)
        #expect(bench.recorder.saves.last == report.recorded)
    }

    @Test("cancelling the task stops waiting too")
    func cancellation() async {
        let bench = Bench(actionSeconds: 100_000)
        var draft = PlanDraft()
        let one = draft.create("a")
        draft.act("next", after: [one])
        let plan = draft.plan
        let report = await withTaskGroup(of: ApplyReport?.self) { group in
            group.addTask { await bench.apply(plan) }
            group.addTask {
                while bench.recorder.saves.count < 2 { await Task.yield() }
                return nil
            }
            _ = await group.next()
            group.cancelAll()
            return await group.next() ?? nil
        }
        #expect(report?.abandoned.count == 1)
        #expect(report?.notStarted.count == 1)
        #expect(report?.wasInterrupted == true)
    }
}

extension ExecutionEvent {
    fileprivate var started: Step.ID? {
        guard case .stepStarted(let id) = self else { return nil }
        return id
    }

    fileprivate var finished: Step.ID? {
        guard case .stepFinished(let id, _) = self else { return nil }
        return id
    }
}
