import Foundation
import Glibc
import Testing

@Suite("An apply that does not come to its end", .inTurn, .timeLimit(.minutes(60)))
struct InterruptionTests {
    /// The names in the quickstart.
    fileprivate static let names = [
        "ssh_keys": ["deploy"], "networks": ["backend"], "firewalls": ["web"], "servers": ["db", "web"],
        "volumes": ["data"],
    ]

    /// A request whose answer does not come before the test has seen it.
    struct Moment: CustomTestStringConvertible {
        let method: String
        let path: String

        init(_ method: String, _ path: String) {
            self.method = method
            self.path = path
        }

        func matches(_ request: LoggedRequest) -> Bool {
            let wanted = path.split(separator: "/")
            let parts = request.path.split(separator: "/")
            return request.method == method && wanted.count == parts.count
                && zip(wanted, parts).allSatisfy { $0 == "*" || $0 == $1 }
        }

        var testDescription: String { "\(method) \(path)" }
    }

    @Test(
        "because it is killed is taken up by the next one, and nothing is there twice",
        arguments: [
            Moment("POST", "/ssh_keys"), Moment("POST", "/networks"), Moment("POST", "/servers"),
            Moment("POST", "/volumes"), Moment("POST", "/volumes/*/actions/attach"),
            Moment("POST", "/servers/*/actions/attach_to_network"), Moment("POST", "/servers/*/actions/change_dns_ptr"),
        ]
    )
    func killed(moment: Moment) async throws {
        let sandbox = try Sandbox(example: "quickstart")
        try await sandbox.withSimulator { simulator in
            let first = try await sandbox.apply(simulator, signal: SIGKILL, at: moment)
            #expect(first.status == 128 + SIGKILL)
            let list = try await sandbox.shell("[[ ! -e hzform.state.json ]] || hzform state list")
            #expect(list.status == 0, "the state file is broken:\n\(list.errors)")
            try await sandbox.expectCompletion(simulator)
        }
    }

    @Test(
        "because it is asked to stop finishes what runs and saves it, and the next one goes on",
        arguments: [SIGINT, SIGTERM, SIGHUP]
    )
    func interrupted(signal: Int32) async throws {
        let sandbox = try Sandbox(example: "quickstart")
        try await sandbox.withSimulator { simulator in
            let moment = Moment("POST", "/servers")
            let first = try await sandbox.apply(simulator, signal: signal, at: moment)
            #expect(first.status == 130)
            #expect(first.output.contains("Interrupted: "))
            #expect(first.output.contains("not started  "))
            let advice = "What was done is in the state. Go on with:\n\n    hzform apply --auto-approve\n"
            #expect(first.output.hasSuffix(advice))

            let made = try await Project(simulator.client).objects.filter { $0.kind != "primary_ips" }
            let recorded = try await sandbox.hzform("state", "list").output.split(separator: "\n")
            #expect(recorded.count == made.count, "\(recorded)")
            let plan = try await sandbox.hzform("plan", environment: simulator.environment)
            #expect(!plan.output.contains("interrupted"), "something is not in the state:\n\(plan.output)")
            try await sandbox.expectCompletion(simulator)
        }
    }

    @Test("because it is told to quit ends at once, with its state saved and its lock gone, and the next one goes on")
    func quit() async throws {
        let sandbox = try Sandbox(example: "quickstart")
        try await sandbox.withSimulator { simulator in
            let moment = Moment("POST", "/servers")
            let first = try await sandbox.apply(simulator, signal: SIGQUIT, at: moment)
            #expect(first.status == 130, "\(first.errors)")
            #expect(first.output.contains("Interrupted: "), "\(first.output)")
            let list = try await sandbox.hzform("state", "list")
            #expect(list.status == 0, "\(list.errors)")
            try await sandbox.expectCompletion(simulator)
        }
    }

    @Test("though it destroys finishes what runs, ends with the same status, and the next one goes on")
    func interruptedDestruction() async throws {
        let sandbox = try Sandbox(example: "quickstart")
        try await sandbox.withSimulator { simulator in
            let made = try await sandbox.hzform("apply", "-y", environment: simulator.environment)
            #expect(made.status == 0, "\(made.errors)")
            let command = ["destroy", "-y", "--max-delete", "20", "--allow", "data-loss,ip-change,downtime"]
            let moment = Moment("DELETE", "/servers/*")
            let first = try await sandbox.run(command, simulator, signal: SIGINT, at: moment)
            #expect(first.status == 130, "\(first.output)\(first.errors)")
            #expect(try await !Project(simulator.client).objects.isEmpty)
            let second = try await sandbox.shell(
                "hzform " + command.joined(separator: " "),
                environment: simulator.environment
            )
            #expect(second.status == 0, "\(second.output)\(second.errors)")
            #expect(try await Project(simulator.client).objects.isEmpty)
        }
    }

