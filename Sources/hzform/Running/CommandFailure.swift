import ArgumentParser
import Diagnostics

/// Why a command cannot go on.
struct CommandFailure: Error {
    let diagnostics: [Diagnostic]

    init(_ diagnostics: [Diagnostic]) { self.diagnostics = diagnostics }
    init(_ diagnostic: Diagnostic) { self.init([diagnostic]) }
}

extension ExitCode {
    /// The plan has changes; for `plan --detailed-exitcode`.
    static let changes = ExitCode(2)
    /// What a shell reports after Ctrl-C.
    static let interrupted = ExitCode(130)
}

extension Output {
    /// Runs a command, and says what was wrong where it fails.
    func reporting(_ run: () async throws -> Void) async throws {
        do {
            try await run()
        } catch let failure as CommandFailure {
            diagnostics(failure.diagnostics)
            throw ExitCode.failure
        } catch let diagnostic as Diagnostic {
            diagnostics([diagnostic])
            throw ExitCode.failure
        }
    }
}
