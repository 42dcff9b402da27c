import Testing

@Suite("The agreement to a plan", .inTurn, .timeLimit(.minutes(60)))
struct ApprovalTests {
    func sandbox() throws -> Sandbox {
        let sandbox = try Sandbox()
        try sandbox.copy("hzform.yaml", from: "quickstart")
        return sandbox
    }

    @Test("is needed: without a terminal nothing happens, and the command to run is named")
    func nobodyToAsk() async throws {
        let sandbox = try sandbox()
        let run = try await sandbox.hzform("apply", "--simulate", "-f", "hzform.yaml")
        #expect(run.status == 1)
        #expect(run.errors.contains("    hzform apply --simulate -f hzform.yaml --auto-approve\n"))
        #expect(!sandbox.exists(".hzform/simulated.state.json"))
    }

    @Test("covers what does harm only if that is named")
    func dangers() async throws {
        let sandbox = try sandbox()
        _ = try await sandbox.hzform("apply", "--simulate", "--auto-approve")
        let run = try await sandbox.hzform("destroy", "--simulate", "--auto-approve", "--allow", "downtime")
        #expect(run.status == 1)
        #expect(run.errors.contains("note: data-loss: servers.db, servers.web, volumes.data"))
        #expect(run.errors.contains("--auto-approve --allow data-loss,ip-change,downtime\n"))
        let list = try await sandbox.hzform("state", "list", "--simulate")
        #expect(list.output.split(separator: "\n").count == 6)
    }

    @Test("can limit how much goes")
    func limit() async throws {
        let sandbox = try sandbox()
        _ = try await sandbox.hzform("apply", "--simulate", "--auto-approve")
        let all = ["--auto-approve", "--allow", "data-loss,ip-change,downtime"].joined(separator: " ")
        let run = try await sandbox.shell("hzform destroy --simulate \(all) --max-delete 5")
        #expect(run.status == 1)
        #expect(run.errors.contains("the plan deletes or replaces 6 resources, and --max-delete is 5"))
    }
}
