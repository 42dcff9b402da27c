import Diagnostics
import Execution
import FoundationEssentials
import HetznerCatalog
import ResourceModel
import StackConfiguration

/// The files that a command works on.
struct Workspace {
    let files: FileOptions
    let catalog = Catalog.hetzner

    init(_ files: FileOptions) { self.files = files }

    var stateFile: StateFile { StateFile(path: files.statePath, catalog: catalog) }

    /// What the file says, and the connection over which something in it had to be looked up.
    struct Project {
        let desired: DesiredState
        let cloud: CloudAccess?

        /// The same connection, or a new one.
        func connected(
            _ options: CloudOptions,
            _ files: FileOptions,
            _ output: Output
        ) async throws(CommandFailure) -> CloudAccess {
            if let cloud { return cloud }
            return try await CloudAccess(options, files: files, output: output)
        }
    }

    /// What the file says, with what it looks up; warnings are shown, an error ends the command.
    func project(_ options: CloudOptions, _ output: Output) async throws(CommandFailure) -> Project {
        let loaded = try load()
        guard let desired = loaded.desired else { throw CommandFailure(loaded.diagnostics) }
        guard !loaded.lookups.isEmpty else {
            output.diagnostics(loaded.diagnostics)
            return Project(desired: desired, cloud: nil)
        }
        let cloud = try await CloudAccess(options, files: files, output: output)
        let found = try await cloud.find(loaded.lookups, catalog)
        let whole = try load(found)
        guard let desired = whole.desired else { throw CommandFailure(whole.diagnostics) }
        output.diagnostics(whole.diagnostics)
        return Project(desired: desired, cloud: cloud)
    }

    /// The file as it was read, with all that is wrong with it.
    func load(
        _ existing: ExistingObjects? = nil,
        asking question: String? = nil
    ) throws(CommandFailure) -> LoadedConfiguration {
        for file in files.all where !FileManager.default.fileExists(atPath: file) {
            throw CommandFailure(.noFile(file))
        }
        let list: Loader.FolderLister = { try FileBytes.names(in: $0) }
        let loader = Loader(
            catalog: catalog,
            sources: variableSources,
            existing: existing,
            question: question,
            listFolder: list
        ) { try FileBytes.read($0) }
        return loader.load(files.all)
    }

    /// A file of values beside the desired-state file is read without being named.
    private var variableSources: VariableSources {
        var sources = VariableSources()
        let usual = files.path(beside: "hzform.vars.yaml")
        sources.files = (FileManager.default.fileExists(atPath: usual) ? [usual] : []) + files.variables.files
        sources.environment = ProcessInfo.processInfo.environment
        sources.assignments = files.variables.assignments
        return sources
    }

    /// What a state file holds, whatever stack it is of.
    func recordedState(_ path: String) throws -> RecordedState {
        guard let found = try StateFile(path: path, catalog: catalog).read() else {
            throw CommandFailure(.noStateFile(path))
        }
        return found.state
    }
}

extension Diagnostic {
    fileprivate static func noFile(_ path: String) -> Diagnostic {
        .error(
            "no-file",
            "there is no file '\(path)'",
            hint: "Name the desired-state file with --file, or change to its folder."
        )
    }

    fileprivate static func noStateFile(_ path: String) -> Diagnostic {
        .error(
            "no-state-file",
            "there is no state file '\(path)': nothing has been applied yet",
            hint: "Was another one named with --state?"
        )
    }
}
