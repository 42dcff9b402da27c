import Diagnostics
import Glibc

/// The working tree that a state file lies in, through the `git` program.
struct GitCheckout {
    /// The folder of the state file.
    let folder: String

    /// Where a folder is, as git sees it.
    enum Place {
        case workTree
        /// In no repository, or in one without files.
        case outside
        case missing
        /// Git works not there, such as in a repository of somebody else.
        case refused(ProgramRun)
    }

    func place() throws(Diagnostic) -> Place {
        guard access(folder, F_OK) == 0 else { return .missing }
        let run = try run("rev-parse", "--is-inside-work-tree")
        if run.status == 0 { return run.text.hasPrefix("true") ? .workTree : .outside }
        return run.errorText.contains("not a git repository (or any") ? .outside : .refused(run)
    }

    /// Runs git, whatever it ends with.
    func run(
        _ arguments: String...,
        input: [UInt8] = [],
        environment: [String: String] = [:]
    ) throws(Diagnostic) -> ProgramRun {
        try run(list: arguments, input: input, environment: environment)
    }

    /// What git says on one line; `nil` where it fails.
    func line(_ arguments: String..., environment: [String: String] = [:]) throws(Diagnostic) -> String? {
        let run = try run(list: arguments, environment: environment)
        guard run.status == 0 else { return nil }
        return run.text.split(separator: "\n").first.map(String.init) ?? ""
    }

    /// What git says; throws where it fails.
    func text(
        _ arguments: String...,
        input: [UInt8] = [],
        environment: [String: String] = [:]
    ) throws(Diagnostic) -> String {
        let run = try run(list: arguments, input: input, environment: environment)
        guard run.status == 0 else { throw .gitFailed(arguments, run) }
        return run.text.hasSuffix("\n") ? String(run.text.dropLast()) : run.text
    }

    private func run(
        list arguments: [String],
        input: [UInt8] = [],
        environment: [String: String] = [:]
    ) throws(Diagnostic) -> ProgramRun {
        do {
            // Nobody is there to be asked for a password, and what git says is read by us.
            var variables = environment
            variables["GIT_TERMINAL_PROMPT"] = "0"
            variables["LC_ALL"] = "C"
            return try ProgramRun(["git", "-C", folder] + arguments, input: input, environment: variables)
        } catch {
            throw .gitMissing(error.description)
        }
    }
}

extension Diagnostic {
    fileprivate static func gitMissing(_ reason: String) -> Diagnostic {
        .error("git", "the state file cannot be committed: \(reason)", hint: "Install git, or leave out --commit.")
    }

    static func gitFailed(_ arguments: [String], _ run: ProgramRun) -> Diagnostic {
        .error("git", "git \(arguments.first ?? "") failed with exit code \(run.status)", notes: run.notes)
    }
}

extension ProgramRun {
    /// What it said, the end of it.
    var notes: [Diagnostic.Note] {
        (errorText + text).split(separator: "\n").suffix(20).map { line in
            // Columns and indents are of no use in a note.
            Diagnostic.Note(line.split(separator: "\t").joined(separator: " "))
        }
    }
}
