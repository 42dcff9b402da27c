import Foundation
import Glibc
import HetznerCloud
import Testing

@Suite("hzform-simulator", .inTurn, .timeLimit(.minutes(60)))
struct SimulatorProgramTests {
    static let key: JSONValue = [
        "name": "laptop",
        "public_key": "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIGVKQLcUZ4GZ4R0e2GmNxwm3m8k3BvI3c3lqsmSMX1zG laptop",
    ]
    static let server: JSONValue = ["name": "web", "server_type": "cx23", "image": "debian-12", "location": "fsn1"]

    @Test("says where it listens, and ends cleanly when asked to", arguments: [SIGTERM, SIGINT])
    func end(signal: Int32) async throws {
        let sandbox = try Sandbox()
        let simulator = try await sandbox.startSimulator(["--log", "requests"])
        _ = try await simulator.client.request(.get, "locations")
        simulator.program.signal(signal)
        let end = try await simulator.program.result()
        #expect(end.status == 0)
        #expect(end.output.isEmpty)
        #expect(end.errors == "listening on \(simulator.endpoint)\nGET /v1/locations 200\n")
    }

    @Test("ends when asked to, also while a fault holds an answer back")
    func endWhileHolding() async throws {
        let sandbox = try Sandbox()
        let simulator = try await sandbox.startSimulator(["--log", "requests"])
        try await simulator.setFaults(["GET /locations delay=600000 1"])
        async let answer = simulator.client.request(.get, "locations")
        try await simulator.program.waitFor("GET /v1/locations 200")
        simulator.program.signal(SIGTERM)
        #expect(try await simulator.program.result().status == 0)
        #expect(try await answer["locations"] != nil)
    }

