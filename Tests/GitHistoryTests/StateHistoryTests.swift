import Diagnostics
import FoundationEssentials
import TestSupport
import Testing

@testable import GitHistory

/// Clones of one bare repository, each with a state file `state` whose lines are what was recorded.
private struct Clones {
    let folder: TemporaryFolder

    init() throws {
        folder = TemporaryFolder()
        try git("init", "--quiet", "--bare", "-b", "main", "remote.git", in: "")
        try clone("a")
        try write("hzform.yaml", "stack: shop\n", in: "a")
        try git("add", "-A", in: "a")
        try git("commit", "--quiet", "-m", "Begin", in: "a")
        try git("push", "--quiet", "origin", "HEAD:main", in: "a")
    }

    @discardableResult
    func git(_ arguments: String..., in clone: String) throws -> String {
        let run = try ProgramRun(["git", "-C", "\(folder.path)/\(clone)"] + arguments)
        #expect(run.status == 0, "git \(arguments): \(run.errorText)")
        return run.text
    }

    func clone(_ name: String, _ options: String...) throws {
        let source = "file://\(folder.path)/remote.git"
        let run = try ProgramRun(["git", "-C", folder.path, "clone", "--quiet"] + options + [source, name])
        #expect(run.status == 0, "\(run.errorText)")
        try git("config", "user.name", name, in: name)
        try git("config", "user.email", "\(name)@example.com", in: name)
        try git("config", "commit.gpgsign", "false", in: name)
    }

    func write(_ name: String, _ text: String, in clone: String) throws {
        try text.write(toFile: "\(folder.path)/\(clone)/\(name)", atomically: false, encoding: .utf8)
    }

    func history(_ clone: String, _ environment: [String: String] = [:]) -> StateHistory {
        StateHistory("\(folder.path)/\(clone)/state", environment: environment)
    }

    /// The state file of the branch that everybody pushes to.
    func pushed() throws -> String { try git("show", "main:state", in: "remote.git") }

    /// Lines of both sides.
    static let union: StateHistory.Merge = { _, ours, theirs throws(Diagnostic) in
        let lines = Set(
            (String(decoding: ours, as: UTF8.self) + String(decoding: theirs, as: UTF8.self)).split(separator: "\n")
        )
        return Array((lines.sorted().joined(separator: "\n") + "\n").utf8)
    }
}

@Suite("A state file in git")
struct StateHistoryTests {
    @Test("is committed alone, whatever else is staged or changed")
    func alone() throws {
        let clones = try Clones()
        try clones.write("other", "staged\n", in: "a")
        try clones.git("add", "other", in: "a")
        try clones.write("hzform.yaml", "changed\n", in: "a")
        try clones.write("state", "one\n", in: "a")
        #expect(try clones.history("a").commit("Apply shop") == true)
        #expect(try clones.git("show", "--name-only", "--format=%s", "HEAD", in: "a") == "Apply shop\n\nstate\n")
        #expect(try clones.git("status", "--porcelain", in: "a") == " M hzform.yaml\nA  other\n")
        #expect(try clones.history("a").commit("Again") == false)
    }

    @Test("is pushed merged where another run pushed first, and what is staged stays staged")
    func merged() async throws {
        let clones = try Clones()
        try clones.clone("b", "--depth", "1")
        let start = try clones.history("b").start(pushes: true)
        try clones.write("state", "one\n", in: "a")
        _ = try clones.history("a").commit("Apply a")
        try clones.git("push", "--quiet", "origin", "HEAD:main", in: "a")

        try clones.write("other", "staged\n", in: "b")
        try clones.git("add", "other", in: "b")
        try clones.write("state", "two\n", in: "b")
        _ = try clones.history("b").commit("Apply b")
        try await clones.history("b").push(since: start, merging: Clones.union) { _ in }
        #expect(try clones.pushed() == "one\ntwo\n")
        #expect(try clones.git("status", "--porcelain", in: "b") == "A  other\n")
        // Both commits are in the branch, so whoever pulls goes forward.
        #expect(try clones.git("log", "--format=%s", "main", in: "remote.git").contains("Apply b"))
        #expect(try clones.git("log", "--format=%s", "main", in: "remote.git").contains("Apply a"))
    }

