import FoundationEssentials
import Reconciliation
import ResourceModel
import TestSupport
import Testing

@testable import Execution
@testable import Reports

/// Builds a timeline from times in seconds.
private struct Run {
    var recorder = TimelineRecorder()

    mutating func start(_ step: Int, at time: Double) { recorder.record(.stepStarted(Step.ID(step)), at: .at(time)) }
    mutating func accept(_ step: Int, at time: Double) { recorder.record(.stepAccepted(Step.ID(step)), at: .at(time)) }
    mutating func end(_ step: Int, at time: Double) {
        recorder.record(.stepFinished(Step.ID(step), duration: .zero), at: .at(time))
    }
}

extension Duration {
    fileprivate static func at(_ seconds: Double) -> Duration { .milliseconds(Int64((seconds * 1000).rounded())) }
}

extension Plan {
    /// Steps that wait for others, by their places.
    fileprivate static func waiting(_ waits: [[Int]], named name: String = "boxes.b") -> Plan {
        .fixture(
            waits.indices.map { .fixture("\(name)\($0)", .create, .declared, [.set("model", "small")], steps: [$0]) },
            steps: waits.enumerated().map { index, waits in
                .fixture(index, "\(name)\(index)", "create", Step.Request(.post, ["boxes"]), after: waits)
            }
        )
    }
}

@Suite("The timeline of an apply")
struct TimelineTests {
    /// Two networks, and a server behind the slower one; another one that nobody waits for.
    private var shop: (plan: Plan, run: Run) {
        var run = Run()
        run.start(0, at: 0)
        run.start(1, at: 0)
        run.start(3, at: 0)
        run.accept(1, at: 0.5)
        run.end(0, at: 1)
        run.end(1, at: 4)
        run.start(2, at: 4.01)
        run.accept(2, at: 4.51)
        run.end(3, at: 5)
        run.end(2, at: 10)
        return (.waiting([[], [], [0, 1], []]), run)
    }

    @Test("finds the steps that its length is made of, and how they spent it")
    func criticalPath() {
        let timeline = shop.run.recorder.timeline(of: shop.plan)
        #expect(timeline.criticalPath.map(\.step.index) == [1, 2])
        #expect(timeline.duration == .seconds(10))
        #expect(
            timeline.shares
                == .init(phases: [.request: .seconds(1), .action: .at(3.5 + 5.49)], between: .at(0.01))
        )
    }

    @Test("tells a step that waited for its turn from one that waited for what it needs")
    func places() {
        // Two at a time: the third one could have run from the beginning, the fourth one waits for the first one.
        var run = Run()
        run.start(0, at: 0)
        run.start(1, at: 0)
        run.end(1, at: 3)
        run.start(2, at: 3)
        run.end(0, at: 4)
        run.start(3, at: 4)
        run.end(2, at: 5)
        run.end(3, at: 9)
        let timeline = run.recorder.timeline(of: .waiting([[], [], [], [0]]))
        #expect(timeline.cause(of: Step.ID(2)) == .init(step: Step.ID(1), kind: .place(since: .zero)))
        #expect(timeline.cause(of: Step.ID(3)) == .init(step: Step.ID(0), kind: .dependency))
        #expect(timeline.cause(of: Step.ID(0)) == nil)
        #expect(timeline.criticalPath.map(\.step.index) == [0, 3])
    }

    @Test("sees behind barriers, and one change of an object after the other")
    func objects() {
        let occupied: [Reference] = [.resource(.at("nets.back"))]
        let steps = (0..<4).map { index -> Step in
            var step = Step(
                id: Step.ID(index),
                address: .at("boxes.b\(index)"),
                type: .box,
                title: "attach",
                request: Step.Request(.post, ["boxes"]),
                waitsFor: [],
                occupies: index < 2 ? occupied : [],
                completion: .actions,
                outcome: .nothing,
                restores: nil
            )
            if index == 3 { step.barriers = [Barrier.ID(0)] }
            return step
        }
        let plan = Plan(
            stack: "shop",
            changes: [],
            steps: steps,
            barriers: [Barrier(id: Barrier.ID(0), waitsFor: [Step.ID(0), Step.ID(2)])],
            recorded: RecordedState(stack: "shop"),
            unchanged: 0,
            remarks: []
        )
        var run = Run()
        run.start(0, at: 0)
        run.start(2, at: 0)
        run.end(2, at: 1)
        run.end(0, at: 2)
        run.start(1, at: 2)
        run.start(3, at: 2)
        run.end(1, at: 3)
        run.end(3, at: 4)
        let timeline = run.recorder.timeline(of: plan)
        #expect(timeline.cause(of: Step.ID(1)) == .init(step: Step.ID(0), kind: .sameObject))
        #expect(timeline.cause(of: Step.ID(3)) == .init(step: Step.ID(0), kind: .dependency))
    }

    @Test("shows how long a step waited before it tried again")
    func pauses() {
        let id = Step.ID(0)
        var recorder = TimelineRecorder()
        recorder.record(.stepStarted(id), at: .zero)
        recorder.record(.stepWaiting(id, reason: "locked", for: .seconds(2)), at: .seconds(1))
        recorder.record(.stepAccepted(id), at: .seconds(4))
        recorder.record(.stepFailed(id, StepError(.refused, "no"), duration: .zero), at: .seconds(9))
        let span = recorder.timeline(of: .waiting([[]])).spans.first
        #expect(span?.ending == .failed)
        #expect(
            span?.segments == [
                .init(phase: .request, times: .zero ..< .seconds(1)),
                .init(phase: .pause, times: .seconds(1) ..< .seconds(3)),
                .init(phase: .request, times: .seconds(3) ..< .seconds(4)),
                .init(phase: .action, times: .seconds(4) ..< .seconds(9)),
            ]
        )
    }

    @Test("spends every moment of its critical path on something", arguments: 0..<40 as Range<UInt64>)
    func sums(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        let count = Int.random(in: 1...30, using: &random)
        let waits = (0..<count).map { index in (0..<index).filter { _ in Int.random(in: 0..<6, using: &random) == 0 } }
        let plan = Plan.waiting(waits)
        var events: [(time: Double, event: ExecutionEvent)] = []
        var ends = [Double](repeating: 0, count: count)
        for index in 0..<count {
            let start = (waits[index].map { ends[$0] }.max() ?? 0) + Double(Int.random(in: 0...2, using: &random))
            let accepted = start + Double(Int.random(in: 1...3, using: &random))
            ends[index] = accepted + Double(Int.random(in: 0...20, using: &random))
            let id = Step.ID(index)
            events += [
                (start, .stepStarted(id)), (accepted, .stepAccepted(id)),
                (ends[index], .stepFinished(id, duration: .zero)),
            ]
        }
        var recorder = TimelineRecorder()
        for (time, event) in events.sorted(by: { $0.time < $1.time }) { recorder.record(event, at: .at(time)) }
        let timeline = recorder.timeline(of: plan)
        let shares = timeline.shares
        #expect(shares.phases.values.reduce(shares.between, +) == timeline.duration)
        #expect(timeline.duration == .at(ends.max() ?? 0))
        for (before, after) in zip(timeline.criticalPath, timeline.criticalPath.dropFirst()) {
            #expect(before.times.upperBound <= after.times.lowerBound)
        }
    }

    @Test("marks at most six times on its axis, in steps that people count in")
    func axis() {
        #expect(TimeScale(.seconds(10)).marks == [0, 2, 4, 6, 8, 10].map { .seconds($0) })
        #expect(TimeScale(.seconds(61)).marks == [0, 15, 30, 45, 60].map { .seconds($0) })
        #expect(TimeScale(.milliseconds(7)).marks == [0, 2, 4, 6].map { .milliseconds($0) })
        #expect(TimeScale(.seconds(40_000)).marks == [0, 18_000, 36_000].map { .seconds($0) })
        #expect(TimeScale(.seconds(10)).percent(.milliseconds(2_500)) == 25)
    }

    @Test("has a bar where and as long as each step ran, as a chart of its own")
    func chart() throws {
        try GoldenFiles(#filePath).expect(
            TimelineSVG(shop.run.recorder.timeline(of: shop.plan), of: shop.plan).document(),
            is: "timeline.svg"
        )
    }

    @Test("draws the critical path and what failed, however many steps there are")
    func many() {
        let plan = Plan.waiting((0..<3_000).map { $0 == 2_999 ? [0] : [] })
        var run = Run()
        for index in 0..<2_999 { run.start(index, at: 0) }
        for index in (0..<2_999) where index != 7 { run.end(index, at: index == 0 ? 1 : 2) }
        run.recorder.record(.stepFailed(Step.ID(7), StepError(.refused, "no"), duration: .zero), at: .at(1))
        run.start(2_999, at: 1)
        run.end(2_999, at: 2.5)
        let chart = TimelineSVG(run.recorder.timeline(of: plan), of: plan).element()
        #expect(chart.utf8.count < 500_000)
        for name in ["◆ 1.0s boxes.b0: create", "◆ 1.5s boxes.b2999: create", "1.0s, failed boxes.b7: create"] {
            #expect(chart.contains(">\(name)</text>"))
        }
        #expect(chart.contains("2600 shorter steps of 3000 not drawn."))
    }
}

