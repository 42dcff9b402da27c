import HetznerCloud
import Testing

@Suite("A cloud in which things go wrong", .inTurn, .timeLimit(.minutes(60)))
struct FaultTests {
    @Test(
        "is brought to what the file says by applying again",
        arguments: [
            ["* 429 0.05"], ["* drop 0.02"], ["action create_server error 0.2"], ["POST * 423 0.1"],
            ["* 503 0.05", "* 500 0.02"], ["* 504 0.05"], ["* refuse 0.05", "action * error 0.1"],
        ],
        [1, 2]
    )
    func converges(faults: [String], seed: Int) async throws {
        let sandbox = try Sandbox(example: "quickstart")
        let options = faults.flatMap { ["--fault", $0] } + ["--speed", "instant", "--seed", "\(seed)"]
        try await sandbox.withSimulator(options) { simulator in
            try await sandbox.applyUntilDone(simulator)
            try sandbox.copy("hzform.next.yaml", from: "quickstart")
            try await sandbox.applyUntilDone(simulator)

            try await simulator.setFaults([])
            let plan = try await sandbox.hzform("plan", "--detailed-exitcode", environment: simulator.environment)
            #expect(plan.status == 0, "\(plan.output)\(plan.errors)")
            let project = try await Project(simulator.client)
            #expect(project.names(of: "servers") == ["db", "web"])
            #expect(project.names(of: "volumes") == ["data"])
            #expect(project["servers", named: "web"]?.json["server_type"]?["name"]?.string == "cx33")
            #expect(project.objects.filter { $0.kind == "servers" }.allSatisfy { $0.json["status"] == "running" })
        }
    }

    @Test("says until when it waits that has no requests left, and goes on then")
    func rateLimit() async throws {
        let sandbox = try Sandbox(example: "quickstart")
        try await sandbox.withSimulator { simulator in
            try await simulator.setFaults(["GET /servers 429 1"])
            let program = try sandbox.start(["plan"], environment: simulator.environment)
            while program.isRunning, try await simulator.requests().count(where: { $0.status == 429 }) < 3 {
                try await Task.sleep(for: .milliseconds(5))
            }
            try await simulator.setFaults([])
            let run = try await program.result()
            #expect(run.status == 0)
            let told = /The project's rate limit is used up; requests go on at \d\d:\d\d:\d\d UTC\.\n/
            #expect(run.errors.firstMatch(of: told) != nil, "\(run.errors)")
        }
    }

    @Test("in which a server was not started is brought to what the file says too")
    func creationFailed() async throws {
        let sandbox = try Sandbox(example: "quickstart")
        try await sandbox.withSimulator { simulator in
            try await simulator.setFaults(["action create_server error 1"])
            let first = try await sandbox.hzform("apply", "--auto-approve", environment: simulator.environment)
            #expect(first.status == 1)
            try await simulator.setFaults([])
            let broken = try await Project(simulator.client)
            #expect(broken["servers", named: "web"]?.json["status"] == "off")

            try await sandbox.applyUntilDone(simulator, attempts: 1)
            let project = try await Project(simulator.client)
            #expect(project.names(of: "servers") == ["db", "web"])
            #expect(project["servers", named: "web"]?.id == broken["servers", named: "web"]?.id)
            #expect(project["servers", named: "web"]?.json["status"] == "running")
        }
    }
}

extension Sandbox {
    /// Applies until one apply succeeds, as a pipeline that is started again.
    fileprivate func applyUntilDone(_ simulator: Simulator, attempts: Int = 12) async throws {
        var last = ""
        for _ in 1...attempts {
            let run = try await shell(
                "hzform apply --auto-approve --allow downtime,data-loss,ip-change",
                environment: simulator.environment
            )
            if run.status == 0 { return }
            #expect(run.status == 1)
            last = run.output + run.errors
        }
        Issue.record("no apply succeeded; the last one said:\n\(last)")
    }
}
