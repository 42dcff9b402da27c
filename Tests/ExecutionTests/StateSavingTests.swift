import HetznerCloud
import Reconciliation
import ResourceModel
import StateFiles
import TestSupport
import Testing

@testable import Execution

@Suite("Saving during an apply", .onOneThread)
struct StateSavingTests {
    private let a = ResourceAddress("boxes", "a")

    @Test("the state is saved before anything happens and after every step")
    func everyStep() async {
        let bench = Bench()
        var draft = PlanDraft()
        let first = draft.create("a")
        draft.act("one", after: [first], outcome: .changed([.attribute("model", "big")]))
        let report = await bench.apply(draft.plan)
        let saves = bench.recorder.saves
        #expect(saves.count == 3)
        #expect(saves.first == draft.recorded)
        #expect(saves[1].resources[a]?.id == ResourceID(101))
        #expect(saves.last == report.recorded)
        #expect(saves.last?.resources[a]?.attributes["model"] == "big")
    }

    @Test("a new object is in the state before its actions are waited for")
    func beforeActions() async {
        let bench = Bench()
        var draft = PlanDraft()
        draft.create("a")
        _ = await bench.apply(draft.plan)
        let saved = bench.recorder.events.firstIndex { event in
            guard case .stateSaved = event else { return false }
            return true
        }
        let progressed = bench.recorder.events.firstIndex { event in
            guard case .stepProgress = event else { return false }
            return true
        }
        #expect(saved != nil)
        #expect(progressed.map { $0 > saved ?? .max } ?? true)
        let ids = bench.recorder.saves.map { $0.resources[a]?.id }
        #expect(ids == [nil, ResourceID(101)])
    }

    @Test("an object whose action fails is kept in the state, for the next plan to repair")
    func failedCreation() async {
        let bench = Bench()
        await bench.cloud.script("POST boxes", .failingAction("error during placement"))
        var draft = PlanDraft()
        draft.create("a")
        let report = await bench.apply(draft.plan)
        #expect(report.failed.count == 1)
        #expect(report.recorded.resources[a]?.id == ResourceID(101))
    }

    @Test("no save ever loses an object that exists")
    func nothingLost() async {
        let bench = Bench()
        var draft = PlanDraft()
        draft.record("a", 7)
        draft.recorded.resources[a]?.deposed = [ResourceID(3)]
        await bench.cloud.put("boxes", ["id": 7, "name": "a"])
        await bench.cloud.put("boxes", ["id": 3, "name": "a"])
        let created = draft.create("a")
        let path: [Value] = ["boxes", .reference(.object(.box, ResourceID(7)))]
        draft.add("delete", Step.Request(.delete, path), after: [created], outcome: .deleted(ResourceID(7)))
        let report = await bench.apply(draft.plan)
        #expect(report.succeeded)
        let known = bench.recorder.saves.map { save in
            save.resources[a].map(\.objects)?.map(\.number) ?? []
        }
        #expect(known == [[7, 3], [7, 3, 101], [101, 3, 7], [101, 3]])
    }

    @Test("what is set in a new object is recorded as the successor's until the old one is about to go")
    func handOver() async {
        let bench = Bench()
        var draft = PlanDraft()
        draft.record("a", 7)
        await bench.cloud.put("boxes", ["id": 7, "name": "a"])
        let created = draft.create("a")
        let set = draft.act("one", on: "a", after: [created], outcome: .changed([.attribute("model", "m")]))
        let path: [Value] = ["boxes", .reference(.object(.box, ResourceID(7)))]
        draft.add("delete", Step.Request(.delete, path), after: [set], outcome: .deleted(ResourceID(7)))
        _ = await bench.apply(draft.plan)
        let models = bench.recorder.saves.compactMap { save -> String? in
            guard let record = save.resources[a] else { return nil }
            let successor = record.successor.map { "\($0.id) \($0.attributes["model"]?.keyText ?? "-")" } ?? "-"
            return "\(record.id) \(record.attributes["model"]?.keyText ?? "-"), \(successor)"
        }
        #expect(models == ["7 -, -", "7 -, 101 -", "7 -, 101 m", "101 m, -", "101 m, -"])
    }

    @Test("an old object that is shut down for its successor is owed its service back as long as it has the address")
    func retirement() async {
        for isDeleted in [false, true] {
            let bench = Bench()
            var draft = PlanDraft()
            draft.record("a", 7)
            await bench.cloud.put("boxes", ["id": 7, "name": "a"])
            let created = draft.create("a")
            let object = Value.reference(.object(.box, ResourceID(7)))
            let shutdown = Step.Request(.post, ["boxes", object, "actions", "shutdown"])
            let off = draft.add("shut down", shutdown, after: [created], outcome: .retired(ResourceID(7)))
            let delete = Step.Request(.delete, ["boxes", object])
            if isDeleted { draft.add("delete", delete, after: [off], outcome: .deleted(ResourceID(7))) }
            let record = await bench.apply(draft.plan).recorded.resources[a]
            #expect(record?.id == ResourceID(isDeleted ? 101 : 7))
            #expect(record?.isOutOfService == !isDeleted)
            #expect(record?.successor?.isOutOfService ?? false == false)
        }
    }

    @Test("a creation whose action fails is what is left behind, and the old object keeps the address")
    func failedSuccessor() async {
        let bench = Bench()
        var draft = PlanDraft()
        draft.record("a", 7)
        await bench.cloud.put("boxes", ["id": 7, "name": "a"])
        await bench.cloud.script("POST boxes", .failingAction("error during placement"))
        draft.create("a")
        let record = await bench.apply(draft.plan).recorded.resources[a]
        #expect(record?.id == ResourceID(7))
        #expect(record?.successor == nil)
        #expect(record?.deposed == [ResourceID(101)])
    }

