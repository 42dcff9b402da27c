import HetznerCloud
import Reconciliation
import ResourceModel
import TestSupport
import Testing

@testable import Execution

@Suite("Executor", .onOneThread)
struct ExecutorTests {
    @Test("independent steps run together, at most as many as allowed")
    func stepLimit() async {
        var bench = Bench()
        bench.options.stepLimit = 3
        var draft = PlanDraft()
        for number in 0..<12 { draft.create("b\(number)") }
        let report = await bench.apply(draft.plan)
        #expect(report.succeeded)
        #expect(report.done.count == 12)
        #expect(bench.recorder.mostRunning == 3)
    }

    @Test("steps that occupy one object never run together, however it is named")
    func occupation() async {
        let bench = Bench()
        var draft = PlanDraft()
        draft.record("a", 7)
        draft.record("b", 8)
        let byAddress = Reference.resource(ResourceAddress("boxes", "a"))
        let byID = Reference.object(.box, ResourceID(7))
        let other = Reference.resource(ResourceAddress("boxes", "b"))
        for (index, occupied) in [[byAddress], [byID], [other, byID], [other]].enumerated() {
            draft.add("step \(index)", Step.Request(.post, ["boxes", "7", "actions", "poke"]), occupies: occupied)
        }
        let report = await bench.apply(draft.plan)
        #expect(report.succeeded)
        let forbidden: [Set<Int>] = [[0, 1], [0, 2], [1, 2], [2, 3]]
        for running in bench.recorder.runningSets {
            #expect(!forbidden.contains { $0.isSubset(of: Set(running.map(\.index))) })
        }
        #expect(bench.recorder.mostRunning == 2)
    }

    @Test("references become the IDs that the answers gave")
    func references() async {
        let bench = Bench()
        var draft = PlanDraft()
        let a = draft.create("a")
        let body: [String: Value] = [
            "box": .reference(.resource(ResourceAddress("boxes", "a"))),
            "kept": .reference(.object(.box, ResourceID(5))),
            "nothing": .null,
        ]
        draft.add("fasten", Step.Request(.post, ["disks", "9", "actions", "fasten"], body: .map(body)), after: [a])
        _ = await bench.apply(draft.plan)
        #expect(await bench.cloud.mutations.last == #"POST disks/9/actions/fasten {"box":101,"kept":5,"nothing":null}"#)
    }

    @Test("a deferred value is read from the creation's answer, without another request")
    func deferredFromAnswer() async {
        let bench = Bench()
        var draft = PlanDraft()
        let a = draft.create("a")
        draft.act("tell", on: "a", after: [a])
        let address = AttributeReference(ResourceAddress("boxes", "a"), "address")
        let deferred = Value.deferred(.output(address))
        draft.add(
            "net",
            Step.Request(.post, ["nets", "9", "actions", "set_rules"], body: ["rules": [deferred]]),
            after: [a]
        )
        let report = await bench.apply(draft.plan)
        #expect(report.succeeded)
        #expect(await bench.cloud.mutations.contains(#"POST nets/9/actions/set_rules {"rules":["10.0.0.101"]}"#))
        #expect(await bench.cloud.lines.allSatisfy { !$0.hasPrefix("GET boxes") })
    }

    @Test("a deferred value that nobody has seen costs one request, and is recorded as what it was")
    func deferredFromObject() async {
        let bench = Bench()
        await bench.cloud.put("boxes", ["id": 7, "name": "a", "address": "10.1.1.1"])
        var draft = PlanDraft()
        draft.record("a", 7)
        let address = AttributeReference(ResourceAddress("boxes", "a"), "address")
        let deferred = Value.deferred(.output(address))
        draft.recorded.resources[ResourceAddress("nets", "n")] = RecordedResource(type: .net, id: ResourceID(9))
        draft.add(
            "set rules",
            Step.Request(.post, ["nets", "9", "actions", "set_rules"], body: ["rules": [deferred]]),
            at: ResourceAddress("nets", "n"),
            outcome: .changed([.attribute("rules", [deferred])])
        )
        let report = await bench.apply(draft.plan)
        #expect(report.succeeded)
        #expect(report.recorded.resources[ResourceAddress("nets", "n")]?.attributes["rules"] == ["10.1.1.1"])
        #expect(await bench.cloud.lines.filter { $0 == "GET boxes/7" }.count == 1)
    }

    @Test("a failure stops only what needs it, and the API's words reach the report")
    func failure() async {
        let bench = Bench()
        await bench.cloud.script("POST boxes/7/actions/one", .error(422, "invalid_input", "that will not do"))
        var draft = PlanDraft()
        draft.record("a", 7)
        draft.record("b", 8)
        let one = draft.act("one")
        let two = draft.act("two", after: [one])
        let other = draft.act("other", on: "b")
        let report = await bench.apply(draft.plan)
        #expect(report.done == [other])
        #expect(report.skipped == [ApplyReport.Skip(step: two, because: one)])
        #expect(report.failed.map(\.error.description) == ["that will not do (invalid_input, c0ffee)"])
        #expect(!report.succeeded)
    }

