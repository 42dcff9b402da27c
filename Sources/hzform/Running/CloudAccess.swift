import CloudSimulator
import Diagnostics
import Fingerprinting
import FoundationEssentials
import HetznerCloud
import ResourceModel
import SimulatedTransport
import Workflow

/// A way to the API that the options describe, or to a simulated one.
struct CloudAccess: Sendable {
    let client: CloudClient
    /// How many requests may be on their way at once.
    let parallelism: Int
    /// See ``APIToken``; `nil` where none is needed.
    private let tokenOrigin: String?
    /// What fingerprints of secrets are made with, where somebody set one.
    private let stateKey: StateKey?
    /// Set while the project is simulated.
    private let simulation: SimulatedCloud?
    /// Whether only the other endpoint was replaced, whose token is not one of theirs.
    private let asksNoStorageBoxes: Bool

    /// Often enough for some minutes: others who use the project may have used up its requests, and they come back.
    private static let rateLimitRetries = 20

    /// Opens nothing yet but the simulated project's file.
    init(_ options: CloudOptions, files: FileOptions, output: Output) async throws(WorkflowFailure) {
        let environment = try files.variables.environment()
        try await self.init(options, files.project, files.simulatedProjectPath, environment, output)
    }

    /// The same for what has no file.
    init(_ options: CloudOptions, _ project: ProjectOptions, output: Output) async throws(WorkflowFailure) {
        let environment = ProcessInfo.processInfo.environment
        try await self.init(options, project, project.simulatedProjectPath { $0 }, environment, output)
    }

    private init(
        _ options: CloudOptions,
        _ project: ProjectOptions,
        _ simulatedProjectPath: String?,
        _ environment: [String: String],
        _ output: Output
    ) async throws(WorkflowFailure) {
        var configuration = ClientConfiguration()
        configuration.applicationName = "hzform"
        configuration.applicationVersion = Hzform.version
        configuration.maxRetries = options.maxRetries
        if options.maxRetries > 0 {
            configuration.maxRateLimitRetries = max(options.maxRetries, Self.rateLimitRetries)
        }
        configuration.requestTimeout = .seconds(options.requestTimeout)
        parallelism = options.parallelism
        stateKey = try Self.stateKey(ProcessInfo.processInfo.environment["HZFORM_STATE_KEY"])
        configuration.observer = Self.observer(options, output)

        if let path = simulatedProjectPath {
            let cloud = try await Self.simulatedCloud(path)
            configuration.token = "simulated"
            simulation = cloud
            asksNoStorageBoxes = false
            tokenOrigin = nil
            client = CloudClient(configuration: configuration, transport: SimulatedTransport(cloud))
        } else {
            let own = project.environment.map { [$0.tokenVariable] } ?? []
            let token = try APIToken.find(file: options.tokenFile, own, environment)
            configuration.token = token.text
            tokenOrigin = token.origin
            if token.isOfContext { output.remark("The token is that of \(token.origin).\n") }
            let endpoint = try Self.url(options.endpoint ?? environment["HCLOUD_ENDPOINT"])
            let storage = try Self.url(options.storageEndpoint ?? environment["HCLOUD_HETZNER_ENDPOINT"])
            asksNoStorageBoxes = endpoint != nil && storage == nil
            if asksNoStorageBoxes {
                configuration.middleware.append(Self.refusal(configuration.storageEndpoint, .otherStorageEndpoint))
            } else if endpoint == nil, storage != nil {
                configuration.middleware.append(Self.refusal(configuration.endpoint, .otherEndpoint))
            }
            configuration.endpoint = endpoint ?? configuration.endpoint
            configuration.storageEndpoint = storage ?? configuration.storageEndpoint
            simulation = nil
            let connections = CurlTransport.Options(
                proxy: options.proxy.map(ProxySetting.url) ?? .environment,
                caFile: options.caFile,
                maxConnections: options.parallelism
            )
            client = CloudClient(configuration: configuration, connections: connections)
        }
    }

