import Reconciliation
import ResourceModel
import Testing

@testable import Execution

@Suite("Step schedule")
struct StepScheduleTests {
    private func schedule(_ draft: PlanDraft, _ table: [String: Double] = [:]) -> StepSchedule {
        StepSchedule(draft.steps, durations: RequestDurations(table.mapValues { .init($0) }))
    }

    private func schedule(_ draft: PlanDraft, after barrier: [Step.ID]) -> StepSchedule {
        let barriers = [Barrier(id: Barrier.ID(0), waitsFor: barrier)]
        return StepSchedule(draft.steps, barriers, durations: RequestDurations([:]))
    }

    private func startAll(_ schedule: inout StepSchedule) -> [Int] {
        var started: [Int] = []
        while let step = schedule.next(in: .nothing) { started.append(step.id.index) }
        return started
    }

    @Test("what leads to the longest rest is started first, and equal ones in the plan's order")
    func urgency() {
        var draft = PlanDraft()
        draft.create("short")
        let head = draft.create("long")
        draft.create("other")
        draft.act("tail", on: "long", after: [head])
        var schedule = schedule(draft)
        #expect(startAll(&schedule) == [1, 0, 2])
    }

    @Test("the time that a request usually takes counts, not the number of steps")
    func durations() {
        var draft = PlanDraft()
        let head = draft.act("quick")
        draft.act("quick", after: [head])
        draft.act("slow")
        var schedule = schedule(draft, ["POST boxes/actions/slow": 100])
        #expect(startAll(&schedule) == [2, 0])
    }

    @Test("a failure skips what needs it, transitively, and nothing else")
    func skips() {
        var draft = PlanDraft()
        let a = draft.create("a")
        let b = draft.create("b", after: [a])
        let c = draft.create("c", after: [b])
        let d = draft.create("d")
        var schedule = schedule(draft)
        _ = startAll(&schedule)
        let skipped = schedule.finish(a, .failed)
        #expect(skipped.map(\.id) == [b, c])
        #expect(skipped.map(\.because) == [a, a])
        #expect(schedule.states[d.index] == .running)
    }

    @Test("a step that restores runs when all before it is settled, whatever came of it")
    func restores() {
        var draft = PlanDraft()
        let open = draft.act("open")
        let change = draft.act("change", after: [open])
        let later = draft.act("later", after: [change])
        let close = draft.act("close", after: [open, change, later], restores: open)
        var schedule = schedule(draft)
        #expect(startAll(&schedule) == [0])
        _ = schedule.finish(open, .done)
        #expect(startAll(&schedule) == [1])
        _ = schedule.finish(change, .failed)
        #expect(startAll(&schedule) == [close.index])
    }

    @Test("a step that restores is skipped where there is nothing to restore")
    func nothingToRestore() {
        var draft = PlanDraft()
        let open = draft.act("open")
        let change = draft.act("change", after: [open])
        let close = draft.act("close", after: [open, change], restores: open)
        var schedule = schedule(draft)
        _ = startAll(&schedule)
        #expect(schedule.finish(open, .failed).map(\.id) == [change, close])
        #expect(schedule.states[close.index] == .skipped(because: open))
    }

    @Test("an interruption leaves only what restores something that was or is being opened")
    func interruption() {
        var draft = PlanDraft()
        let open = draft.act("open")
        let change = draft.act("change", after: [open])
        let close = draft.act("close", after: [open, change], restores: open)
        let otherOpen = draft.act("open", on: "b", after: [change])
        let otherClose = draft.act("close", on: "b", after: [otherOpen], restores: otherOpen)
        var schedule = schedule(draft)
        #expect(startAll(&schedule) == [0])
        schedule.interrupt()
        #expect(startAll(&schedule).isEmpty)
        _ = schedule.finish(open, .done)
        #expect(startAll(&schedule) == [close.index])
        #expect(schedule.states[otherClose.index] == .notStarted)
    }

    @Test("what waits for a barrier starts once all before it is done")
    func barrier() {
        var draft = PlanDraft()
        let all = [draft.act("one"), draft.act("two")]
        let waiting = [draft.act("three"), draft.act("four")]
        for id in waiting { draft.steps[id.index].barriers = [Barrier.ID(0)] }
        var schedule = schedule(draft, after: all)
        #expect(startAll(&schedule) == all.map(\.index))
        _ = schedule.finish(all[0], .done)
        #expect(startAll(&schedule).isEmpty)
        _ = schedule.finish(all[1], .done)
        #expect(startAll(&schedule) == waiting.map(\.index))
    }

    @Test("a failure before a barrier skips what waits for it, and what restores runs all the same")
    func brokenBarrier() {
        var draft = PlanDraft()
        let open = draft.act("open")
        let other = draft.act("other")
        let change = draft.act("change")
        let close = draft.act("close", after: [change], restores: open)
        for id in [change, close] { draft.steps[id.index].barriers = [Barrier.ID(0)] }
        var schedule = schedule(draft, after: [open, other])
        _ = startAll(&schedule)
        #expect(schedule.finish(other, .failed).isEmpty)
        let skipped = schedule.finish(open, .done)
        #expect(skipped.map(\.id) == [change])
        #expect(skipped.map(\.because) == [other])
        #expect(startAll(&schedule) == [close.index])
    }

    @Test("the way behind a barrier counts for what is before it")
    func urgencyBehindBarrier() {
        var draft = PlanDraft()
        draft.act("short")
        let long = [draft.act("a"), draft.act("b")]
        for id in [draft.act("c"), draft.act("d")] { draft.steps[id.index].barriers = [Barrier.ID(0)] }
        var schedule = schedule(draft, after: long)
        #expect(startAll(&schedule) == [1, 2, 0])
    }

    @Test("looking for the next step looks at each about twice, however many want the same object")
    func looks() {
        func looks(_ count: Int) -> Int {
            var draft = PlanDraft()
            draft.record("a", 7)
            for number in 0..<count {
                draft.act("one")
                draft.act("two", on: "b\(number)")
            }
            var schedule = schedule(draft)
            var occupancy = Occupancy(draft.plan)
            var running: [Step.ID] = []
            repeat {
                while running.count < 10, let step = schedule.next(in: occupancy) {
                    occupancy.take(step)
                    running.append(step.id)
                }
                let ended = running.removeFirst()
                schedule.note(released: occupancy.release(ended))
                _ = schedule.finish(ended, .done)
            } while schedule.openCount > 0
            return schedule.looks
        }
        #expect(looks(1_000) <= 4_000)
        #expect(looks(2_000) <= 8_000)
    }

    @Test("the most urgent of those that want an object gets it, and who gives up makes way for the next")
    func aside() {
        var ready = ReadySteps<String>()
        for urgency in 0..<4 { ready.insert(urgency) }
        while let candidate = ready.removeFirst() { ready.putAside(candidate, for: "a") }
        ready.release(["a"])
        let first = ready.removeFirst()
        #expect(first?.urgency == 0)
        // It wants another object too, which somebody holds: the next one of those that want the first may have that.
        if let first { ready.putAside(first, for: "b") }
        let second = ready.removeFirst()
        #expect(second?.urgency == 1)
        if let second { ready.drop(second) }
        #expect(ready.removeFirst()?.urgency == 2)
        #expect(ready.removeFirst() == nil)
        ready.release(["b"])
        #expect(ready.removeFirst()?.urgency == 0)
    }
}

extension Occupancy {
    /// No object is held.
    fileprivate static let nothing = Occupancy(PlanDraft().plan)
}
