import Execution
import Reconciliation
import ResourceModel

/// An apply for programs: one JSON object a line, each with the name of its `event`.
///
/// The first is `started`, the last `finished`; `time` counts seconds from the first. Keys and events may be added
/// without a new `format_version`.
package struct ApplyJSON {
    package static let formatVersion = 1

    let plan: Plan

    package init(_ plan: Plan) { self.plan = plan }

    package func started() -> String {
        line(EventObject("started", stack: plan.stack, steps: plan.steps.count, format_version: Self.formatVersion))
    }

    /// All there is to say where there is nothing to do.
    package func nothing(requests: Int) -> String {
        started()
            + line(
                FinishedObject(
                    succeeded: true,
                    interrupted: false,
                    done: [],
                    failed: [],
                    skipped: [],
                    not_started: [],
                    abandoned: [],
                    save_failure: nil,
                    requests: requests,
                    time: 0
                )
            )
    }

    package func line(for event: ExecutionEvent, at time: Duration) -> String {
        var object = object(for: event)
        object.time = time.seconds
        return line(object)
    }

    package func finished(_ report: ApplyReport) -> String {
        let failures = report.failed.map { FailureObject($0, title: plan[$0.step].title) }
        return line(
            FinishedObject(
                succeeded: report.succeeded,
                interrupted: report.wasInterrupted,
                done: report.done.map(\.number),
                failed: failures,
                skipped: report.skipped.map { SkipObject(step: $0.step.number, because: $0.because.number) },
                not_started: report.notStarted.map(\.number),
                abandoned: report.abandoned.map(\.number),
                save_failure: report.saveFailure,
                requests: report.requests,
                time: report.duration.seconds
            )
        )
    }

    /// What reading the project again showed: what is left to do, if anything, and the outputs.
    package static func confirmed(by plan: Plan) -> String {
        let outputs = plan.outputs.map { output -> (String, EncodableValue) in
            let value = output.isSensitive ? Value.string("(sensitive)") : output.after
            return (output.name, value.encodable)
        }
        let object = ConfirmationObject(
            left: Set(plan.changes.map(\.address.description)).sorted(),
            outputs: Dictionary(outputs) { first, _ in first }
        )
        return JSONText.line(object) + "\n"
    }

    private func line(_ object: some Encodable) -> String { JSONText.line(object) + "\n" }

    private func object(for event: ExecutionEvent) -> EventObject {
        switch event {
        case .stepStarted(let id): object("step-started", id)
        case .stepAccepted(let id): object("step-accepted", id)
        case .stepProgress(let id, let percent): object("step-progress", id) { $0.percent = percent }
        case .stepWaiting(let id, let reason, let duration):
            object("step-waiting", id) { object in
                object.reason = reason
                object.seconds = duration.seconds
            }
        case .stepFellBack(let id, let title, let error):
            object("step-fell-back", id) { object in
                object.alternative = title
                object.error = ErrorObject(error)
            }
        case .stepFinished(let id, let duration): object("step-finished", id) { $0.seconds = duration.seconds }
        case .stepFailed(let id, let error, let duration):
            object("step-failed", id) { object in
                object.error = ErrorObject(error)
                object.seconds = duration.seconds
            }
        case .stepSkipped(let id, let cause): object("step-skipped", id) { $0.because = cause.number }
        case .stepAbandoned(let id): object("step-abandoned", id)
        case .slowedDown(let slowdown):
            EventObject(
                "slowed-down",
                steps: slowdown.steps,
                reason: "rate_limit",
                seconds: slowdown.duration.seconds
            )
        case .stateSaved: EventObject("state-saved")
        case .stateNotSaved(let reason): EventObject("state-not-saved", reason: reason)
        case .interrupted(let stopsWaiting): EventObject("interrupted", stops_waiting: stopsWaiting)
        }
    }

    private func object(
        _ event: String,
        _ id: Step.ID,
        _ add: (inout EventObject) -> Void = { _ in }
    ) -> EventObject {
        var object = EventObject(event, step: id.number)
        object.address = plan[id].address.description
        object.title = plan[id].title
        add(&object)
        return object
    }
}

private struct EventObject: Encodable {
    let event: String
    var stack: String?
    var steps: Int?
    var format_version: Int?
    var step: Int?
    var address: String?
    var title: String?
    var percent: Int?
    var reason: String?
    /// How long the step took, or waits.
    var seconds: Double?
    /// What the plan allows instead, and what is taken.
    var alternative: String?
    var error: ErrorObject?
    var because: Int?
    var stops_waiting: Bool?
    var time: Double?

    init(
        _ event: String,
        stack: String? = nil,
        steps: Int? = nil,
        format_version: Int? = nil,
        step: Int? = nil,
        reason: String? = nil,
        seconds: Double? = nil,
        stops_waiting: Bool? = nil
    ) {
        self.event = event
        self.stack = stack
        self.steps = steps
        self.format_version = format_version
        self.step = step
        self.reason = reason
        self.seconds = seconds
        self.stops_waiting = stops_waiting
    }
}

private struct ErrorObject: Encodable {
    let message: String
    let code: String?
    let correlation_id: String?

    init(_ error: StepError) {
        message = error.message
        code = error.code
        correlation_id = error.correlationID
    }
}

private struct FinishedObject: Encodable {
    let event = "finished"
    let succeeded: Bool
    let interrupted: Bool
    /// Numbers of steps, here and below.
    let done: [Int]
    let failed: [FailureObject]
    let skipped: [SkipObject]
    let not_started: [Int]
    let abandoned: [Int]
    let save_failure: String?
    let requests: Int
    let time: Double
}

private struct ConfirmationObject: Encodable {
    let event = "confirmed"
    /// Addresses that the API shows otherwise than the file says.
    let left: [String]
    let outputs: [String: EncodableValue]
}

private struct FailureObject: Encodable {
    let step: Int
    let address: String
    let title: String
    let error: ErrorObject

    init(_ failure: ApplyReport.Failure, title: String) {
        step = failure.step.number
        address = failure.address.description
        self.title = title
        error = ErrorObject(failure.error)
    }
}

private struct SkipObject: Encodable {
    let step: Int
    let because: Int
}

extension Step.ID {
    /// Counted from one, as people see it.
    fileprivate var number: Int { index + 1 }
}
