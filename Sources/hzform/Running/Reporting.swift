import ArgumentParser
import Diagnostics
import Workflow

extension ExitCode {
    /// The plan has changes; for `plan --detailed-exitcode`.
    static let changes = ExitCode(2)
    /// Somebody else holds the stack's lock.
    static let locked = ExitCode(3)
    /// The saved plan is not what would happen now.
    static let moved = ExitCode(4)
    /// What a shell reports after Ctrl-C.
    static let interrupted = ExitCode(130)
}

extension ExitCode {
    fileprivate init(_ kind: WorkflowFailure.Kind) {
        switch kind {
        case .failed: self = .failure
        case .locked: self = .locked
        case .moved: self = .moved
        }
    }
}

extension Output {
    /// The same, and writes what was wrong into files, whether it fails or not.
    func reporting(_ files: DiagnosticFileOptions, of command: String, _ run: () async throws -> Void) async throws {
        do {
            try await reporting(run)
        } catch {
            // Why it failed matters more than that nobody can read of it.
            try? write(files, command: command)
            throw error
        }
        try await reporting { try write(files, command: command) }
    }

    /// Runs a command, and says what was wrong where it fails.
    func reporting(_ run: () async throws -> Void) async throws {
        do {
            try await run()
        } catch let failure as WorkflowFailure {
            diagnostics(failure.diagnostics)
            throw ExitCode(failure.kind)
        } catch let diagnostic as Diagnostic {
            diagnostics([diagnostic])
            throw ExitCode.failure
        }
    }
}
