import Testing

@Suite("The examples", .inTurn, .timeLimit(.minutes(5)))
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
        #expect(grown.output.contains("Plan: 1 to create."))

        let environment = ["HZFORM_VAR_web_count": "3"]
        let again = try await sandbox.hzform("plan", "--simulate", "--detailed-exitcode", environment: environment)
        #expect(again.status == 0, "\(again.errors)")
        #expect(again.output.hasPrefix("No changes: 7 resources are as declared."))
    }
}
