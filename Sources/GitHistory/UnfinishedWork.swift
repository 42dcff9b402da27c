import Diagnostics
import Glibc

/// Something that git has begun, so that it refuses a commit, or that would take the commit along where it is given up.
struct UnfinishedWork {
    private let name: String
    /// In the folder of git, while it lasts.
    private let traces: [String]
    private let end: String

    private init(_ name: String, _ traces: String..., end: String) {
        self.name = name
        self.traces = traces
        self.end = end
    }

    // A rebase picks commits by itself, and leaves the traces of that, too.
    private static let all = [
        UnfinishedWork("am", "rebase-apply/applying", end: continueOrAbort("am")),
        UnfinishedWork("rebase", "rebase-merge", "rebase-apply", end: continueOrAbort("rebase")),
        UnfinishedWork("merge", "MERGE_HEAD", end: continueOrAbort("merge")),
        UnfinishedWork("cherry-pick", "CHERRY_PICK_HEAD", end: continueOrAbort("cherry-pick")),
        UnfinishedWork("revert", "REVERT_HEAD", end: continueOrAbort("revert")),
        UnfinishedWork("bisect", "BISECT_LOG", end: "End it first with 'git bisect reset'."),
    ]

    private static func continueOrAbort(_ name: String) -> String {
        "Finish it first with 'git \(name) --continue', or give it up with 'git \(name) --abort'."
    }

    /// Throws where a commit would fail, or could be lost.
    static func check(_ checkout: GitCheckout) throws(Diagnostic) {
        let folder = try checkout.text("rev-parse", "--absolute-git-dir")
        if let work = all.first(where: { $0.traces.contains { isThere("\(folder)/\($0)") } }) {
            throw .unfinished(work.name, end: work.end)
        }
        let lock = "\(folder)/index.lock"
        if isThere(lock) { throw .indexLocked(lock) }
    }

    private static func isThere(_ path: String) -> Bool { access(path, F_OK) == 0 }
}

extension Diagnostic {
    fileprivate static func unfinished(_ name: String, end: String) -> Diagnostic {
        .error(
            "git",
            "nothing was changed: the state cannot be committed while a 'git \(name)' is in progress",
            hint: end
        )
    }

    fileprivate static func indexLocked(_ path: String) -> Diagnostic {
        .error(
            "git",
            "nothing was changed: another git is at work in this repository, or was killed in it",
            notes: [Note("'\(path)' is there")],
            hint: "Try again when it has ended; delete the file if no git is running."
        )
    }
}
