import Diagnostics
import Glibc

/// Keeps a state file in git: commits it, and nothing else, and pushes it where others have pushed too.
package struct StateHistory: Sendable {
    /// Puts the bytes of three states together; throws where they disagree.
    package typealias Merge =
        @Sendable (_ base: [UInt8], _ ours: [UInt8], _ theirs: [UInt8]) throws(Diagnostic) -> [UInt8]

    let checkout: GitCheckout
    /// The name of the state file in its folder.
    let name: String
    private let environment: [String: String]

    /// - Parameters:
    ///   - path: the state file, which may be missing yet.
    ///   - environment: tells the branch where a runner has checked out a commit.
    package init(_ path: String, environment: [String: String]) {
        let slash = path.lastIndex(of: "/")
        let folder = slash.map { String(path[...$0]) } ?? "."
        name = slash.map { String(path[path.index(after: $0)...]) } ?? path
        checkout = GitCheckout(folder: folder)
        self.environment = environment
    }

    /// What an apply begins with, to which its commit is compared.
    package struct Start: Sendable {
        /// `nil` before the first commit.
        let commit: String?
        /// The committed state; empty where there is none.
        let state: [UInt8]
        /// Where to push; `nil` where nothing is pushed.
        let target: Target?
        /// Whether an earlier run committed a state that is not pushed yet.
        package let isAhead: Bool
        /// What should be known before anything is applied.
        package let warnings: [Diagnostic]
    }

    /// A branch of another repository.
    struct Target: Sendable {
        let remote: String
        let branch: String
    }

    /// Finds out before anything is applied whether its state could be committed, and pushed where that is wanted.
    package func start(pushes: Bool) throws(Diagnostic) -> Start {
        try checkPlace()
        guard try checkout.run("check-ignore", "-q", "--", name).status != 0 else { throw .ignored(name) }
        guard try checkout.line("var", "GIT_COMMITTER_IDENT") != nil else { throw .noUser }
        try UnfinishedWork.check(checkout)
        let commit = try checkout.line("rev-parse", "-q", "--verify", "HEAD^{commit}")
        let target = pushes ? try self.target() : nil
        let standing = try target.map { target throws(Diagnostic) in try self.standing(to: target) }
        return Start(
            commit: commit,
            state: try state(in: "HEAD"),
            target: target,
            isAhead: standing?.isAhead ?? false,
            warnings: standing?.isBehind == true ? [.newerState(name)] : []
        )
    }

    private func checkPlace() throws(Diagnostic) {
        switch try checkout.place() {
        case .workTree: break
        case .outside: throw .noRepository(name)
        case .missing: throw .noFolder(name, checkout.folder)
        case .refused(let run): throw .gitRefuses(name, run)
        }
    }

    /// Commits the state file with nothing else, whatever is staged; `false` where it is as it was committed.
    package func commit(_ message: String) throws(Diagnostic) -> Bool {
        guard access("\(checkout.folder)/\(name)", F_OK) == 0 else { return false }
        let isBorn = try checkout.line("rev-parse", "-q", "--verify", "HEAD^{commit}") != nil
        let isKnown = try checkout.line("ls-files", "--error-unmatch", "--", name) != nil
        if isBorn, isKnown, try checkout.run("diff", "--quiet", "HEAD", "--", name).status == 0 { return false }
        _ = try checkout.text("add", "--", name)
        let run = try checkout.run("commit", "--quiet", "--only", "-m", message, "--", name)
        guard run.status == 0 else { throw .notCommitted(name, run) }
        return true
    }

    /// The file as a commit has it; empty where it has none.
    func state(in commit: String) throws(Diagnostic) -> [UInt8] {
        let run = try checkout.run("show", "\(commit):./\(name)")
        return run.status == 0 ? run.output : []
    }

    /// How the state of HEAD stands to that of a branch elsewhere.
    private struct Standing {
        var isBehind = false
        var isAhead = false
    }

    private func standing(to target: Target) throws(Diagnostic) -> Standing {
        let own = try state(in: "HEAD")
        let fetch = try checkout.run("fetch", "--quiet", target.remote, "refs/heads/\(target.branch)")
        guard fetch.status == 0 else {
            // A branch that is not there yet is made by the push.
            return Standing(isAhead: !own.isEmpty && fetch.errorText.contains("couldn't find remote ref"))
        }
        guard try state(in: "FETCH_HEAD") != own else { return Standing() }
        let isBehind = try checkout.run("merge-base", "--is-ancestor", "FETCH_HEAD", "HEAD").status != 0
        let base = try checkout.line("merge-base", "HEAD", "FETCH_HEAD")
        let isAhead = try base.map { base throws(Diagnostic) in try state(in: base) != own } ?? false
        return Standing(isBehind: isBehind, isAhead: isAhead)
    }

    /// The branch that is checked out, or the one that a runner says it has checked out a commit of.
    private func target() throws(Diagnostic) -> Target {
        let own = try checkout.line("symbolic-ref", "-q", "--short", "HEAD")
        // A pull request's commit is on no branch, though it has a short name, too.
        let named = [environment["GITHUB_REF"].flatMap(Self.branch), environment["CI_COMMIT_BRANCH"]]
        guard let branch = own ?? named.compactMap(\.self).first(where: { !$0.isEmpty }) else { throw .noBranch }
        let remote = try checkout.line("config", "branch.\(branch).remote") ?? "origin"
        let upstream = try checkout.line("config", "branch.\(branch).merge").flatMap(Self.branch)
        guard try checkout.line("remote", "get-url", remote) != nil else { throw .noRemote(remote) }
        return Target(remote: remote, branch: upstream ?? branch)
    }

    /// The name of the branch that a reference is to; `nil` for tags and whatever else there is.
    private static func branch(_ reference: String) -> String? {
        let prefix = "refs/heads/"
        return reference.hasPrefix(prefix) ? String(reference.dropFirst(prefix.count)) : nil
    }
}