    @Test("keeps every token's project apart, and lets only the given tokens in")
    func tokens() async throws {
        let sandbox = try Sandbox()
        let options = ["--token", "one", "--token", "two", "--read-only-token", "reader"]
        try await sandbox.withSimulator(options) { simulator in
            _ = try await simulator.client(token: "one").request(.post, "ssh_keys", body: Self.key)
            #expect(try await Project(simulator.client(token: "one")).names(of: "ssh_keys") == ["laptop"])
            #expect(try await Project(simulator.client(token: "reader")).names(of: "ssh_keys") == ["laptop"])
            #expect(try await Project(simulator.client(token: "two")).isEmpty)
            for token in ["three", nil] {
                let refusal = await #expect(throws: APIError.self) {
                    try await simulator.client(token: token).request(.get, "ssh_keys")
                }
                #expect(refusal?.status == 401)
            }
            let refusal = await #expect(throws: APIError.self) {
                try await simulator.client(token: "reader").request(.post, "ssh_keys", body: Self.key)
            }
            #expect(refusal?.code == .tokenReadonly)
        }
    }

    @Test("keeps the projects across restarts, also after it was killed")
    func data() async throws {
        let sandbox = try Sandbox()
        let options = ["--data", "projects", "--speed", "instant"]
        let first = try await sandbox.startSimulator(options)
        _ = try await first.client.request(.post, "ssh_keys", body: Self.key)
        _ = try await first.client.request(.post, "servers", body: Self.server)
        let before = try await Project(first.client)
        first.program.signal(SIGKILL)
        #expect(try await first.program.result().status == 128 + SIGKILL)

        let second = try await sandbox.startSimulator(options)
        #expect(try await Project(second.client) == before)
        _ = try await second.client.request(.delete, "ssh_keys/\(before.objects[0].id)")
        #expect(try await second.stop().status == 0)

        try await sandbox.withSimulator(options) { third in
            let project = try await Project(third.client)
            #expect(project.names(of: "ssh_keys").isEmpty)
            #expect(project.names(of: "servers") == ["web"])
        }
    }

    @Test("logs the requests, counts them and forgets them")
    func requests() async throws {
        let sandbox = try Sandbox()
        try await sandbox.withSimulator { simulator in
            _ = try await simulator.client.request(.get, "locations", query: [QueryItem("name", "fsn1")])
            _ = try await simulator.client.request(.post, "ssh_keys", body: Self.key)
            let log = try await simulator.requests().map { "\($0.method) \($0.path) \($0.status)" }
            #expect(log == ["GET /locations?name=fsn1 200", "POST /ssh_keys 201"])
            let counts = try await simulator.controls.request(.get, "requests")["counts"]
            #expect(counts == ["GET /locations": 1, "POST /ssh_keys": 1])
            try await simulator.forgetRequests()
            #expect(try await simulator.requests().isEmpty)
        }
    }

    @Test("takes faults while it runs")
    func faults() async throws {
        let sandbox = try Sandbox()
        try await sandbox.withSimulator { simulator in
            let client = simulator.client.with { $0.maxRetries = 0 }
            try await simulator.setFaults(["GET /locations 503 1"])
            let failure = await #expect(throws: APIError.self) { try await client.request(.get, "locations") }
            #expect(failure?.status == 503)
            try await simulator.setFaults(["GET /locations drop 1"])
            await #expect(throws: TransportError.self) { try await client.request(.get, "locations") }
            try await simulator.setFaults([])
            _ = try await client.request(.get, "locations")
            let refusal = await #expect(throws: APIError.self) { try await simulator.setFaults(["nonsense"]) }
            #expect(refusal?.code == .invalidInput)
        }
    }

    @Test("lets time pass, fills a project and empties all of them")
    func controls() async throws {
        let sandbox = try Sandbox()
        try await sandbox.withSimulator(["--speed", "0.001"]) { simulator in
            let made = try await simulator.client.request(.post, "servers", body: Self.server)
            let id = try #require(made["action"]?["id"]?.integer)
            let action: APIPath = "actions/\(id)"
            #expect(try await simulator.client.request(.get, action)["action"]?["status"] == "running")
            _ = try await simulator.controls.request(.post, "clock", body: ["advance": 60_000])
            #expect(try await simulator.client.request(.get, action)["action"]?["status"] == "success")

            _ = try await simulator.controls.request(.post, "seed", body: ["servers": 60])
            #expect(try await simulator.client.all("servers", key: "servers").count == 61)
            _ = try await simulator.controls.request(.post, "reset")
            #expect(try await Project(simulator.client).isEmpty)
        }
    }

    @Test("limits how much a project holds, and how many requests it may send")
    func limits() async throws {
        let sandbox = try Sandbox()
        try await sandbox.withSimulator(["--limit", "ssh_keys=0", "--rate-limit", "2/h"]) { simulator in
            let client = simulator.client.with { $0.maxRetries = 0 }
            let full = await #expect(throws: APIError.self) {
                try await client.request(.post, "ssh_keys", body: Self.key)
            }
            #expect(full?.code == .resourceLimitExceeded)
            // Each client of its own, because one that knows the limit would wait.
            _ = try await simulator.client.request(.get, "locations")
            let tooMany = await #expect(throws: APIError.self) {
                try await simulator.client.with { $0.maxRetries = 0 }.request(.get, "locations")
            }
            #expect(tooMany?.status == 429)
        }
    }

    @Test(
        "refuses options that it does not understand",
        arguments: ["--port 70000", "--speed fast", "--fault nonsense", "--limit cats=1", "--read-only-token x"]
    )
    func refuses(options: String) async throws {
        let run = try await Sandbox().shell("hzform-simulator \(options)")
        #expect(run.status != 0)
        #expect(run.output.isEmpty)
        #expect(run.errors.contains("Error: "))
    }

    @Test("says so where it cannot listen, or not write its files")
    func obstacles() async throws {
        let sandbox = try Sandbox()
        try await sandbox.withSimulator { simulator in
            let port = simulator.base.split(separator: ":").last.map(String.init) ?? ""
            let taken = try await sandbox.shell("hzform-simulator --port \(port)")
            #expect(taken.status == 1)
            #expect(taken.errors.contains("cannot listen on 127.0.0.1:\(port): Address already in use"))
            let unwritable = try await sandbox.shell("hzform-simulator --port 0 --port-file missing/port")
            #expect(unwritable.status == 1)
            #expect(unwritable.errors.contains("cannot write 'missing/port': No such file or directory"))
            let data = try await sandbox.shell("hzform-simulator --port 0 --data .")
            #expect(data.status == 1)
            #expect(data.errors.contains("'.'"), "\(data.errors)")
        }
    }
}
