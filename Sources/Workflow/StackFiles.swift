import Diagnostics
import FoundationEssentials
import HetznerCloud
import PlanFiles
import ResourceModel
import StackConfiguration
import Synchronization

/// The files that say what a stack is, and where the values of its variables come from.
public struct StackFiles: Sendable {
    package let catalog: Catalog
    /// Each is laid over those before it.
    package let paths: [String]
    private var sources: VariableSources

    package init(_ paths: [String], variables: VariableSources, catalog: Catalog) {
        self.paths = paths
        self.catalog = catalog
        sources = variables
    }

    /// - Parameters:
    ///   - variables: values of variables, by name.
    ///   - environment: what `env(…)` reads; nothing of the process's own unless it is handed in.
    public init(
        _ paths: [String],
        variables: [String: String] = [:],
        environment: [String: String] = [:],
        catalog: Catalog
    ) {
        var sources = VariableSources()
        sources.environment = environment
        sources.assignments = variables.sortedByKey().map { "\($0.key)=\($0.value)" }
        self.init(paths, variables: sources, catalog: catalog)
    }

    /// All that the files say before anything is looked up, with all that is wrong with them.
    ///
    /// - Parameter question: an expression to evaluate where the outputs of the file are.
    package func load(asking question: String? = nil) throws(WorkflowFailure) -> LoadedConfiguration {
        try load(asking: question, ReadLog())
    }

    private func load(asking question: String?, _ log: ReadLog) throws(WorkflowFailure) -> LoadedConfiguration {
        for path in paths where !FileManager.default.fileExists(atPath: path) { throw WorkflowFailure(.noFile(path)) }
        let list: FolderLister = { try FileBytes.names(in: $0) }
        let loader = Loader(
            catalog: catalog,
            sources: sources,
            question: question,
            listFolder: list
        ) { path in
            let bytes = try FileBytes.read(path)
            log.note(path, bytes)
            return bytes
        }
        return loader.load(paths)
    }

    /// What the files say without asking anybody: enough for a plan in which nothing is wanted.
    ///
    /// What only creations need may be gone by then: what `existing` looks up, the values of variables.
    public func wishToDestroy() throws(WorkflowFailure) -> Wish {
        var files = self
        files.sources.areNeeded = false
        let log = ReadLog()
        return try files.wish(try files.load(asking: nil, log), log, \.withoutResources)
    }

    /// How the files say that the stack is locked, as far as they can be read.
    package var lockPolicy: LockPolicy {
        let loaded = try? load()  // With a mistake in them, it is locked as usual.
        return loaded?.desired?.lock ?? .project
    }

    /// What the files wish for, with what they look up in the project.
    ///
    /// - Parameter connect: called only where something is to be looked up.
    public func wish(
        _ connect: () async throws(WorkflowFailure) -> Workflow
    ) async throws(WorkflowFailure) -> Wish {
        let log = ReadLog()
        var loaded = try load(asking: nil, log)
        if loaded.desired != nil, !loaded.lookups.isEmpty {
            loaded = loaded.resolved(with: try await connect().find(loaded.lookups))
        }
        return try wish(loaded, log)
    }

    private func wish(
        _ loaded: LoadedConfiguration,
        _ log: ReadLog,
        _ wanted: (DesiredState) -> DesiredState = { $0 }
    ) throws(WorkflowFailure) -> Wish {
        guard let desired = loaded.desired else { throw WorkflowFailure(loaded.diagnostics) }
        let digest = ConfigurationDigest(log.bytes, in: folder, variables: loaded.variables)
        return Wish(desired: wanted(desired), warnings: loaded.diagnostics, configuration: digest)
    }

    /// What paths are relative to where they are kept.
    package var folder: ReadFolder { ReadFolder(of: paths.first ?? "") }
}

/// What files wish for.
public struct Wish: Sendable {
    public let desired: DesiredState
    /// What should be known about the files, sorted by position.
    public let warnings: [Diagnostic]
    /// What was read to know it.
    package let configuration: ConfigurationDigest
}

/// Every file that was read, as it then was.
private final class ReadLog: Sendable {
    // Reading is done with a function that anybody may call, so what it notes is kept behind a lock.
    private let read = Mutex<[String: [UInt8]]>([:])

    var bytes: [String: [UInt8]] { read.withLock { $0 } }

    func note(_ path: String, _ bytes: [UInt8]) {
        read.withLock { $0[path] = bytes }
    }
}

extension Diagnostic {
    fileprivate static func noFile(_ path: String) -> Diagnostic {
        .error(
            "no-file",
            "there is no file '\(path)'",
            hint: "Write one with 'hzform init', name another with --file, or change to its folder."
        )
    }
}
