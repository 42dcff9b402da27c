import Testing

@Suite("What stands in the way", .inTurn, .timeLimit(.minutes(60)))
struct ObstacleTests {
    func sandbox() throws -> Sandbox {
        let sandbox = try Sandbox()
        try sandbox.copy("hzform.yaml", from: "quickstart")
        return sandbox
    }

    @Test("a missing file")
    func noFile() async throws {
        let run = try await Sandbox().hzform("plan", "--simulate")
        #expect(run.status == 1)
        #expect(run.errors.hasPrefix("error: there is no file 'hzform.yaml' [no-file]\n"))
    }

    @Test("a missing token", arguments: [[:], ["HCLOUD_TOKEN": " "]])
    func noToken(environment: [String: String]) async throws {
        let run = try await sandbox().hzform("plan", environment: environment)
        #expect(run.status == 1)
        #expect(run.errors.hasPrefix("error: there is no API token [no-token]\nhint: Put it into HCLOUD_TOKEN"))
    }

    @Test("a token file that is empty or not there")
    func tokenFile() async throws {
        let sandbox = try sandbox()
        try sandbox.write("\n", to: "empty")
        let empty = try await sandbox.hzform("plan", "--token-file", "empty")
        let missing = try await sandbox.hzform("plan", "--token-file", "missing")
        #expect(empty.errors == "error: the token file 'empty' is empty [no-token]\n")
        #expect(
            missing.errors == "error: the token file 'missing' cannot be read: No such file or directory [no-token]\n"
        )
    }

    @Test("an endpoint where nobody listens")
    func unreachable() async throws {
        let run = try await sandbox().shell(
            "HCLOUD_TOKEN=t hzform plan --endpoint http://127.0.0.1:1/v1 --max-retries 0"
        )
        #expect(run.status == 1)
        #expect(run.errors.contains("error: the API at http://127.0.0.1:1/v1 gave no answer: could not connect"))
        #expect(run.errors.contains("hint: Is anything listening on port 1 of '127.0.0.1'?"))
    }

    @Test("a token that the API does not know")
    func refusedToken() async throws {
        let sandbox = try sandbox()
        let run = try await sandbox.withSimulator(["--token", "good"]) { simulator in
            try await sandbox.hzform("plan", "--endpoint", simulator.endpoint, environment: ["HCLOUD_TOKEN": "bad"])
        }
        #expect(run.status == 1)
        #expect(run.errors.contains("error: the API refused the token: unable to authenticate (unauthorized, "))
        #expect(run.errors.contains("hint: Was the token copied whole"))
    }

    @Test("a token that may only read, which is enough to plan")
    func readOnlyToken() async throws {
        let sandbox = try sandbox()
        let options = ["--token", Simulator.token, "--read-only-token", "reader", "--speed", "instant"]
        try await sandbox.withSimulator(options) { simulator in
            let environment = ["HCLOUD_ENDPOINT": simulator.endpoint, "HCLOUD_TOKEN": "reader"]
            let plan = try await sandbox.hzform("plan", environment: environment)
            #expect(plan.status == 0, "\(plan.errors)")
            let apply = try await sandbox.hzform("apply", "--auto-approve", environment: environment)
            #expect(apply.status == 1)
            #expect(apply.errors.contains("error: nothing was changed: the token may only read (token_readonly, "))
            #expect(apply.errors.contains("note: it is the token of HCLOUD_TOKEN\n"))
            #expect(try await simulator.requests().withoutLocks.filter(\.isChange).isEmpty)
            #expect(try await Project(simulator.client).isEmpty)
            let request = try await sandbox.hzform("api", "DELETE", "servers/1", environment: environment)
            #expect(request.status == 1)
            #expect(request.errors.contains("[token-readonly]"))
        }
    }

    @Test("a truncated state file, which stays as it is")
    func truncatedState() async throws {
        let sandbox = try sandbox()
        _ = try await sandbox.hzform("apply", "--simulate", "--auto-approve")
        let half = try String(sandbox.read(".hzform/simulated.state.json").prefix(400))
        try sandbox.write(half, to: ".hzform/simulated.state.json")
        let run = try await sandbox.hzform("apply", "--simulate", "--auto-approve")
        #expect(run.status == 1)
        #expect(run.errors.contains("the state file ends too early [unreadable-state]"))
        #expect(try sandbox.read(".hzform/simulated.state.json") == half)
    }

    @Test("a state file of a newer format")
    func newerState() async throws {
        let sandbox = try sandbox()
        _ = try await sandbox.hzform("plan", "--simulate")
        try sandbox.write(#"{"format": 2, "stack": "shop", "resources": {}}"#, to: ".hzform/simulated.state.json")
        let run = try await sandbox.hzform("plan", "--simulate")
        #expect(run.status == 1)
        #expect(run.errors.contains("[newer-state]"))
    }

    @Test("a folder in which no state can be kept, before anything is created")
    func unwritable() async throws {
        let sandbox = try sandbox()
        try sandbox.write("", to: "plain")
        let run = try await sandbox.hzform("apply", "--simulate", "--auto-approve", "--state", "plain/state.json")
        #expect(run.status == 1)
        #expect(run.errors.contains("[state-file]"))
        let plan = try await sandbox.hzform("plan", "--simulate")
        #expect(plan.output.contains("Plan: 6 to create."))
    }

    @Test("an address that the state does not have")
    func unknownAddress() async throws {
        let sandbox = try sandbox()
        _ = try await sandbox.hzform("apply", "--simulate", "--auto-approve")
        let run = try await sandbox.hzform("state", "show", "servers.wbe", "--simulate")
        #expect(run.status == 1)
        #expect(
            run.errors == "error: the state has no 'servers.wbe' [not-recorded]\nhint: Did you mean 'servers.web'?\n"
        )
    }
}
