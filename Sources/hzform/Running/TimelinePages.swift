import Diagnostics
import Execution
import FoundationEssentials
import HetznerCatalog
import Reconciliation
import Reports
import ResourceModel
import Synchronization

/// The pages in which an apply tells afterwards what ran when: in a file, as its result, or both.
final class TimelinePages: Sendable {
    enum Kind: String, CaseIterable {
        case html
        case svg
    }

    private let file: (path: String, kind: Kind)?
    private let output: Output
    private let began = Date.now
    private let recorder = Mutex(TimelineRecorder())
    private let failure = Mutex<Diagnostic?>(nil)

    /// `nil` where none is asked for; throws where it could not be written.
    init?(_ options: TimelineOptions, _ output: Output) throws {
        if let path = options.timeline, let kind = options.kind {
            try TextFile.append("", to: path)
            file = (path, kind)
        } else {
            guard output.resultIsPage else { return nil }
            file = nil
        }
        self.output = output
    }

    func record(_ event: ExecutionEvent, at time: Duration) { recorder.withLock { $0.record(event, at: time) } }

    /// What kept it from being written, if anything did.
    var problem: Diagnostic? { failure.withLock { $0 } }

    func write(_ report: ApplyReport, of plan: Plan, catalog: Catalog) {
        let timeline = recorder.withLock { $0.timeline(of: plan) }
        let page = ApplyPage(report, of: plan, timeline, began: began, catalog: catalog, durations: .hetzner)
        if output.resultIsPage { output.page(page.text()) }
        guard let file else { return }
        let text =
            switch file.kind {
            case .html: page.text()
            case .svg: TimelineSVG(timeline, of: plan).document()
            }
        do throws(Diagnostic) {
            try TextFile.write(text, to: file.path)
        } catch {
            failure.withLock { $0 = error }
        }
    }
}
