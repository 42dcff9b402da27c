import Reconciliation
import ResourceModel

/// A chart of what ran when: a row for each step, with its name above its bar, so that it can be as narrow as a phone.
package struct TimelineSVG {
    /// More rows than anybody looks at.
    private static let mostRows = 400
    private static let top = 24
    private static let rowHeight = 34
    private static let barHeight = 10

    private let timeline: ApplyTimeline
    private let plan: Plan
    private let scale: TimeScale
    private let critical: Set<Step.ID>

    package init(_ timeline: ApplyTimeline, of plan: Plan) {
        self.timeline = timeline
        self.plan = plan
        scale = TimeScale(timeline.duration)
        critical = Set(timeline.criticalPath.map(\.step))
    }

    /// A file of its own.
    package func document() -> String {
        let height = Self.top + rows.count * Self.rowHeight + 8
        return """
            <svg xmlns="http://www.w3.org/2000/svg" role="img" width="1000" height="\(height)">
            <title>\(HTMLText.escaped("Apply of \(plan.stack), \(timeline.duration.text)"))</title>
            <style>
            \(PageStyle.colors)
            \(PageStyle.chart)
            .paper { fill: Canvas; }
            </style>
            <rect class="paper" width="100%" height="100%"/>
            <svg class="chart" x="8" width="984" height="\(height)">
            \(marks(height))
            \(drawing)
            </svg>
            </svg>

            """
    }

    /// An element of a page, as wide as there is room.
    func element() -> String {
        guard !timeline.spans.isEmpty else { return "" }
        let height = Self.top + rows.count * Self.rowHeight + 4
        let others = timeline.spans.count - rows.count
        return """
            <p class="legend"><span class="key request"></span> request <span class="key action"></span> action of the API \
            <span class="key pause"></span> pause before another look or try <span class="key late"></span> waiting for its turn \
            ◆ on the critical path</p>
            <svg class="chart" role="img" aria-label="What ran when" width="100%" height="\(height)">
            \(marks(height))
            \(drawing)
            </svg>
            \(others == 0 ? "" : "<p>\(counted(others, "shorter step")) of \(timeline.spans.count) not drawn.</p>")
            """
    }

    /// The critical path, what failed, and the longest others, as they began.
    private var rows: [ApplyTimeline.Span] {
        guard timeline.spans.count > Self.mostRows else { return timeline.spans }
        func isDrawn(_ span: ApplyTimeline.Span) -> Bool { critical.contains(span.step) || span.ending != .done }
        let ranked = timeline.spans.sorted { one, other in
            let ranks = (isDrawn(one) ? 0 : 1, isDrawn(other) ? 0 : 1)
            return (ranks.0, other.length, one.step) < (ranks.1, one.length, other.step)
        }
        let drawn = Set(ranked.prefix(Self.mostRows).map(\.step))
        return timeline.spans.filter { drawn.contains($0.step) }
    }

    private func marks(_ height: Int) -> String {
        scale.marks.map { time in
            // What stands at the right edge would be cut off.
            let isLast = scale.percent(time) > 90
            let x = percent(time)
            return """
                <line class="mark" x1="\(x)" x2="\(x)" y1="16" y2="\(height)"/>\
                <text class="time" x="\(x)" y="12"\(isLast ? " text-anchor=\"end\"" : "")>\(time.text)</text>
                """
        }.joined(separator: "\n")
    }

    private var drawing: String {
        let rows = rows
        var places: [Step.ID: Int] = [:]
        for (index, span) in rows.enumerated() { places[span.step] = Self.top + index * Self.rowHeight }
        let links = rows.compactMap { link(to: $0, places) }
        return (links + rows.map { row($0, at: places[$0.step] ?? 0) }).joined(separator: "\n")
    }

    private func row(_ span: ApplyTimeline.Span, at y: Int) -> String {
        let name = "\(plan[span.step].address): \(plan[span.step].title)"
        let isCritical = critical.contains(span.step)
        let label = [isCritical ? "◆" : nil, span.length.text + span.ending.words, name.shortened(to: 80)]
        let classes = ["step", isCritical ? "critical" : nil, span.ending.word].compactMap(\.self)
        let bars = span.segments.map { bar($0.phase.rawValue, $0.times, at: y + 18) }
        return """
            <g class="\(classes.joined(separator: " "))"><title>\(HTMLText.escaped(title(span, name)))</title>\
            <text y="\(y + 13)">\(HTMLText.escaped(label.compactMap(\.self).joined(separator: " ")))</text>\
            \(lateness(span, at: y + 18))\(bars.joined())</g>
            """
    }

    private func title(_ span: ApplyTimeline.Span, _ name: String) -> String {
        "\(span.step) \(name), from \(span.times.lowerBound.text) to \(span.times.upperBound.text)\(span.ending.words)"
    }

    /// A bar that can be seen however short it was.
    private func bar(_ name: String, _ times: Range<Duration>, at y: Int) -> String {
        let width = max(0.3, scale.percent(times.upperBound) - scale.percent(times.lowerBound))
        let x = min(scale.percent(times.lowerBound), 100 - width)
        return """
            <rect class="\(name)" x="\(x.percent)" y="\(y)" width="\(width.percent)" \
            height="\(Self.barHeight)"/>
            """
    }

    /// How long it could have run and did not.
    private func lateness(_ span: ApplyTimeline.Span, at y: Int) -> String {
        guard case .place(let ready)? = timeline.cause(of: span.step)?.kind else { return "" }
        let middle = y + Self.barHeight / 2
        return """
            <line class="late" x1="\(percent(ready))" x2="\(percent(span.times.lowerBound))" y1="\(middle)" y2="\(middle)"/>
            """
    }

    /// From the end of a step of the critical path down to the one that it let start.
    private func link(to span: ApplyTimeline.Span, _ places: [Step.ID: Int]) -> String? {
        guard critical.contains(span.step), let cause = timeline.cause(of: span.step),
            let from = places[cause.step], let to = places[span.step]
        else { return nil }
        let x = percent(span.times.lowerBound)
        return "<line class=\"link\" x1=\"\(x)\" x2=\"\(x)\" y1=\"\(from + 18)\" y2=\"\(to + 18)\"/>"
    }

    private func percent(_ time: Duration) -> String { scale.percent(time).percent }
}

extension ApplyTimeline.Ending {
    /// Behind a length: `11.2s, failed`.
    var words: String { word.map { ", \($0)" } ?? "" }

    var word: String? {
        switch self {
        case .done: nil
        case .failed: "failed"
        case .unknown: "unknown"
        }
    }
}

extension Double {
    /// With two digits behind the point, as attributes of SVG take it: `12.35%`.
    fileprivate var percent: String {
        let hundredths = Int((self * 100).rounded())
        let digits = hundredths % 100
        return "\(hundredths / 100).\(digits < 10 ? "0" : "")\(digits)%"
    }
}
