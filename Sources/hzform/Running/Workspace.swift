import Diagnostics
import FoundationEssentials
import HetznerCatalog
import HetznerCloud
import PlanFiles
import RemoteStates
import ResourceModel
import StackConfiguration
import StateFiles
import Workflow

/// The files that a command works on.
struct Workspace {
    let files: FileOptions
    /// How servers are reached, where the command says so.
    private let network: CloudOptions?
    let catalog = Catalog.hetzner

    init(_ files: FileOptions, _ network: CloudOptions? = nil) {
        self.files = files
        self.network = network
    }

    /// Throws where an environment is named that there is nothing of.
    func checkEnvironment() throws(WorkflowFailure) {
        guard let environment = files.environment, environment.files(beside: files).isEmpty else { return }
        let names = ((try? StackEnvironment.all(beside: files)) ?? []).map(\.name)
        throw WorkflowFailure(.noEnvironment(environment, among: names))
    }

    /// What keeps the state.
    ///
    /// It remembers what it read and wrote, so one command has one of them.
    func stateStore() throws(WorkflowFailure) -> any StateStore {
        let path = files.statePath
        // Where a simulated project is kept elsewhere, nothing else makes the folder; whoever writes there says if it fails.
        if files.project.simulate != nil, files.state == nil, let slash = path.lastIndex(of: "/") {
            try? FileManager.default.createDirectory(atPath: String(path[..<slash]), withIntermediateDirectories: true)
        }
        return try stateStore(path)
    }

    /// The same for a state that is named.
    func stateStore(_ address: String) throws(WorkflowFailure) -> any StateStore {
        let environment = try files.variables.environment()
        do throws(Diagnostic) {
            return try StateAddress(address).store(environment, catalog: catalog) {
                CurlTransport(
                    options: CurlTransport.Options(
                        proxy: network?.proxy.map { .url($0) } ?? .environment,
                        caFile: network?.caFile ?? environment["HZFORM_CA_FILE"]
                    )
                )
            }
        } catch {
            throw WorkflowFailure(error)
        }
    }

    var stackFiles: StackFiles { StackFiles(files.all, variables: variableSources, catalog: catalog) }

    /// What the file says, and the connection over which something in it had to be looked up.
    struct Project {
        let desired: DesiredState
        let configuration: ConfigurationDigest
        let cloud: CloudAccess?

        /// The same connection, or a new one.
        func connected(
            _ options: CloudOptions,
            _ files: FileOptions,
            _ output: Output
        ) async throws(WorkflowFailure) -> CloudAccess {
            if let cloud { return cloud }
            return try await CloudAccess(options, files: files, output: output)
        }
    }

    /// What the file says, with what it looks up; warnings are shown, an error ends the command.
    func project(_ options: CloudOptions, _ output: Output) async throws(WorkflowFailure) -> Project {
        try checkEnvironment()
        _ = try files.variables.environment()
        var cloud: CloudAccess?
        let wish = try await stackFiles.wish { () throws(WorkflowFailure) in
            let opened = try await CloudAccess(options, files: files, output: output)
            cloud = opened
            return opened.workflow(catalog)
        }
        output.diagnostics(wish.warnings)
        return Project(desired: wish.desired, configuration: wish.configuration, cloud: cloud)
    }

    /// The same for a plan in which nothing is wanted, so that nothing is looked up.
    func projectToDestroy(_ output: Output) throws(WorkflowFailure) -> Project {
        try checkEnvironment()
        let wish = try stackFiles.wishToDestroy()
        output.diagnostics(wish.warnings)
        return Project(desired: wish.desired, configuration: wish.configuration, cloud: nil)
    }

    /// What a plan is saved with.
    func context(_ project: Project, _ terms: PlanTerms) -> PlanContext {
        PlanContext(
            version: Hzform.version,
            configuration: project.configuration,
            folder: stackFiles.folder,
            terms: terms
        )
    }

    /// A file of values beside the desired-state file is read without being named.
    private var variableSources: VariableSources {
        var sources = VariableSources()
        let names = ["hzform.vars.yaml"] + [files.environment?.variables].compactMap(\.self)
        let usual = names.map(files.path).filter { FileManager.default.fileExists(atPath: $0) }
        sources.files = usual + files.variables.files
        sources.environment = (try? files.variables.environment()) ?? [:]
        sources.stackSuffix = files.environment?.name
        sources.assignments = files.variables.assignments
        return sources
    }

    /// What a state file holds, whatever stack it is of.
    func recordedState(_ path: String) async throws -> RecordedState {
        guard let found = try await stateStore(path).read() else {
            throw WorkflowFailure(.noStateFile(path))
        }
        return found.state
    }
}

extension Diagnostic {
    fileprivate static func noStateFile(_ path: String) -> Diagnostic {
        .error(
            "no-state-file",
            "there is no state file '\(path)': nothing has been applied yet",
            hint: "If the state is elsewhere, pass --state FILE."
        )
    }
}
