import Testing

@Suite("The examples", .inTurn, .timeLimit(.minutes(60)))
struct ExampleTests {
    @Test("a web tier is created, grows, and is then as it should be")
    func webTier() async throws {
        let sandbox = try Sandbox()
        try sandbox.copy("hzform.yaml", from: "web-tier")
        try sandbox.copy("cloud-init.yaml", from: "web-tier", as: "cloud-init.yaml")

        let created = try await sandbox.hzform("apply", "--simulate", "--auto-approve")
        #expect(created.status == 0, "\(created.errors)")
        #expect(created.output.contains("Plan: 6 to create."))

        let grown = try await sandbox.hzform("apply", "--simulate", "--auto-approve", "--var", "web_count=3")
        #expect(grown.status == 0, "\(grown.errors)")
        #expect(grown.output.contains("servers.web[2]"))
        #expect(grown.output.contains("Plan: 1 to create; 6 unchanged."))

        let environment = ["HZFORM_VAR_web_count": "3"]
        let again = try await sandbox.hzform("plan", "--simulate", "--detailed-exitcode", environment: environment)
        #expect(again.status == 0, "\(again.errors)")
        #expect(again.output.hasPrefix("No changes: 7 resources are as declared."))
    }

    @Test("staging and production are one file with another laid over it")
    func environments() async throws {
        let sandbox = try Sandbox()
        try sandbox.copyFolder("examples/staging-and-production")

        let staging = try await sandbox.hzform("apply", "--simulate", "--auto-approve", "--env", "staging")
        #expect(staging.status == 0, "\(staging.errors)")
        #expect(staging.output.contains("Plan: 2 to create."))

        let production = try await sandbox.hzform("apply", "--simulate", "--auto-approve", "--env", "production")
        #expect(production.status == 0, "\(production.errors)")
        #expect(production.output.contains("Plan: 3 to create."))
        #expect(production.output.contains("shop-production-web-2"))
    }
}