    @Test("an action that fails fails its step, with the action's words")
    func failedAction() async {
        let bench = Bench()
        await bench.cloud.script("POST boxes/7/actions/one", .failingAction("the disk is on fire"))
        var draft = PlanDraft()
        draft.record("a", 7)
        draft.act("one")
        let report = await bench.apply(draft.plan)
        #expect(report.failed.map(\.error.message) == ["the disk is on fire"])
        #expect(report.failed.map(\.error.kind) == [.actionFailed])
    }

    @Test("what was taken out of service is put back after a failure in between")
    func restoring() async {
        let bench = Bench()
        await bench.cloud.script("POST boxes/7/actions/change_model", .error(422, "invalid_input", "no such model"))
        var draft = PlanDraft()
        draft.record("a", 7)
        let open = draft.act("shutdown", outcome: .tookOutOfService)
        let change = draft.act("change_model", after: [open])
        draft.act("poweron", after: [open, change], outcome: .putIntoService([]), restores: open)
        let report = await bench.apply(draft.plan)
        #expect(report.titles(report.done, draft.plan) == ["shutdown", "poweron"])
        #expect(report.recorded.resources[ResourceAddress("boxes", "a")]?.isOutOfService == false)
        #expect(bench.recorder.saves.contains { $0.resources[ResourceAddress("boxes", "a")]?.isOutOfService == true })
    }

    @Test("a shutdown that is refused leaves nothing to put back")
    func refusedShutdown() async {
        let bench = Bench()
        await bench.cloud.script("POST boxes/7/actions/shutdown", .error(403, "forbidden", "no"))
        var draft = PlanDraft()
        draft.record("a", 7)
        let open = draft.act("shutdown", outcome: .tookOutOfService)
        draft.act("poweron", after: [open], outcome: .putIntoService([]), restores: open)
        let report = await bench.apply(draft.plan)
        #expect(report.recorded == draft.recorded)
    }

    @Test("an object that does not obey in time is forced")
    func observedCompletion() async {
        let bench = Bench()
        await bench.cloud.put("boxes", ["id": 7, "status": "running"])
        var draft = PlanDraft()
        draft.record("a", 7)
        let path: [Value] = ["boxes", "7", "actions", "poweroff"]
        draft.act(
            "shutdown",
            completion: .observed("power", "off", seconds: 30, otherwise: Step.Request(.post, path))
        )
        let report = await bench.apply(draft.plan)
        #expect(report.succeeded)
        #expect(await bench.cloud.mutations == ["POST boxes/7/actions/shutdown", "POST boxes/7/actions/poweroff"])
    }

    @Test("an object that obeys is not forced")
    func observedInTime() async {
        let bench = Bench()
        await bench.cloud.put("boxes", ["id": 7, "status": "off"])
        var draft = PlanDraft()
        draft.record("a", 7)
        let other = Step.Request(.post, ["boxes", "7", "actions", "poweroff"])
        draft.act("shutdown", completion: .observed("power", "off", seconds: 30, otherwise: other))
        let report = await bench.apply(draft.plan)
        #expect(report.succeeded)
        #expect(await bench.cloud.mutations == ["POST boxes/7/actions/shutdown"])
    }

    @Test("a look that fails tells nothing: what is taken out of service meanwhile is put back")
    func failingLooks() async {
        let bench = Bench()
        await bench.cloud.put("boxes", ["id": 7, "status": "off"])
        let down = ScriptedCloud.Answer.error(503, "unavailable", "down")
        await bench.cloud.script("GET boxes/7", down, down)
        var draft = PlanDraft()
        draft.record("a", 7)
        let other = Step.Request(.post, ["boxes", "7", "actions", "poweroff"])
        let open = draft.act(
            "shutdown",
            completion: .observed("power", "off", seconds: 30, otherwise: other),
            outcome: .tookOutOfService
        )
        draft.act("poweron", after: [open], outcome: .putIntoService([]), restores: open)
        let report = await bench.apply(draft.plan)
        #expect(report.succeeded)
        #expect(await bench.cloud.mutations == ["POST boxes/7/actions/shutdown", "POST boxes/7/actions/poweron"])
    }

    @Test("an object that was asked to leave counts as out of service though nobody may ask what became of it")
    func refusedPolls() async {
        let bench = Bench()
        await bench.cloud.script("GET actions", .error(401, "unauthorized", "unable to authenticate"))
        var draft = PlanDraft()
        draft.record("a", 7)
        draft.act("shutdown", outcome: .tookOutOfService)
        let report = await bench.apply(draft.plan)
        #expect(report.failed.map(\.error.code) == ["unauthorized"])
        #expect(report.recorded.resources[ResourceAddress("boxes", "a")]?.isOutOfService == true)
    }