@Suite("An apply as a page")
struct ApplyPageTests {
    private func page(_ plan: Plan, _ report: ApplyReport, _ recorder: TimelineRecorder) -> String {
        ApplyPage(
            report,
            of: plan,
            recorder.timeline(of: plan),
            began: Date(timeIntervalSince1970: 1_793_534_400),
            catalog: .toy
        ).text()
    }

    @Test("says what was done and what was not, what ran when, and where the time went")
    func everything() throws {
        var run = Run()
        run.start(0, at: 0)
        run.start(1, at: 0)
        run.accept(0, at: 0.2)
        run.end(0, at: 1.2)
        run.end(1, at: 9)
        run.start(2, at: 9)
        let refusal = StepError(.refused, "no space left in this location", code: "resource_unavailable")
        run.recorder.record(.stepFailed(Step.ID(2), refusal, duration: .zero), at: .at(10))
        let report = ApplyReport.fixture(
            done: [0, 1],
            failed: [.init(step: Step.ID(2), address: .at("boxes.web[1]"), error: refusal)],
            skipped: [.init(step: Step.ID(3), because: Step.ID(2))],
            notStarted: [4]
        )
        try GoldenFiles(#filePath).expect(page(.varied, report, run.recorder), is: "apply.html")
    }

    @Test("takes texts of others for texts, and loads nothing from elsewhere")
    func hostile() {
        let evil = "\"><script>alert(1)</script>"
        let plan = Plan.waiting([[]], named: "boxes.\(evil)")
        var run = Run()
        run.start(0, at: 0)
        let error = StepError(.refused, evil)
        run.recorder.record(.stepFailed(Step.ID(0), error, duration: .zero), at: .at(1))
        let report = ApplyReport.fixture(failed: [.init(step: Step.ID(0), address: plan.steps[0].address, error: error)]
        )
        let chart = TimelineSVG(run.recorder.timeline(of: plan), of: plan).document()
        for text in [page(plan, report, run.recorder), chart] {
            #expect(!text.contains("<script>alert"))
            #expect(!text.replacing("http://www.w3.org/2000/svg", with: "").contains("://"))
            #expect(!text.contains("src="))
        }
    }
}
