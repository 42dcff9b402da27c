import Execution
import FoundationEssentials
import Glibc
import Reconciliation
import Reports

/// Shows an apply while it runs: a live table where it can be redrawn, line by line elsewhere.
struct ProgressDisplay: Sendable {
    enum Message: Sendable {
        case event(ExecutionEvent, at: Duration)
        case tick(at: Duration)
    }

    let plan: Plan
    let output: Output

    init(_ plan: Plan, _ output: Output) {
        self.plan = plan
        self.output = output
    }

    /// Returns when there are no more messages.
    func show(_ messages: AsyncStream<Message>) async {
        switch output.format {
        case .json: await showJSON(messages)
        case .text: output.canRedraw && !output.isQuiet ? await showTable(messages) : await showLines(messages)
        }
    }

    private func showJSON(_ messages: AsyncStream<Message>) async {
        let json = ApplyJSON(plan)
        output.result(json.started())
        for await case .event(let event, let time) in messages { output.result(json.line(for: event, at: time)) }
    }

    private func showLines(_ messages: AsyncStream<Message>) async {
        let isFolded = output.pipeline == .gitlab && !plan.steps.isEmpty && !output.isQuiet
        let section = GitLabSection("hzform_steps", title: "Applying \(counted(plan.steps.count, "step"))")
        if isFolded { output.message(section.start(at: Self.now)) }
        defer { if isFolded { output.message(section.end(at: Self.now)) } }
        var log = ApplyLog(plan, style: output.errorStyle)
        for await message in messages {
            let lines =
                switch message {
                case .event(let event, let time): log.lines(for: event, at: time)
                case .tick(let time): log.lines(at: time)
                }
            if !lines.isEmpty { output.remark(lines.map { $0 + "\n" }.joined()) }
        }
    }

    private static var now: Int64 { Int64(Date.now.timeIntervalSince1970) }

    /// Finished steps scroll away upwards; below them the table of what runs is drawn anew with every beat.
    private func showTable(_ messages: AsyncStream<Message>) async {
        var progress = ApplyProgress(plan)
        var drawn = 0
        var style = output.errorStyle
        for await message in messages {
            let current = output.currentErrorStyle
            // Of another width, what stands there may take other rows than it did: it stays, and all goes on below it.
            if current != style { (style, drawn) = (current, 0) }
            var record: [String] = []
            let now: Duration
            switch message {
            case .event(let event, let time):
                now = time
                progress.record(event, at: time)
                guard let line = progress.line(for: event, style: style) else { continue }
                record = [line]
            case .tick(let time):
                now = time
            }
            let height = min(20, Terminal.height(STDERR_FILENO) - 1)
            let table = progress.table(at: now, height: height, style: style)
            output.redraw(record + table, over: drawn)
            drawn = table.count
        }
        output.redraw([], over: drawn)
    }
}