    /// Sends nothing to an endpoint: where one was replaced, the token is not the other one's.
    private static func refusal(_ endpoint: String, _ reason: Diagnostic) -> Middleware {
        { request, next in
            guard !request.url.hasPrefix(endpoint + "/") else { throw reason }
            return try await next(request)
        }
    }

    /// Tells of requests where that is asked for, and of waits that anybody would wonder about.
    private static func observer(_ options: CloudOptions, _ output: Output) -> @Sendable (ClientEvent) -> Void {
        let notice = RateLimitNotice()
        return { event in
            if options.logHttp {
                output.message(HTTPLog.line(for: event))
            } else {
                if output.hasLogFile { output.log(HTTPLog.line(for: event)) }
                if let text = notice.text(for: event) { output.remark(text) }
            }
        }
    }

    /// Leaves the simulated project's file in order; every change is in it already.
    func close() async throws(WorkflowFailure) {
        do {
            try await simulation?.close()
        } catch {
            throw WorkflowFailure(.simulation("\(error)"))
        }
    }

    /// The way through the project over this connection.
    func workflow(_ catalog: Catalog) -> Workflow {
        var workflow = Workflow(catalog: catalog, client: client, stateKey: stateKey)
        workflow.tokenOrigin = tokenOrigin
        if asksNoStorageBoxes { workflow.leavesOut = { $0.hasPrefix("storage_box") } }
        return workflow
    }

    /// What is to be said wherever all of a project is read.
    var leftOut: [Diagnostic] { asksNoStorageBoxes ? [.withoutStorageBoxes] : [] }

    private static func stateKey(_ text: String?) throws(WorkflowFailure) -> StateKey? {
        guard let text, !text.isEmpty else { return nil }
        guard let key = StateKey(text) else { throw WorkflowFailure(.weakStateKey) }
        return key
    }

    private static func url(_ text: String?) throws(WorkflowFailure) -> String? {
        guard let text, !text.isEmpty else { return nil }
        let isURL = ["https://", "http://"].contains { text.lowercased().hasPrefix($0) && text.count > $0.count }
        guard isURL else { throw WorkflowFailure(.invalidEndpoint(text)) }
        return text
    }

    private static func simulatedCloud(_ path: String) async throws(WorkflowFailure) -> SimulatedCloud {
        do {
            if let slash = path.lastIndex(of: "/") {
                let folder = String(path[..<slash])
                try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
            }
            return try await SimulatedCloud(dataFile: path)
        } catch {
            throw WorkflowFailure(.simulation("\(error)"))
        }
    }
}

extension Diagnostic {
    fileprivate static let otherStorageEndpoint = Diagnostic.error(
        "other-endpoint",
        "storage boxes have an endpoint of their own, and only the other one was replaced: it is not asked",
        hint: "Replace it, too: --storage-endpoint, or HCLOUD_HETZNER_ENDPOINT."
    )

    fileprivate static let withoutStorageBoxes = Diagnostic.warning(
        "other-endpoint",
        "storage boxes are left out: they have an endpoint of their own, and only the other one was replaced",
        hint: "Replace it, too: --storage-endpoint, or HCLOUD_HETZNER_ENDPOINT."
    )

    fileprivate static let otherEndpoint = Diagnostic.error(
        "other-endpoint",
        "only the endpoint of storage boxes was replaced: the other one is not asked",
        hint: "Replace it, too: --endpoint, or HCLOUD_ENDPOINT."
    )

    fileprivate static let weakStateKey = Diagnostic.error(
        "state-key",
        "HZFORM_STATE_KEY has fewer than \(StateKey.leastBytes) characters, so it could be guessed",
        hint: "Make one with 'openssl rand -hex 32', and keep it where the API token is kept."
    )

    fileprivate static func invalidEndpoint(_ text: String) -> Diagnostic {
        .error(
            "invalid-endpoint",
            "the endpoint '\(text)' is no URL",
            hint: "Write it with its scheme, like \(ClientConfiguration().endpoint)."
        )
    }

    fileprivate static func simulation(_ reason: String) -> Diagnostic {
        .error("simulated-project", "the simulated project cannot be used: \(reason)")
    }
}
