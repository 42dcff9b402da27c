import CloudSimulator
import Diagnostics
import FoundationEssentials
import HetznerCloud
import SimulatedTransport

/// A way to the API that the options describe, or to a simulated one.
struct CloudAccess: Sendable {
    let client: CloudClient
    /// Set while the project is simulated.
    private let simulation: SimulatedCloud?

    /// Opens nothing yet but the simulated project's file.
    init(_ options: CloudOptions, files: FileOptions, output: Output) async throws(CommandFailure) {
        var configuration = ClientConfiguration()
        configuration.applicationName = "hzform"
        configuration.applicationVersion = Hzform.version
        configuration.maxRetries = options.maxRetries
        configuration.requestTimeout = .seconds(options.requestTimeout)
        configuration.caFile = options.caFile
        if let proxy = options.proxy { configuration.proxy = .url(proxy) }
        if options.logHttp { configuration.observer = { output.message(HTTPLog.line(for: $0)) } }

        if let file = options.simulate {
            let path = file == CloudOptions.usualProject ? files.path(beside: ".hzform/simulated-project.json") : file
            let cloud = try await Self.simulatedCloud(path)
            configuration.token = "simulated"
            simulation = cloud
            client = CloudClient(configuration: configuration, transport: SimulatedTransport(cloud))
        } else {
            let environment = ProcessInfo.processInfo.environment
            configuration.token = try APIToken.find(file: options.tokenFile, environment)
            if let endpoint = try Self.url(options.endpoint ?? environment["HCLOUD_ENDPOINT"]) {
                configuration.endpoint = endpoint
            }
            if let endpoint = try Self.url(options.storageEndpoint ?? environment["HCLOUD_HETZNER_ENDPOINT"]) {
                configuration.storageEndpoint = endpoint
            }
            simulation = nil
            client = CloudClient(configuration: configuration)
        }
    }

    /// Leaves the simulated project's file in order; every change is in it already.
    func close() async throws(CommandFailure) {
        do {
            try await simulation?.close()
        } catch {
            throw CommandFailure(.simulation("\(error)"))
        }
    }

    /// Throws where the token may only read.
    ///
    /// No request tells what a token may do, so this one tries to change an object that cannot be there.
    func checkMayWrite() async throws(CommandFailure) {
        do {
            _ = try await client.request(.put, "ssh_keys/0", body: .object(JSONObject()))
        } catch let error as APIError where error.code == .tokenReadonly {
            throw CommandFailure(.readOnlyToken(error))
        } catch {
            // Anything else is about the object; what is wrong with the connection shows with the first step.
        }
    }

    private static func url(_ text: String?) throws(CommandFailure) -> String? {
        guard let text, !text.isEmpty else { return nil }
        let isURL = ["https://", "http://"].contains { text.lowercased().hasPrefix($0) && text.count > $0.count }
        guard isURL else { throw CommandFailure(.invalidEndpoint(text)) }
        return text
    }

    private static func simulatedCloud(_ path: String) async throws(CommandFailure) -> SimulatedCloud {
        do {
            if let slash = path.lastIndex(of: "/") {
                let folder = String(path[..<slash])
                try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
            }
            return try await SimulatedCloud(dataFile: path)
        } catch {
            throw CommandFailure(.simulation("\(error)"))
        }
    }
}

/// Where the API token comes from.
enum APIToken {
    static let variables = ["HCLOUD_TOKEN", "HETZNER_API_TOKEN"]

    static func find(file: String?, _ environment: [String: String]) throws(CommandFailure) -> String {
        if let file { return try read(file) }
        let found = variables.compactMap { environment[$0] }.map(trimmed).first { !$0.isEmpty }
        guard let found else { throw CommandFailure(.noToken) }
        return found
    }

    private static func read(_ path: String) throws(CommandFailure) -> String {
        let token: String
        do {
            token = trimmed(String(decoding: try FileBytes.read(path), as: UTF8.self))
        } catch {
            throw CommandFailure(.error("no-token", "the token file '\(path)' cannot be read: \(error)"))
        }
        guard !token.isEmpty else { throw CommandFailure(.error("no-token", "the token file '\(path)' is empty")) }
        return token
    }

    private static func trimmed(_ text: String) -> String {
        let start = text.drop(while: \.isWhitespace)
        return String(start.reversed().drop(while: \.isWhitespace).reversed())
    }
}

extension Diagnostic {
    fileprivate static let noToken = Diagnostic.error(
        "no-token",
        "there is no API token",
        hint: "Put it into HCLOUD_TOKEN, name a file with --token-file, or try without one: --simulate."
    )

    fileprivate static func readOnlyToken(_ error: APIError) -> Diagnostic {
        .error(
            "token-readonly",
            "nothing was changed: the token may only read (\(error.code), HTTP \(error.status))",
            hint: "It is enough for 'hzform plan'; use one that may write to apply."
        )
    }

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
