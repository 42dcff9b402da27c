import Diagnostics
import Reconciliation
import ResourceModel
import TestSupport
import Testing

@testable import Execution
@testable import Reports

extension ApplyReport {
    static func fixture(
        done: [Int] = [],
        failed: [Failure] = [],
        skipped: [Skip] = [],
        notStarted: [Int] = [],
        abandoned: [Int] = [],
        wasInterrupted: Bool = false,
        saveProblem: SaveFailure? = nil
    ) -> ApplyReport {
        ApplyReport(
            done: done.map { Step.ID($0) },
            failed: failed,
            skipped: skipped,
            notStarted: notStarted.map { Step.ID($0) },
            abandoned: abandoned.map { Step.ID($0) },
            wasInterrupted: wasInterrupted,
            recorded: RecordedState(stack: "shop"),
            saveProblem: saveProblem,
            requests: 31,
            duration: .milliseconds(14_260)
        )
    }
}

private let refusal = StepError(
    .refused,
    "no space left in this location",
    code: "resource_unavailable",
    correlationID: "0f1e2d"
)

@Suite("The report of an apply")
struct ApplyReportTests {
    func text(_ report: ApplyReport) -> String {
        ApplyText(report, of: .varied, nextCommand: "hzform apply -f shop.yaml").text()
    }

    @Test("is one line when all is done")
    func done() {
        #expect(
            text(.fixture(done: [0, 1, 2, 3, 4]))
                == "Done: 2 created, 1 updated, 2 replaced, 2 deleted, 1 adopted, 1 forgotten in 14.3s with 31 requests.\n"
        )
    }

    @Test("says what failed and why, what was skipped because of it, and how to go on")
    func failed() {
        let report = ApplyReport.fixture(
            done: [0, 1, 4],
            failed: [.init(step: Step.ID(2), address: .at("boxes.web[1]"), error: refusal)],
            skipped: [.init(step: Step.ID(3), because: Step.ID(2))]
        )
        #expect(
            text(report) == """
                Failed: 3 of 5 steps done, 1 failed, 1 skipped, in 14.3s with 31 requests.

                  failed       boxes.web[1]: create
                               no space left in this location (resource_unavailable, 0f1e2d)
                  skipped      boxes.web[1]: attach to net, because of boxes.web[1]: create

                What was done is in the state. When the cause is gone, go on with:

                    hzform apply -f shop.yaml

                """
        )
    }

    @Test("says that a saved plan of which a part was done has to be made anew")
    func planAgain() {
        let report = ApplyReport.fixture(done: [0], notStarted: [1, 2, 3, 4], wasInterrupted: true)
        let text = ApplyText(report, of: .varied, nextCommand: "hzform plan --out p.json", plansAgain: true).text()
        #expect(
            text.hasSuffix(
                """
                What was done is in the state. The saved plan no longer fits, and a new one has to be reviewed. Go on with:

                    hzform plan --out p.json

                """
            )
        )
    }

    @Test("says what an interruption left undone")
    func interrupted() {
        let report = ApplyReport.fixture(done: [0], notStarted: [2, 3], abandoned: [1], wasInterrupted: true)
        #expect(
            text(report) == """
                Interrupted: 1 of 5 steps done, 1 not waited for, 2 not started, in 14.3s with 31 requests.

                  unknown      boxes.db: shut down, which still ran
                  not started  boxes.web[1]: create
                  not started  boxes.web[1]: attach to net

                What was done is in the state. Go on with:

                    hzform apply -f shop.yaml

                """
        )
    }

    @Test("explains a token that may only read")
    func readOnly() {
        let error = StepError(.refused, "only read access", code: "token_readonly")
        let report = ApplyReport.fixture(failed: [.init(step: Step.ID(0), address: .at("nets.back"), error: error)])
        #expect(text(report).contains("The token may only read. With one that may write, go on with:"))
    }

    @Test("never claims that the state is saved when it is not")
    func unsaved() {
        let report = text(.fixture(done: [0, 1, 2, 3, 4], saveProblem: SaveFailure("no space left on device")))
        #expect(report.contains("The state could not be saved: no space left on device"))
        #expect(!report.contains("is in the state"))
    }

    private func unsaved(_ report: ApplyReport, _ problem: SaveFailure) -> UnsavedState {
        UnsavedState(report, problem, at: "shop.json", planCommand: "hzform plan")
    }

    @Test("hands an unsaved state over to be put where it belongs, unless it is nobody's to put")
    func handedOver() {
        let full = SaveFailure("no space left on device")
        let lost = unsaved(.fixture(done: [0], saveProblem: full), full)
        #expect(lost.isHandedOver)
        #expect(lost.diagnostic.hint?.contains("into 'shop.json' before the next run") == true)

        // What another run recorded would be lost.
        let taken = SaveFailure("another run wrote it", hint: "Look.", isTaken: true)
        let left = unsaved(.fixture(done: [0], saveProblem: taken), taken)
        #expect(!left.isHandedOver)
        #expect(left.diagnostic.hint?.contains("\n    hzform plan\n") == true)
        #expect(left.diagnostic.hint?.contains("Put") == false)

        for problem in [full, taken] {
            let nothing = unsaved(.fixture(notStarted: [0, 1], saveProblem: problem), problem)
            #expect(!nothing.isHandedOver)
            #expect(nothing.diagnostic.message.hasPrefix("nothing was changed: "))
            #expect(nothing.diagnostic.hint == problem.hint)
        }
    }
}

