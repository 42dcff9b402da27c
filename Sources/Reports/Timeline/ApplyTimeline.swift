import Reconciliation

/// What ran when in an apply, what each step had waited for, and which steps its length is made of.
///
/// Times count from the beginning of the apply.
package struct ApplyTimeline: Sendable {
    /// What a step spends its time with.
    enum Phase: String, CaseIterable, Sendable {
        /// A request is on its way, or something is looked at.
        case request
        /// The API works on what was asked for.
        case action
        /// Something is in the way, so the request is repeated later.
        case pause
    }

    struct Segment: Hashable, Sendable {
        let phase: Phase
        let times: Range<Duration>
    }

    enum Ending: Hashable, Sendable {
        case done
        case failed
        /// Nobody waited for it any longer.
        case unknown
    }

    /// One step from its first request to its end.
    struct Span: Hashable, Sendable {
        let step: Step.ID
        let times: Range<Duration>
        /// One after the other, without a gap.
        let segments: [Segment]
        let ending: Ending

        var length: Duration { times.upperBound - times.lowerBound }
    }

    /// The step whose end let another one start.
    struct Cause: Hashable, Sendable {
        enum Kind: Hashable, Sendable {
            case dependency
            /// The API takes one change of an object at a time.
            case sameObject
            /// As many as may were running, since it could have started.
            case place(since: Duration)
        }

        let step: Step.ID
        let kind: Kind
    }

    /// In the order in which they began.
    let spans: [Span]
    /// From the beginning of the first step to the end of the last one.
    let duration: Duration
    private let causes: [Step.ID: Cause]
    /// Had one of these steps been shorter, the apply would have been; the first one first.
    let criticalPath: [Span]

    init(_ spans: [Span], of plan: Plan) {
        let spans = spans.sorted { ($0.times.lowerBound, $0.step) < ($1.times.lowerBound, $1.step) }
        let causes = StartCauses(spans, plan).causes
        let spanOf = Dictionary(spans.map { ($0.step, $0) }) { first, _ in first }
        var path: [Span] = []
        var next = spans.max { ($0.times.upperBound, $1.step) < ($1.times.upperBound, $0.step) }
        while let span = next {
            path.append(span)
            next = causes[span.step].flatMap { spanOf[$0.step] }
        }
        self.spans = spans
        self.causes = causes
        criticalPath = path.reversed()
        duration = path.first?.times.upperBound ?? .zero
    }

    /// Why the step did not start before; `nil` where nothing kept it.
    func cause(of step: Step.ID) -> Cause? { causes[step] }

    /// How the time of the critical path was spent; all of it together is ``duration``.
    struct Shares: Hashable, Sendable {
        var phases: [Phase: Duration] = [:]
        /// Between the end of a step and the beginning of the next one.
        var between: Duration = .zero
    }

    var shares: Shares {
        var shares = Shares()
        var end = Duration.zero
        for span in criticalPath {
            shares.between += span.times.lowerBound - end
            for segment in span.segments {
                shares.phases[segment.phase, default: .zero] += segment.times.upperBound - segment.times.lowerBound
            }
            end = span.times.upperBound
        }
        return shares
    }
}
