import Diagnostics

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
        guard try checkout.line("rev-parse", "--is-inside-work-tree") == "true" else { throw .noRepository(name) }
        guard try checkout.run("check-ignore", "-q", "--", name).status != 0 else { throw .ignored(name) }
        guard try checkout.line("var", "GIT_COMMITTER_IDENT") != nil else { throw .noUser }
        let commit = try checkout.line("rev-parse", "-q", "--verify", "HEAD^{commit}")
        let target = pushes ? try self.target() : nil
        let isBehind = try target.map { target throws(Diagnostic) in try self.isBehind(target) } ?? false
        return Start(
            commit: commit,
            state: try state(in: "HEAD"),
            target: target,
            warnings: isBehind ? [.newerState(name)] : []
        )
    }

    /// Commits the state file with nothing else, whatever is staged; `false` where it is as it was committed.
    package func commit(_ message: String) throws(Diagnostic) -> Bool {
        let isBorn = try checkout.line("rev-parse", "-q", "--verify", "HEAD^{commit}") != nil
        let isKnown = try checkout.line("ls-files", "--error-unmatch", "--", name) != nil
        if isBorn, isKnown, try checkout.run("diff", "--quiet", "HEAD", "--", name).status == 0 { return false }
        _ = try checkout.text("add", "--", name)
        _ = try checkout.text("commit", "--quiet", "--only", "-m", message, "--", name)
        return true
    }

    /// The file as a commit has it; empty where it has none.
    func state(in commit: String) throws(Diagnostic) -> [UInt8] {
        let run = try checkout.run("show", "\(commit):./\(name)")
        return run.status == 0 ? run.output : []
    }

    private func isBehind(_ target: Target) throws(Diagnostic) -> Bool {
        guard try checkout.run("fetch", "--quiet", target.remote, "refs/heads/\(target.branch)").status == 0,
            try checkout.run("merge-base", "--is-ancestor", "FETCH_HEAD", "HEAD").status != 0
        else { return false }  // A branch that is not there yet is made by the push.
        return try state(in: "FETCH_HEAD") != state(in: "HEAD")
    }

    /// The branch that is checked out, or the one that a runner says it has checked out a commit of.
    private func target() throws(Diagnostic) -> Target {
        let own = try checkout.line("symbolic-ref", "-q", "--short", "HEAD")
        let isTag = environment["GITHUB_REF_TYPE"] == "tag"
        let named = [isTag ? nil : environment["GITHUB_REF_NAME"], environment["CI_COMMIT_BRANCH"]]
        guard let branch = own ?? named.compactMap(\.self).first(where: { !$0.isEmpty }) else { throw .noBranch }
        let remote = try checkout.line("config", "branch.\(branch).remote") ?? "origin"
        let merge = try checkout.line("config", "branch.\(branch).merge")
        let prefix = "refs/heads/"
        let upstream = merge.flatMap { $0.hasPrefix(prefix) ? String($0.dropFirst(prefix.count)) : nil }
        guard try checkout.line("remote", "get-url", remote) != nil else { throw .noRemote(remote) }
        return Target(remote: remote, branch: upstream ?? branch)
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