@Suite("The progress of an apply")
struct ApplyProgressTests {
    let style = TextStyle(width: 80)

    @Test("is a line for every finished or failed step")
    func lines() {
        let progress = ApplyProgress(.varied)
        let events: [ExecutionEvent] = [
            .stepStarted(Step.ID(0)), .stepProgress(Step.ID(0), percent: 50),
            .stepFinished(Step.ID(0), duration: .milliseconds(11_230)), .stateSaved,
            .stepFailed(Step.ID(2), refusal, duration: .seconds(75)), .stepSkipped(Step.ID(3), because: Step.ID(2)),
        ]
        #expect(
            events.compactMap { progress.line(for: $0, style: style) } == [
                "nets.back: create done in 11.2s",
                "boxes.web[1]: create failed after 1m15s: "
                    + "no space left in this location (resource_unavailable, 0f1e2d)",
            ]
        )
    }

    @Test("is a table of what runs, the oldest first, on a terminal")
    func table() {
        var progress = ApplyProgress(.varied)
        progress.record(.stepStarted(Step.ID(1)), at: .seconds(1))
        progress.record(.stepStarted(Step.ID(0)), at: .zero)
        progress.record(.stepProgress(Step.ID(0), percent: 45), at: .seconds(2))
        progress.record(.stepWaiting(Step.ID(1), reason: "server is locked", for: .seconds(1)), at: .seconds(3))
        #expect(
            progress.table(at: .milliseconds(12_300), height: 10, style: style) == [
                "  nets.back  create      12.3s  45 %",
                "  boxes.db   shut down   11.3s  server is locked",
                "  0 of 5 done, 2 running, 3 waiting, 12.3s",
            ]
        )
    }

    @Test("fits a low and narrow terminal")
    func small() {
        var progress = ApplyProgress(.varied)
        for index in 0..<5 { progress.record(.stepStarted(Step.ID(index)), at: .zero) }
        let table = progress.table(at: .zero, height: 4, style: TextStyle(width: 20))
        #expect(table == ["  nets.back  create…", "  boxes.db   shut d…", "  and 3 more", "  0 of 5 done, 5 ru…"])
    }

    @Test("is nothing when nothing runs")
    func idle() {
        let progress = ApplyProgress(.varied)
        #expect(progress.table(at: .zero, height: 10, style: style).isEmpty)
    }

    @Test("is line by line where nothing can be drawn anew, and never silent for more than half a minute")
    func log() {
        var log = ApplyLog(.varied, style: TextStyle())
        let first = Step.ID(0)
        #expect(log.lines(for: .stepStarted(first), at: .seconds(1)) == ["nets.back: create"])
        #expect(log.lines(at: .seconds(30)) == [])
        #expect(log.lines(for: .stepProgress(first, percent: 40), at: .seconds(30)) == [])
        #expect(log.lines(at: .milliseconds(31_100)) == ["nets.back: create, 30 s, 40 %"])
        #expect(log.lines(at: .seconds(60)) == [])
        #expect(log.lines(at: .seconds(61)) == ["nets.back: create, 60 s, 40 %"])
        let locked = ExecutionEvent.stepWaiting(first, reason: "server is locked", for: .seconds(1))
        #expect(log.lines(for: locked, at: .seconds(62)) == ["nets.back: create waits: server is locked"])
        #expect(log.lines(for: locked, at: .seconds(63)) == [], "a reason is told once")
        #expect(log.lines(at: .seconds(92)) == ["nets.back: create, 91 s, 40 %, server is locked"])
        let done = ExecutionEvent.stepFinished(first, duration: .seconds(99))
        #expect(log.lines(for: done, at: .seconds(100)) == ["nets.back: create done in 1m39s"])
        #expect(log.lines(at: .seconds(300)) == [])
    }

    @Test("says why it goes on slowly, how long that takes, and until when")
    func slow() {
        var log = ApplyLog(.varied, style: TextStyle())
        let slowdown = Slowdown(
            limit: 3600,
            remaining: 359,
            steps: 1_610,
            duration: .seconds(1_610),
            end: .seconds(20_000 * 86_400 + 14 * 3_600 + 180)
        )
        let line = """
            slow from here on: the project has 3600 requests an hour and 359 left, which stay for others; \
            1610 steps to go take about 27 minutes, until 14:03 UTC
            """
        #expect(log.lines(for: .slowedDown(slowdown), at: .zero) == [line])
        let json = ApplyJSON(.varied).line(for: .slowedDown(slowdown), at: .zero)
        #expect(json.contains(#""event":"slowed-down""#) && json.contains(#""reason":"rate_limit""#))
    }

    @Test("is one JSON object a line for programs")
    func json() throws {
        let json = ApplyJSON(.varied)
        let events: [ExecutionEvent] = [
            .stepStarted(Step.ID(0)), .stepAccepted(Step.ID(0)), .stepProgress(Step.ID(0), percent: 50),
            .stepWaiting(Step.ID(0), reason: "locked", for: .seconds(1)),
            .stepFinished(Step.ID(0), duration: .milliseconds(11_230)), .stateSaved,
            .stepFailed(Step.ID(2), refusal, duration: .seconds(75)), .stepSkipped(Step.ID(3), because: Step.ID(2)),
            .stepAbandoned(Step.ID(1)), .stateNotSaved("no space"), .interrupted(stopsWaiting: false),
        ]
        let report = ApplyReport.fixture(
            done: [0],
            failed: [.init(step: Step.ID(2), address: .at("boxes.web[1]"), error: refusal)],
            skipped: [.init(step: Step.ID(3), because: Step.ID(2))]
        )
        let lines = events.enumerated().map { json.line(for: $1, at: .seconds($0)) }
        let text = json.started() + lines.joined() + json.finished(report)
        try GoldenFiles(#filePath).expect(text, is: "apply.jsonl")
    }

    @Test(
        "shows times briefly",
        arguments: [
            (Duration.milliseconds(44), "0.0s"), (.milliseconds(11_260), "11.3s"), (.milliseconds(59_960), "1m00s"),
            (.seconds(125), "2m05s"), (.seconds(3_725), "1h02m"),
        ]
    )
    func durations(duration: Duration, text: String) {
        #expect(duration.text == text)
    }
}
