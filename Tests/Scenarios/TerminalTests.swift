import Testing

@Suite("On a terminal", .inTurn, .timeLimit(.minutes(20)))
struct TerminalTests {
    private static let environment = ["TERM": "xterm", "SHELL": "/bin/bash"]

    /// Runs a command line on a pseudo-terminal of its own, on which somebody types as soon as the question is there.
    private func answer(_ keys: String, to line: String, in sandbox: Sandbox) async throws -> Sandbox.Run {
        try await sandbox.shell(
            """
            typing() {
                for _ in {1..1000}; do grep -qs "Only 'yes' does" typescript && break; sleep 0.02; done
                printf '\(keys)'
            }
            typing | script --quiet --flush --return --command '\(line)' typescript
            """,
            environment: Self.environment
        )
    }

    @Test("apply asks, and 'yes' goes on")
    func agreed() async throws {
        let sandbox = try Sandbox(example: "quickstart")
        let run = try await answer("yes\\n", to: "hzform apply --simulate", in: sandbox)
        #expect(run.status == 0)
        #expect(run.output.contains("Apply it to 'shop'? Only 'yes' does: "))
        #expect(run.output.contains("nothing is left to do."))
        #expect(run.output.contains("\u{1B}[32m"), "a terminal gets colour")
        let list = try await sandbox.hzform("state", "list")
        #expect(list.output.split(separator: "\n").count == 6)
    }

    @Test("anything but 'yes' changes nothing", arguments: ["no\\n", "y\\n", "YES\\n", "\\n", " yes \\n", "\\004"])
    func refused(keys: String) async throws {
        let sandbox = try Sandbox(example: "quickstart")
        let run = try await answer(keys, to: "hzform apply --simulate", in: sandbox)
        #expect(run.status == 1)
        #expect(run.output.contains("nothing was changed: the answer was not 'yes'"))
        try await expectNothing(in: sandbox)
    }

    @Test("Ctrl-C at the question changes nothing")
    func interrupted() async throws {
        let sandbox = try Sandbox(example: "quickstart")
        let run = try await answer("\\003", to: "hzform apply --simulate", in: sandbox)
        #expect(run.status == 130)
        try await expectNothing(in: sandbox)
    }

    @Test("the question repeats what does harm")
    func dangers() async throws {
        let sandbox = try Sandbox(example: "quickstart")
        _ = try await sandbox.hzform("apply", "--simulate", "--auto-approve")
        let run = try await answer("no\\n", to: "hzform destroy --simulate --color never", in: sandbox)
        #expect(run.output.contains("This plan does harm:"))
        #expect(run.output.contains("DATA-LOSS: servers.db, servers.web, volumes.data"))
        #expect(run.status == 1)
    }

    @Test("NO_COLOR and TERM=dumb turn colour off", arguments: ["NO_COLOR=1", "TERM=dumb"])
    func plain(variable: String) async throws {
        let sandbox = try Sandbox(example: "quickstart")
        let run = try await sandbox.shell(
            "script --quiet --return --command '\(variable) hzform plan --simulate' typescript",
            environment: Self.environment
        )
        #expect(run.status == 0)
        #expect(run.output.contains("Plan: 6 to create."))
        #expect(!run.output.contains("\u{1B}["))
    }

    private func expectNothing(in sandbox: Sandbox) async throws {
        #expect(!sandbox.exists("hzform.state.json"))
        let plan = try await sandbox.hzform("plan", "--simulate")
        #expect(plan.output.contains("Plan: 6 to create."))
    }
}
