import Testing

@Suite("Scenarios", .inTurn, .timeLimit(.minutes(60)))
struct ScenarioTests {
    @Test("go from one desired state to the next", arguments: Scenario.all)
    func walk(name: String) async throws {
        let scenario = try Scenario(name)
        let sandbox = try Sandbox()
        try await sandbox.withSimulator(scenario.simulatorOptions) { simulator in
            var run = ScenarioRun(scenario, in: sandbox, against: simulator)
            try await run.walk()
        }
    }

    @Test("are all found")
    func found() {
        #expect(!Scenario.all.isEmpty)
    }
}
