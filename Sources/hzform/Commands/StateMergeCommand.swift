import ArgumentParser
import Diagnostics
import GitHistory
import RemoteStates
import StateFiles
import Workflow

struct StateMergeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "merge",
        abstract: "Merge two state files by address and attribute, as git's merge driver.",
        discussion: """
            What either side added, changed or removed stands; the result is written over OURS. Where both set one \
            attribute to two values, it says so, keeps ours and exits with 1.

            Example: hzform state merge --install
            """
    )

    @Argument(help: ArgumentHelp("The state that both began with, then the two.", valueName: "base ours theirs"))
    var paths: [String] = []

    @Flag(help: "Have git merge the state file so: in this clone, and by a line in .gitattributes.")
    var install = false

    @OptionGroup var files: FileOptions
    @OptionGroup var outputOptions: OutputOptions

    func validate() throws {
        guard paths.count == (install ? 0 : 3) else {
            throw ValidationError(install ? "'--install' merges nothing." : "Name the three files: base, ours, theirs.")
        }
    }

    func run() async throws {
        let output = Output(outputOptions)
        try await output.reporting {
            let workspace = Workspace(files)
            guard !install else { return try installDriver(workspace, output) }
            let bytes = try paths.map { path throws(WorkflowFailure) in try Self.bytes(path) }
            let target = StateFile(path: paths[1], catalog: workspace.catalog)
            let merge = try target.merge(base: bytes[0], ours: bytes[1], theirs: bytes[2])
            try target.save(merge.merged)
            guard merge.conflicts.isEmpty else { throw WorkflowFailure(.mergeConflict(merge.conflicts)) }
        }
    }

    private static func bytes(_ path: String) throws(WorkflowFailure) -> [UInt8] {
        do throws(FileBytes.Unreadable) {
            return try FileBytes.read(path)
        } catch {
            throw WorkflowFailure(.unreadable(path, error.description))
        }
    }

    private func installDriver(_ workspace: Workspace, _ output: Output) throws {
        let path = workspace.files.statePath
        guard !StateAddress(path).isRemote else { throw WorkflowFailure(.notInGit(path)) }
        let folder = path.lastIndex(of: "/").map { String(path[...$0]) } ?? "./"
        let name = path.split(separator: "/").last.map(String.init) ?? path
        try MergeDriver(in: folder).install()
        let attributes = folder + ".gitattributes"
        let line = MergeDriver.attribute(for: name)
        let written = (try? FileBytes.read(attributes)).map { String(decoding: $0, as: UTF8.self) } ?? ""
        if !written.split(separator: "\n").contains(Substring(line)) {
            let gap = written.isEmpty || written.hasSuffix("\n") ? "" : "\n"
            try TextFile.append("\(gap)\(line)\n", to: attributes)
        }
        output.result(
            "git merges '\(name)' with hzform in this clone. Commit .gitattributes; other clones need this once too.\n"
        )
    }
}

extension Diagnostic {
    fileprivate static func unreadable(_ path: String, _ reason: String) -> Diagnostic {
        .error("state-file", "'\(path)' cannot be read: \(reason)")
    }
}