    @Test("an object that was asked to leave and cannot be forced counts as out of service")
    func refusedForce() async {
        let bench = Bench()
        await bench.cloud.put("boxes", ["id": 7, "status": "running"])
        await bench.cloud.script("POST boxes/7/actions/poweroff", .error(403, "forbidden", "no"))
        var draft = PlanDraft()
        draft.record("a", 7)
        let other = Step.Request(.post, ["boxes", "7", "actions", "poweroff"])
        draft.act(
            "shutdown",
            completion: .observed("power", "off", seconds: 30, otherwise: other),
            outcome: .tookOutOfService
        )
        let report = await bench.apply(draft.plan)
        #expect(report.failed.map(\.error.code) == ["forbidden"])
        #expect(report.recorded.resources[ResourceAddress("boxes", "a")]?.isOutOfService == true)
    }

    @Test("a lock is waited out by repeating the request, until the step's time is over")
    func locks() async {
        let bench = Bench()
        let locked = ScriptedCloud.Answer.error(423, "locked", "server is locked")
        await bench.cloud.script("POST boxes/7/actions/one", locked, locked, .usual)
        await bench.cloud.script("POST boxes/8/actions/one", .failingAction("server is locked"), .usual)
        var draft = PlanDraft()
        draft.record("a", 7)
        draft.record("b", 8)
        draft.act("one")
        draft.act("one", on: "b")
        let report = await bench.apply(draft.plan)
        #expect(report.succeeded)
        #expect(await bench.cloud.mutations.filter { $0 == "POST boxes/7/actions/one" }.count == 3)
        #expect(await bench.cloud.mutations.filter { $0 == "POST boxes/8/actions/one" }.count == 2)

        var hasty = Bench()
        hasty.options.stepTimeout = .seconds(3)
        await hasty.cloud.script("POST boxes/7/actions/one", locked, locked, locked, locked)
        let late = await hasty.apply(draft.plan)
        #expect(late.failed.map(\.error.code) == ["locked"])
    }

    @Test("an action that never ends fails its step when the time is over")
    func timeout() async {
        var bench = Bench(actionSeconds: 10_000)
        bench.options.stepTimeout = .seconds(60)
        var draft = PlanDraft()
        draft.record("a", 7)
        draft.act("one")
        let report = await bench.apply(draft.plan)
        #expect(report.failed.map(\.error.kind) == [.timedOut])
    }

    @Test("a step may take as long as its resource says")
    func ownTimeout() async {
        var bench = Bench(actionSeconds: 100)
        bench.options.stepTimeout = .seconds(60)
        var draft = PlanDraft()
        draft.record("a", 7)
        draft.record("b", 8)
        draft.act("one")
        draft.act("one", on: "b")
        draft.steps[0].timeoutSeconds = 200
        let report = await bench.apply(draft.plan)
        #expect(report.failed.map(\.address) == [ResourceAddress("boxes", "b")])
    }

    @Test("what is gone already counts as deleted")
    func deletedAlready() async {
        let bench = Bench()
        var draft = PlanDraft()
        draft.record("a", 7)
        let path: [Value] = ["boxes", .reference(.object(.box, ResourceID(7)))]
        draft.add("delete", Step.Request(.delete, path), outcome: .deleted(ResourceID(7)))
        let report = await bench.apply(draft.plan)
        #expect(report.succeeded)
        #expect(report.recorded.resources.isEmpty)
    }

    @Test("a poll that fails for the moment costs nothing but time, and one that is refused ends the waiting")
    func failingPolls() async {
        var draft = PlanDraft()
        draft.record("a", 7)
        draft.act("one")
        let bench = Bench()
        await bench.cloud.script("GET actions", .error(503, "unavailable", "down"), .error(503, "unavailable", "down"))
        let report = await bench.apply(draft.plan)
        #expect(report.succeeded)

        let refused = Bench()
        await refused.cloud.script("GET actions", .error(401, "unauthorized", "unable to authenticate"))
        let failed = await refused.apply(draft.plan)
        #expect(failed.failed.map(\.error.code) == ["unauthorized"])
    }

    @Test("running actions are asked for 25 with each request")
    func batches() async {
        let bench = Bench(actionSeconds: 5)
        var draft = PlanDraft()
        for number in 0..<60 { draft.create("b\(number)") }
        let report = await bench.apply(draft.plan)
        #expect(report.succeeded)
        let polls = await bench.cloud.lines.filter { $0.hasPrefix("GET actions") }
        let sizes = polls.map { $0.split(separator: "id=").count - 1 }
        #expect(sizes.max() == 25)
        #expect(sizes.reduce(0, +) > 15 * polls.count)
    }
}