    @Test("because its state cannot be saved any more hands the state over, and stops")
    func unsaved() async throws {
        let sandbox = try Sandbox(example: "quickstart")
        try FileManager.default.createDirectory(atPath: sandbox.path("states"), withIntermediateDirectories: true)
        try await sandbox.withSimulator { simulator in
            let moment = Moment("POST", "/servers")
            try await simulator.setFaults([moment.hold])
            let state = ["--state", "states/hzform.state.json"]
            let program = try sandbox.start(["apply", "--auto-approve"] + state, environment: simulator.environment)
            try await simulator.waitFor(moment, during: program)
            try FileManager.default.moveItem(atPath: sandbox.path("states"), toPath: sandbox.path("gone"))
            try await simulator.setFaults([])
            let run = try await program.result()
            #expect(run.status == 1)
            #expect(run.errors.contains("error: what was done is not in the state: "))
            let start = try #require(run.errors.range(of: "\n{\n  \"format\": 1"))
            try FileManager.default.createDirectory(atPath: sandbox.path("states"), withIntermediateDirectories: true)
            try sandbox.write(String(run.errors[start.lowerBound...].dropFirst()), to: state[1])
            let plan = try await sandbox.hzform("plan", state[0], state[1], environment: simulator.environment)
            #expect(!plan.output.contains("interrupted"), "something is not in the state:\n\(plan.output)")
        }
    }

    @Test("because it has no room for its state changes nothing")
    func noRoom() async throws {
        let sandbox = try Sandbox(example: "quickstart")
        try await sandbox.withSimulator { simulator in
            let run = try await sandbox.shell(
                "ulimit -f 8; hzform apply --auto-approve",
                environment: simulator.environment
            )
            #expect(run.status == 1)
            #expect(run.errors.contains("hzform.state.json' cannot be written: File too large [state-file]"))
            let requests = try await simulator.requests().withoutLocks
            #expect(!requests.contains { $0.isChange && !$0.path.hasPrefix("/placement_groups") })
        }
    }

    @Test("because it is asked to stop twice does not wait for what runs")
    func interruptedTwice() async throws {
        let sandbox = try Sandbox(example: "quickstart")
        try await sandbox.withSimulator { simulator in
            let moment = Moment("POST", "/servers")
            try await simulator.setFaults([moment.hold])
            let program = try sandbox.start(["apply", "--auto-approve"], environment: simulator.environment)
            try await simulator.waitFor(moment, during: program)
            program.signal(SIGINT)
            // A signal that is pending already is not counted again.
            try await program.waitFor("interrupted: ")
            program.signal(SIGINT)
            let run = try await program.result()
            #expect(run.status == 130)
            #expect(run.output.contains("not waited for"))
            #expect(run.output.contains("unknown      "))
            try await simulator.setFaults([])
            try await sandbox.expectCompletion(simulator)
        }
    }
}

extension InterruptionTests.Moment {
    /// Its answer comes when the faults are taken back, however slow the machine is.
    var hold: String { "\(method) \(path) delay=600000 1" }
}

extension Simulator {
    /// Returns when the request is there; its answer is still held back.
    fileprivate func waitFor(_ moment: InterruptionTests.Moment, during program: RunningProgram) async throws {
        while program.isRunning, try await !requests().contains(where: moment.matches) {
            try await Task.sleep(for: .milliseconds(5))
        }
    }
}

extension Sandbox {
    fileprivate func apply(
        _ simulator: Simulator,
        signal: Int32,
        at moment: InterruptionTests.Moment
    ) async throws -> Run {
        try await run(["apply", "--auto-approve"], simulator, signal: signal, at: moment)
    }

    /// Runs something that gets a signal while it waits for the answer to a request, which comes once it has said so.
    fileprivate func run(
        _ command: [String],
        _ simulator: Simulator,
        signal: Int32,
        at moment: InterruptionTests.Moment
    ) async throws -> Run {
        try await simulator.setFaults([moment.hold])
        let program = try start(command, environment: simulator.environment)
        try await simulator.waitFor(moment, during: program)
        program.signal(signal)
        try await program.waitFor("interrupted")
        try await simulator.setFaults([])
        return try await program.result()
    }

    /// Applies once more: then everything is there, was made once, and is as declared.
    fileprivate func expectCompletion(_ simulator: Simulator) async throws {
        let second = try await hzform("apply", "--auto-approve", environment: simulator.environment)
        #expect(second.status == 0, "\(second.output)\(second.errors)")
        let plan = try await hzform("plan", "--detailed-exitcode", environment: simulator.environment)
        #expect(plan.status == 0, "\(plan.output)")
        let project = try await Project(simulator.client)
        let requests = try await simulator.requests()
        for (kind, names) in InterruptionTests.names {
            #expect(project.names(of: kind) == names)
            let creations = requests.filter { $0.method == "POST" && $0.path == "/\(kind)" && $0.status == 201 }
            #expect(creations.count == names.count, "\(kind) were created more than once")
        }
    }
}