    @Test("is pushed to the branch that the runner names where none is checked out")
    func detached() async throws {
        let clones = try Clones()
        try clones.git("checkout", "--quiet", "--detach", in: "a")
        #expect(throws: Diagnostic.self) { try clones.history("a").start(pushes: true) }
        for environment in [["GITHUB_REF": "refs/heads/main"], ["CI_COMMIT_BRANCH": "main"]] {
            let history = clones.history("a", environment)
            let start = try history.start(pushes: true)
            try clones.write("state", "\(environment)\n", in: "a")
            _ = try history.commit("Apply")
            try await history.push(since: start, merging: Clones.union) { _ in }
            #expect(try clones.pushed() == "\(environment)\n")
        }
    }

    @Test("is pushed to no branch where the runner has checked out a tag, or what a pull request would make")
    func noBranch() throws {
        let clones = try Clones()
        try clones.git("checkout", "--quiet", "--detach", in: "a")
        let places = [("refs/pull/12/merge", "12/merge", "branch"), ("refs/tags/v1", "v1", "tag")]
        for (reference, name, type) in places {
            let environment = ["GITHUB_REF": reference, "GITHUB_REF_NAME": name, "GITHUB_REF_TYPE": type]
            let problem = #expect(throws: Diagnostic.self) {
                try clones.history("a", environment).start(pushes: true)
            }
            #expect(problem?.message.contains("no branch is checked out") == true)
            _ = try clones.history("a", environment).start(pushes: false)
        }
    }

    @Test("stays committed where the branch takes no push, and that is told with what was said")
    func protected() async throws {
        let clones = try Clones()
        let hook = "\(clones.folder.path)/remote.git/hooks/pre-receive"
        try "#!/bin/sh\necho this branch is protected >&2\nexit 1\n".write(
            toFile: hook,
            atomically: false,
            encoding: .utf8
        )
        _ = try ProgramRun(["chmod", "+x", hook])
        let start = try clones.history("a").start(pushes: true)
        try clones.write("state", "one\n", in: "a")
        _ = try clones.history("a").commit("Apply")
        let error = await #expect(throws: Diagnostic.self) {
            try await clones.history("a").push(since: start, merging: Clones.union) { _ in }
        }
        #expect(error?.message.contains("did not take it") == true)
        #expect(error?.notes.contains { $0.message.contains("this branch is protected") } == true)
        #expect(error?.notes.contains { $0.message.contains("\t") } == false)
        #expect(try clones.git("log", "-1", "--format=%s", in: "a") == "Apply\n")
    }

    @Test("is not tried where it cannot be committed, and that is told before anything is applied")
    func refused() throws {
        let clones = try Clones()
        try clones.write(".gitignore", "state\n", in: "a")
        let ignored = #expect(throws: Diagnostic.self) { try clones.history("a").start(pushes: false) }
        #expect(ignored?.message.contains("git ignores it") == true)
        try FileManager.default.createDirectory(
            atPath: "\(clones.folder.path)/plain",
            withIntermediateDirectories: true
        )
        let outside = #expect(throws: Diagnostic.self) { try clones.history("plain").start(pushes: false) }
        #expect(outside?.message.contains("no git repository") == true)
        try clones.write(".gitignore", "", in: "a")
        try clones.git("config", "user.name", "", in: "a")
        let nobody = #expect(throws: Diagnostic.self) { try clones.history("a").start(pushes: false) }
        #expect(nobody?.hint?.contains("git config user.name") == true)
    }

    @Test("fails with the words of a hook that refuses the commit")
    func hook() throws {
        let clones = try Clones()
        let hook = "\(clones.folder.path)/a/.git/hooks/pre-commit"
        try "#!/bin/sh\necho no commits today >&2\nexit 1\n".write(toFile: hook, atomically: false, encoding: .utf8)
        _ = try ProgramRun(["chmod", "+x", hook])
        try clones.write("state", "one\n", in: "a")
        let error = #expect(throws: Diagnostic.self) { try clones.history("a").commit("Apply") }
        #expect(error?.notes.contains { $0.message.contains("no commits today") } == true)
        try FileManager.default.removeItem(atPath: hook)
        #expect(try clones.history("a").commit("Apply") == true)
    }

    @Test("is known not to be pushed yet, and only then")
    func ahead() async throws {
        let clones = try Clones()
        try clones.clone("b")
        #expect(try clones.history("a").start(pushes: true).isAhead == false)
        try clones.write("state", "one\n", in: "a")
        #expect(try clones.history("a").commit("Apply") == true)
        let start = try clones.history("a").start(pushes: true)
        #expect(start.isAhead)
        #expect(try clones.history("a").commit("Apply") == false)
        try await clones.history("a").push(since: start, merging: Clones.union) { _ in }
        #expect(try clones.history("a").start(pushes: true).isAhead == false)

        // What others have of the state is newer, whatever else is committed here.
        try clones.write("hzform.yaml", "stack: shop2\n", in: "b")
        try clones.git("commit", "--quiet", "-a", "-m", "Edit", in: "b")
        #expect(try clones.history("b").start(pushes: true).isAhead == false)

        // A branch of which nobody else knows.
        try clones.git("checkout", "--quiet", "-b", "new", in: "a")
        #expect(try clones.history("a").start(pushes: true).isAhead)
        #expect(try clones.history("a").start(pushes: false).isAhead == false)
    }

    @Test("that is not there is not committed")
    func missing() throws {
        #expect(try Clones().history("a").commit("Apply") == false)
    }

    /// What git begins and does not end where `mine` and `other` disagree.
    static let unfinished = [
        ["merge", "other"], ["rebase", "other"], ["cherry-pick", "other"], ["revert", "HEAD~1"],
        ["bisect", "start"], ["am", "other.patch"],
    ]

    @Test("is not tried while git is in the middle of something, and is afterwards", arguments: unfinished)
    func inTheMiddle(command: [String]) throws {
        let clones = try Clones()
        for (branch, base) in [("other", "main"), ("mine", "main")] {
            try clones.git("checkout", "--quiet", "-b", branch, base, in: "a")
            try clones.write("hzform.yaml", "stack: \(branch)\n", in: "a")
            try clones.git("commit", "--quiet", "-a", "-m", branch, in: "a")
        }
        try clones.write("other.patch", clones.git("format-patch", "--stdout", "main..other", in: "a"), in: "a")
        _ = try ProgramRun(["git", "-C", "\(clones.folder.path)/a"] + command)
        let problem = #expect(throws: Diagnostic.self) { try clones.history("a").start(pushes: false) }
        #expect(problem?.message.contains("while a 'git \(command[0])' is in progress") == true)
        try clones.git(command[0], command[0] == "bisect" ? "reset" : "--abort", in: "a")
        _ = try clones.history("a").start(pushes: false)
    }

    @Test("is not tried while another git has the index")
    func locked() throws {
        let clones = try Clones()
        try clones.write(".git/index.lock", "", in: "a")
        let problem = #expect(throws: Diagnostic.self) { try clones.history("a").start(pushes: false) }
        #expect(problem?.notes.contains { $0.message.contains("/a/.git/index.lock") } == true)
    }

    @Test("is not tried where git does not work or nothing is, and that is not told as a missing repository")
    func nowhere() throws {
        let clones = try Clones()
        let missing = #expect(throws: Diagnostic.self) { try clones.history("a/states").start(pushes: false) }
        #expect(missing?.message.contains("/a/states/' does not exist") == true)
        try clones.write(".git/config", "[core\n", in: "a")
        let refused = [
            #expect(throws: Diagnostic.self) { try clones.history("a").start(pushes: false) },
            #expect(throws: Diagnostic.self) { try MergeDriver(in: "\(clones.folder.path)/a").install() },
        ]
        for problem in refused {
            #expect(problem?.message.contains("git does not work in") == true)
            #expect(problem?.notes.contains { $0.message.contains("bad config") } == true)
        }
    }

    @Test("is warned of where the remote branch has a newer one")
    func newer() throws {
        let clones = try Clones()
        try clones.clone("b")
        try clones.write("state", "one\n", in: "a")
        _ = try clones.history("a").commit("Apply")
        try clones.git("push", "--quiet", "origin", "HEAD:main", in: "a")
        #expect(try clones.history("b").start(pushes: true).warnings.map(\.code) == ["newer-state"])
        try clones.git("pull", "--quiet", in: "b")
        #expect(try clones.history("b").start(pushes: true).warnings == [])
    }
}

@Suite("A program that is run")
struct ProgramRunTests {
    @Test("reads and writes more than a pipe holds, and tells how it ended")
    func transfer() throws {
        let bytes = [UInt8](repeating: 120, count: 1 << 20)
        let run = try ProgramRun(["sh", "-c", "cat; echo problem >&2; exit 3"], input: bytes)
        #expect(run.output == bytes)
        #expect(run.errorText == "problem\n")
        #expect(run.status == 3)
        #expect(try ProgramRun(["sh", "-c", "kill -9 $$"]).status == 137)
        #expect(throws: ProgramRun.Failure.self) { try ProgramRun(["no-such-program-anywhere"]) }
    }
}
