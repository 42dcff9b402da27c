import Diagnostics

extension StateHistory {
    /// How often a push is tried while others push too.
    private static let mostTries = 5

    /// Pushes what was committed since the start.
    ///
    /// Where the branch has moved meanwhile, the states are merged and it is tried again, after growing pauses.
    ///
    /// - Parameter pause: waits that long.
    package func push(
        since start: Start,
        merging merge: Merge,
        pause: (Duration) async -> Void
    ) async throws(Diagnostic) {
        guard let target = start.target else { return }
        var commit = "HEAD"
        for attempt in 1... {
            let run = try checkout.run(
                "push",
                "--quiet",
                "--porcelain",
                target.remote,
                "\(commit):refs/heads/\(target.branch)"
            )
            guard run.status != 0 else { return }
            guard run.isRefusedAsMoved else { throw .notPushed(run, target) }
            guard attempt < Self.mostTries else { throw .neverPushed(target, attempt) }
            await pause(.milliseconds(250 << attempt))
            commit = try merged(since: start, target, merge)
        }
    }

    /// A commit with what both sides recorded on top of theirs; the working tree is left alone.
    private func merged(since start: Start, _ target: Target, _ merge: Merge) throws(Diagnostic) -> String {
        _ = try checkout.text("fetch", "--quiet", target.remote, "refs/heads/\(target.branch)")
        let theirs = try checkout.text("rev-parse", "FETCH_HEAD")
        if let base = start.commit {
            // Other commits of this branch are not ours to merge.
            let isKnown = try checkout.run("merge-base", "--is-ancestor", base, theirs).status == 0
            guard isKnown else { throw .otherCommits(target) }
        }
        let states = (ours: try state(in: "HEAD"), theirs: try state(in: theirs))
        let state = try merge(start.state, states.ours, states.theirs)
        let blob = try checkout.text("hash-object", "-w", "--stdin", input: state)
        let prefix = try checkout.text("rev-parse", "--show-prefix")
        let gitFolder = try checkout.text("rev-parse", "--absolute-git-dir")
        // An index of its own, so that whatever is staged stays staged.
        let index = ["GIT_INDEX_FILE": "\(gitFolder)/hzform-merge-index"]
        _ = try checkout.text("read-tree", theirs, environment: index)
        let entry = "100644,\(blob),\(prefix)\(name)"
        _ = try checkout.text("update-index", "--add", "--cacheinfo", entry, environment: index)
        let tree = try checkout.text("write-tree", environment: index)
        let message = try checkout.text("log", "-1", "--format=%B", "HEAD")
        let ours = try checkout.text("rev-parse", "HEAD")
        return try checkout.text(
            "commit-tree",
            tree,
            "-p",
            theirs,
            "-p",
            ours,
            "-F",
            "-",
            input: Array("\(message)\n".utf8)
        )
    }
}

extension ProgramRun {
    /// Whether somebody else pushed first: the branch is ahead, or was just being moved.
    fileprivate var isRefusedAsMoved: Bool {
        let said = text + errorText
        return ["[rejected]", "fetch first", "non-fast-forward", "cannot lock ref", "failed to update ref"]
            .contains { said.contains($0) }
    }
}

extension Diagnostic {
    fileprivate static func notPushed(_ run: ProgramRun, _ target: StateHistory.Target) -> Diagnostic {
        .error(
            "git",
            "the state is committed, but '\(target.remote)' did not take it on branch '\(target.branch)'",
            notes: run.notes,
            hint: "Push it where that is allowed: the next run needs it."
        )
    }

    fileprivate static func neverPushed(_ target: StateHistory.Target, _ tries: Int) -> Diagnostic {
        .error(
            "git",
            "the state is committed, but branch '\(target.branch)' moved each of the \(tries) times that it was pushed",
            hint: "Push it when there is less going on: the next run needs it."
        )
    }

    fileprivate static func otherCommits(_ target: StateHistory.Target) -> Diagnostic {
        .error(
            "git",
            "the state is committed, but this branch has commits that '\(target.branch)' does not have",
            hint: "Pull and push by hand."
        )
    }
}