    @Test("deleting the recorded object keeps those that a replacement left behind")
    func deletionKeepsDeposed() async {
        let bench = Bench()
        var draft = PlanDraft()
        draft.record("a", 7)
        draft.recorded.resources[a]?.deposed = [ResourceID(3)]
        draft.add("delete", Step.Request(.delete, ["boxes", "7"]), outcome: .deleted(ResourceID(7)))
        let report = await bench.apply(draft.plan)
        #expect(report.recorded.resources[a]?.id == ResourceID(3))
    }

    @Test("a state that cannot be saved starts nothing new")
    func unsavable() async {
        struct Full: Error, CustomStringConvertible { let description = "no space left on device" }
        let bench = Bench()
        var draft = PlanDraft()
        draft.create("a")
        let report = await bench.executor(save: { _ in throw Full() }).apply(draft.plan, observed: ObservedState())
        #expect(report.saveFailure == "no space left on device")
        #expect(report.notStarted.count == 1)
        #expect(!report.succeeded)
        #expect(await bench.cloud.requests.isEmpty)
    }

    @Test("the same plan leaves the same bytes, however its steps interleave")
    func sameBytes() async {
        var texts: Set<String> = []
        for limit in [1, 2, 7] {
            var bench = Bench()
            bench.options.stepLimit = limit
            var draft = PlanDraft()
            for number in 0..<7 { draft.record("b\(number)", Int64(number)) }
            for number in 0..<7 {
                draft.act("one", on: "b\(number)", outcome: .changed([.attribute("model", .string("m\(number)"))]))
            }
            let report = await bench.apply(draft.plan)
            texts.insert(StateDocument.text(report.recorded))
        }
        #expect(texts.count == 1)
    }

    /// Applies creations of objects with labels, each of which takes about two seconds, ten at a time.
    private func saves(steps: Int, each time: Duration) async throws -> (saves: [RecordedState], duration: Duration) {
        let clock = EventTime()
        let recorder = Recorder()
        let report = try await clock.run {
            var bench = Bench(clock: clock.clientClock)
            bench.options.run = "this"
            bench.options.stepLimit = 10
            var draft = PlanDraft()
            for number in 0..<steps { draft.create("b\(number)") }
            let executor = bench.executor { state in
                try await clock.sleep(time)
                recorder.save(state)
            }
            return await executor.apply(draft.plan, observed: ObservedState())
        }.result
        #expect(report.succeeded)
        return (recorder.saves, report.duration)
    }

    @Test("saving takes a tenth of the time, and the last one has everything")
    func tenth() async throws {
        let (saves, duration) = try await saves(steps: 1_000, each: .milliseconds(800))
        #expect(saves.last?.resources.count == 1_000)
        // One is before and one after everything.
        #expect(saves.count <= Int(duration / .seconds(8)) + 2)
        #expect(saves.count >= Int(duration / .seconds(8)) / 2)
    }

    @Test("twice the steps take some saves more, and not twice as many")
    func logarithm() async throws {
        let once = try await saves(steps: 400, each: .zero).saves.count
        let twice = try await saves(steps: 800, each: .zero).saves.count
        #expect(once <= 100)
        #expect(twice <= once + 20)
    }

    @Test("without labels, and where no answer shows what was done, a step is not done before the state says so")
    func unseen() async {
        for run in [nil, "this"] {
            var bench = Bench()
            bench.options.run = run
            var draft = PlanDraft()
            draft.record("a", 7)
            let secret = RecordedEdit.fingerprint("secret", .fixture("x", at: "boxes.a"))
            draft.act("one", outcome: .changed([run == nil ? .attribute("model", "big") : secret]))
            let report = await bench.apply(draft.plan)
            let events = bench.recorder.events.map { "\($0)" }
            let saved = events.lastIndex { $0.hasPrefix("stateSaved") } ?? .max
            let finished = events.firstIndex { $0.hasPrefix("stepFinished") } ?? .min
            #expect(saved < finished, "\(events)")
            #expect(bench.recorder.saves.last == report.recorded)
        }
    }

    @Test("changes that come while a save goes on share the next one, and each waits until it is in the file")
    func together() async {
        let store = SlowStore()
        let ledger = Ledger(
            PlanDraft().plan,
            seen: ObservedState(),
            catalog: .toy,
            marksObjects: false,
            clock: VirtualTime().clientClock,
            save: { await store.save($0) },
            report: { _ in }
        )
        await withTaskGroup(of: Void.self) { group in
            for number in 1...9 {
                group.addTask {
                    let name = "b\(number)"
                    await ledger.recordCreation(
                        RecordedResource(type: .box, id: ResourceID(Int64(number))),
                        at: ResourceAddress("boxes", name)
                    )
                    #expect(await store.saved.last?.resources[ResourceAddress("boxes", name)] != nil)
                }
            }
            while await ledger.savers.count < 8 { await Task.yield() }
            await store.open()
        }
        let counts = await store.saved.map(\.resources.count)
        #expect(counts == [1, 9])
    }
}

/// Stores nothing before it is opened.
private actor SlowStore {
    private(set) var saved: [RecordedState] = []
    private var isOpen = false
    private var held: CheckedContinuation<Void, Never>?

    func save(_ state: RecordedState) async {
        if !isOpen { await withCheckedContinuation { held = $0 } }
        saved.append(state)
    }

    func open() {
        isOpen = true
        held?.resume()
    }
}
