import HetznerCloud
import Reconciliation
import ResourceModel
import TestSupport
import Testing

@testable import Execution

@Suite("Lost answers", .onOneThread)
struct LostAnswerTests {
    private let a = ResourceAddress("boxes", "a")

    private func creations(_ bench: Bench) async -> Int {
        await bench.cloud.requests.filter { $0.method == .post && $0.path == "boxes" }.count
    }

    @Test("a creation whose answer was lost is found by its name and labels, not repeated")
    func found() async {
        let bench = Bench()
        await bench.cloud.script("POST boxes", .lostAfter)
        var draft = PlanDraft()
        draft.create("a")
        let report = await bench.apply(draft.plan)
        #expect(report.succeeded)
        #expect(report.recorded.resources[a]?.id == ResourceID(101))
        #expect(await creations(bench) == 1)
    }

    @Test("a creation that never arrived is repeated once")
    func repeated() async {
        let bench = Bench()
        await bench.cloud.script("POST boxes", .lostBefore)
        var draft = PlanDraft()
        draft.create("a")
        let report = await bench.apply(draft.plan)
        #expect(report.succeeded)
        #expect(await creations(bench) == 2)

        let unlucky = Bench()
        await unlucky.cloud.script("POST boxes", .lostBefore, .lostBefore, .lostBefore)
        let failed = await unlucky.apply(draft.plan)
        #expect(failed.failed.map(\.error.kind) == [.unanswered])
        #expect(await creations(unlucky) == 2)
    }

    @Test("a creation that turns out late is found when the repetition meets its name")
    func late() async {
        let bench = Bench()
        await bench.cloud.script("POST boxes", .lostBefore, .error(409, "uniqueness_error", "name is already used"))
        await bench.cloud.script("GET boxes", .json(200, ["boxes": []]))
        let labels = Ownership(stack: "toy", address: a).labels
        let object: JSONValue = [
            "id": 55, "name": "a", "labels": .object(JSONObject(labels.map { ($0.key, JSONValue.string($0.value)) })),
        ]
        await bench.cloud.put("boxes", object)
        var draft = PlanDraft()
        draft.create("a")
        let report = await bench.apply(draft.plan)
        #expect(report.succeeded)
        #expect(report.recorded.resources[a]?.id == ResourceID(55))
    }

    @Test("an object of the name that is not ours is never taken")
    func foreign() async {
        let bench = Bench()
        await bench.cloud.script("POST boxes", .lostBefore)
        await bench.cloud.put("boxes", ["id": 55, "name": "a", "labels": [:]])
        var draft = PlanDraft()
        draft.create("a")
        let report = await bench.apply(draft.plan)
        #expect(report.failed.map(\.error.kind) == [.unanswered])
        #expect(report.recorded.resources.isEmpty)
        #expect(await creations(bench) == 1)
    }

    @Test("without labels it is found by its name where it is what the creation said, and else never taken")
    func unlabelled() async {
        for (shown, isFound) in [(["role": "web"] as JSONValue, true), (["role": "db"], false)] {
            let bench = Bench()
            await bench.cloud.script("POST boxes", .lostBefore)
            await bench.cloud.put("boxes", ["id": 55, "name": "a", "labels": shown])
            var draft = PlanDraft()
            draft.create("a", body: ["labels": ["role": "web"]])
            let report = await bench.apply(draft.plan)
            #expect(report.recorded.resources[a]?.id == (isFound ? ResourceID(55) : nil))
            #expect(report.failed.map(\.error.kind) == (isFound ? [] : [.unanswered]))
            #expect(await creations(bench) == 1)
        }
    }

    @Test("a lost change is done where the object shows it, and repeated where it does not")
    func changes() async {
        for (model, attempts) in [("big", 1), ("small", 2)] {
            let bench = Bench()
            await bench.cloud.put("boxes", ["id": 7, "name": "a", "model": .string(model)])
            await bench.cloud.script("POST boxes/7/actions/change_model", .lostBefore)
            var draft = PlanDraft()
            draft.record("a", 7)
            draft.act("change_model", outcome: .changed([.attribute("model", "big"), .dependencies([])]))
            let report = await bench.apply(draft.plan)
            #expect(report.succeeded)
            #expect(await bench.cloud.mutations.count == attempts)
        }
    }

    @Test("'already attached' counts only if it is to what the step wants")
    func already() async {
        for (box, kinds) in [(7, [StepError.Kind]()), (8, [.refused])] {
            let bench = Bench()
            await bench.cloud.script(
                "POST disks/9/actions/fasten",
                .lostBefore,
                .error(422, "volume_already_attached", "attached already")
            )
            await bench.cloud.script("GET disks/9", .json(200, ["disk": ["id": 9, "box": .null]]))
            await bench.cloud.put("disks", ["id": 9, "box": .integer(Int64(box))])
            var draft = PlanDraft()
            let disk = ResourceAddress("disks", "d")
            draft.record("a", 7)
            draft.recorded.resources[disk] = RecordedResource(type: .disk, id: ResourceID(9))
            let reference = Value.reference(.resource(a))
            draft.add(
                "fasten",
                Step.Request(.post, ["disks", "9", "actions", "fasten"], body: ["box": reference]),
                at: disk,
                outcome: .changed([.attribute("box", reference)])
            )
            let report = await bench.apply(draft.plan)
            #expect(report.failed.map(\.error.kind) == kinds)
        }
    }
}
