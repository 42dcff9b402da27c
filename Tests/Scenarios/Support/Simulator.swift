import Foundation
import Glibc
import HetznerCloud

/// The built `hzform-simulator`, listening on a port that the system picked.
struct Simulator: Sendable {
    static let token = "project"

    /// It ended, or did not say where it listens in time.
    struct NotListening: Error {
        let errors: String
    }

    let program: RunningProgram
    let base: String

    var endpoint: String { "\(base)/v1" }

    /// What lets `hzform` find it.
    var environment: [String: String] {
        [
            "HCLOUD_ENDPOINT": endpoint, "HCLOUD_HETZNER_ENDPOINT": endpoint, "HCLOUD_TOKEN": Self.token,
            // However slow the machine is; and some tests hold answers back.
            "HZFORM_REQUEST_TIMEOUT": "3600",
        ]
    }

    var client: CloudClient { client(token: Self.token) }

    func client(token: String?) -> CloudClient {
        var configuration = ClientConfiguration(token: token)
        configuration.endpoint = endpoint
        configuration.storageEndpoint = endpoint
        configuration.connectTimeout = .seconds(3600)
        configuration.requestTimeout = .seconds(3600)
        return CloudClient(configuration: configuration)
    }

    /// The simulator's own controls.
    var controls: CloudClient {
        client.with { $0.endpoint = "\(base)/_simulator" }
    }

    /// The requests to the API since the last time that they were forgotten.
    func requests() async throws -> [LoggedRequest] {
        let log = try await controls.request(.get, "requests")
        return (log["requests"]?.array ?? []).map(LoggedRequest.init)
    }

    func forgetRequests() async throws { _ = try await controls.request(.delete, "requests") }

    /// From now on these faults happen, and no others.
    func setFaults(_ rules: [String]) async throws {
        let faults = JSONValue.array(rules.map { .string($0) })
        _ = try await controls.request(.put, "faults", body: ["faults": faults])
    }

    /// From now on these server types cannot be had anywhere, and all others can.
    func sellOut(_ types: [String]) async throws {
        let names = JSONValue.array(types.map { .string($0) })
        _ = try await controls.request(.put, "sold-out", body: ["server_types": names])
    }

    /// Lets so many seconds of the simulated world pass at once.
    func advance(seconds: Int64) async throws {
        _ = try await controls.request(.post, "clock", body: ["advance": .integer(seconds)])
    }

    func stop() async throws -> RunningProgram.Result {
        program.signal(SIGTERM)
        return try await program.result()
    }
}

/// A request as the simulator remembers it.
struct LoggedRequest {
    let method: String
    /// With the query, below `/v1`.
    let path: String
    let status: Int64

    init(_ json: JSONValue) {
        method = json["method"]?.string ?? ""
        path = String((json["path"]?.string ?? "").trimmingPrefix("/v1"))
        status = json["status"]?.integer ?? 0
    }

    /// Whether it changes something, or tries to; not the one by which apply learns whether its token may.
    var isChange: Bool { method != "GET" && path != "/ssh_keys/0" }
}

extension [LoggedRequest] {
    /// The requests without those that lock a stack: every run sends them, and tests of their own look at them.
    var withoutLocks: [LoggedRequest] {
        indices.filter { index in
            let follows = index > 0 && self[index - 1].path.contains("name=hzform-lock-")
            return !(follows && self[index].method == "POST" && self[index].path == "/placement_groups")
        }
        .map { self[$0] }
    }
}

extension Sandbox {
    /// Starts a simulator here, ready to answer.
    func startSimulator(_ options: [String] = ["--speed", "instant"]) async throws -> Simulator {
        let file = "port-\(UUID().uuidString)"
        let program = try RunningProgram(
            Repository.program("hzform-simulator"),
            ["--port", "0", "--port-file", file] + options,
            in: folder,
            environment: [:]
        )
        do {
            while !exists(file) {
                guard program.isRunning else { throw Simulator.NotListening(errors: try await program.result().errors) }
                try await Task.sleep(for: .milliseconds(5))
            }
        } catch {
            program.signal(SIGKILL)
            throw error
        }
        let port = try read(file).split(separator: "\n").joined()
        return Simulator(program: program, base: "http://127.0.0.1:\(port)")
    }

    /// Lets a closure work while a simulator runs here, which is stopped however it ends.
    func withSimulator<Value>(
        _ options: [String] = ["--speed", "instant"],
        _ work: (Simulator) async throws -> Value
    ) async throws -> Value {
        let simulator = try await startSimulator(options)
        defer { simulator.program.signal(SIGTERM) }
        return try await work(simulator)
    }
}
