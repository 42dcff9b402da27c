import Diagnostics
import Execution
import FoundationEssentials
import HetznerCatalog
import Reconciliation
import Reports
import ResourceModel
import Synchronization

/// The file in which an apply tells afterwards what ran when.
final class TimelineFile: Sendable {
    enum Kind: String, CaseIterable {
        case html
        case svg
    }

    private let path: String
    private let kind: Kind
    private let began = Date.now
    private let recorder = Mutex(TimelineRecorder())
    private let failure = Mutex<Diagnostic?>(nil)

    /// `nil` where none is asked for; throws where it could not be written.
    init?(_ options: TimelineOptions) throws {
        guard let path = options.timeline, let kind = options.kind else { return nil }
        self.path = path
        self.kind = kind
        try TextFile.append("", to: path)
    }

    func record(_ event: ExecutionEvent, at time: Duration) { recorder.withLock { $0.record(event, at: time) } }

    /// What kept it from being written, if anything did.
    var problem: Diagnostic? { failure.withLock { $0 } }

    func write(_ report: ApplyReport, of plan: Plan, catalog: Catalog) {
        let timeline = recorder.withLock { $0.timeline(of: plan) }
        let text =
            switch kind {
            case .html:
                ApplyPage(report, of: plan, timeline, began: began, catalog: catalog, durations: .hetzner).text()
            case .svg: TimelineSVG(timeline, of: plan).document()
            }
        do throws(Diagnostic) {
            try TextFile.write(text, to: path)
        } catch {
            failure.withLock { $0 = error }
        }
    }
}
