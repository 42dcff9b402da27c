import Diagnostics
import Reports
import Synchronization

/// All that a command had to say about what is wrong, for the files in which pipelines look for it.
final class DiagnosticLog: Sendable {
    private let diagnostics = Mutex<[Diagnostic]>([])

    func note(_ new: [Diagnostic]) { diagnostics.withLock { $0 += new } }

    var warnings: [Diagnostic] { diagnostics.withLock { $0.filter { $0.severity == .warning } } }

    /// Writes those files that are asked for; they are there also where nothing is wrong.
    func write(_ options: DiagnosticFileOptions, command: String) throws {
        let all = diagnostics.withLock { $0 }
        try options.codeQuality.map { try TextFile.write(GitLabReport.codeQuality(all), to: $0) }
        try options.sarif.map { try TextFile.write(SARIFReport.text(all, version: Hzform.version), to: $0) }
        try options.junit.map { try TextFile.write(JUnitReport.text(all, command: command), to: $0) }
    }
}