extension Diagnostic {
    fileprivate static func noRepository(_ name: String) -> Diagnostic {
        .error(
            "git",
            "nothing was changed: '\(name)' cannot be committed, because its folder is in no git repository",
            hint: "Run 'git init' there, or leave out --commit."
        )
    }

    fileprivate static func noFolder(_ name: String, _ folder: String) -> Diagnostic {
        .error(
            "git",
            "nothing was changed: '\(name)' cannot be committed, because its folder '\(folder)' does not exist",
            hint: "Create the folder in a git repository, or name another state with --state."
        )
    }

    fileprivate static func gitRefuses(_ name: String, _ run: ProgramRun) -> Diagnostic {
        .error(
            "git",
            "nothing was changed: '\(name)' cannot be committed, because git does not work in its folder",
            notes: run.notes
        )
    }

    fileprivate static func notCommitted(_ name: String, _ run: ProgramRun) -> Diagnostic {
        .error(
            "git",
            "'\(name)' is written, but git commit failed with exit code \(run.status)",
            notes: run.notes
        )
    }

    fileprivate static func ignored(_ name: String) -> Diagnostic {
        .error(
            "git",
            "nothing was changed: '\(name)' cannot be committed, because git ignores it",
            hint: "Take it out of .gitignore: it has no secret, and the next run needs it."
        )
    }

    fileprivate static let noUser = Diagnostic.error(
        "git",
        "nothing was changed: git does not know who commits",
        hint: """
            Tell it:

                git config user.name "Deployments"
                git config user.email "deployments@example.com"

            """
    )

    fileprivate static let noBranch = Diagnostic.error(
        "git",
        "nothing was changed: no branch is checked out, so it is not known where to push",
        hint: "Check out a branch, or leave out --push."
    )

    fileprivate static func noRemote(_ remote: String) -> Diagnostic {
        .error(
            "git",
            "nothing was changed: there is no remote '\(remote)' to push to",
            hint: "Add it with 'git remote add \(remote) URL', or leave out --push."
        )
    }

    fileprivate static func newerState(_ name: String) -> Diagnostic {
        .warning(
            "newer-state",
            "the remote branch has a newer '\(name)': another run was applied since this checkout",
            hint: "Pull first to plan with it; what this run records is merged in any case."
        )
    }
}
