import TestSupport
import Testing

@testable import Execution

@Suite("The poller of actions", .onOneThread)
struct PollingTests {
    @Test(
        "a look that is refused for a while says nothing about what runs",
        arguments: [
            (429, "rate_limit_exceeded", 60), (403, "forbidden", 3), (409, "conflict", 3), (423, "locked", 3),
            (503, "unavailable", 20),
        ]
    )
    func passing(status: Int, code: String, times: Int) async {
        let bench = Bench()
        await bench.cloud.script("GET actions", .error(status, code, "not now"), times: times)
        var draft = PlanDraft()
        for number in 0..<60 { draft.create("b\(number)") }
        let report = await bench.apply(draft.plan)
        #expect(report.succeeded, "\(report.failed.map(\.error))")
        #expect(report.done.count == 60)
    }

    @Test("a refusal that lasts is told, long before the time of the steps is over")
    func lasting() async {
        let bench = Bench()
        await bench.cloud.script("GET actions", .error(403, "forbidden", "not you"), times: 10_000)
        var draft = PlanDraft()
        draft.create("a")
        let start = bench.time.now
        let report = await bench.apply(draft.plan)
        #expect(report.failed.map(\.error.message) == ["not you"])
        #expect((.seconds(30)...(.seconds(40))).contains(bench.time.now - start))
    }

    @Test("a request that the rate limit refuses longer than the client repeats it is sent again")
    func limitedMutation() async {
        let bench = Bench()
        let limited = ScriptedCloud.Answer.error(429, "rate_limit_exceeded", "slowly")
        await bench.cloud.script("POST boxes/7/actions/one", limited, times: 12)
        await bench.cloud.script("POST boxes", limited, times: 12)
        var draft = PlanDraft()
        draft.record("a", 7)
        draft.act("one")
        draft.create("b")
        let report = await bench.apply(draft.plan)
        #expect(report.succeeded, "\(report.failed.map(\.error))")
    }
}
