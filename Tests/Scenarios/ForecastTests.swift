import Testing

@Suite("The time that an apply takes", .timeLimit(.minutes(60)))
struct ForecastTests {
    @Test("is told within a fifth, for every apply of every scenario")
    func everyScenario() async throws {
        var count = 0
        var wrong: [String] = []
        var obstacles: [String: String] = [:]
        for name in Scenario.all {
            let walk = try await TimedScenario(Scenario(name)).walked()
            count += walk.samples.count
            wrong += walk.samples.filter { !$0.isClose }.map {
                "\(name) \($0.stage), \($0.steps) steps: \($0.forecast) told, \($0.actual) taken: \($0.command)"
            }
            if let obstacle = walk.obstacle { obstacles[name] = obstacle }
        }
        #expect(wrong.isEmpty, "\(wrong.count) of \(count):\n\(wrong.joined(separator: "\n"))")
        // What ends a walk early: requests that look for IDs in a state file or change the simulator's speed.
        let expected: Set = ["companions", "in-between", "moving-subnets", "timeout"]
        #expect(Set(obstacles.keys) == expected.intersection(Scenario.all), "\(obstacles)")
        if Scenario.all.count >= 80 { #expect(count >= 150, "\(count) applies") }
    }
}
