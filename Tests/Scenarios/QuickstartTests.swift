import Testing

@Suite("The quickstart", .inTurn, .timeLimit(.minutes(60)))
struct QuickstartTests {
    @Test("is created, is then as it should be, changes, and goes")
    func life() async throws {
        let sandbox = try Sandbox()
        try sandbox.copy("hzform.yaml", from: "quickstart")

        let created = try await sandbox.hzform("apply", "--simulate", "--auto-approve")
        #expect(created.status == 0, "\(created.errors)")
        #expect(created.output.contains("Plan: 6 to create."))
        #expect(created.errors.hasSuffix("nothing is left to do.\n"))

        let again = try await sandbox.hzform("plan", "--simulate", "--detailed-exitcode")
        #expect(again.status == 0)
        #expect(again.output.hasPrefix("No changes: 6 resources are as declared."))

        try sandbox.copy("hzform.next.yaml", from: "quickstart")
        let planned = try await sandbox.hzform("plan", "--simulate", "--detailed-exitcode")
        #expect(planned.status == 2)
        #expect(planned.output.contains("servers.web  DOWNTIME"))
        #expect(planned.output.contains("while the server is off"))

        let changed = try await sandbox.hzform("apply", "--simulate", "--auto-approve", "--allow", "downtime")
        #expect(changed.status == 0, "\(changed.errors)")
        #expect(changed.errors.hasSuffix("nothing is left to do.\n"))

        let dangers = "data-loss,ip-change,downtime"
        let gone = try await sandbox.hzform("destroy", "--simulate", "--auto-approve", "--allow", dangers)
        #expect(gone.status == 0, "\(gone.errors)")
        let left = try await sandbox.hzform("state", "list", "--simulate")
        #expect(left.output.isEmpty)
        #expect(left.status == 0)
    }

    @Test("leaves the state file alone when nothing changes")
    func sameBytes() async throws {
        let sandbox = try Sandbox()
        try sandbox.copy("hzform.yaml", from: "quickstart")
        _ = try await sandbox.hzform("apply", "--simulate", "--auto-approve")
        let state = try sandbox.read(".hzform/simulated.state.json")
        let again = try await sandbox.hzform("apply", "--simulate", "--auto-approve")
        #expect(again.status == 0)
        #expect(try sandbox.read(".hzform/simulated.state.json") == state)
    }
}

@Suite("The README", .inTurn, .timeLimit(.minutes(60)))
struct READMETests {
    @Test("shows what 'hzform plan' really says about its file")
    func example() async throws {
        let blocks = try Repository.text("README.md").fencedBlocks
        let file = try #require(blocks.first { $0.language == "yaml" }).text
        let shown = try #require(blocks.first { $0.text.hasPrefix("$ hzform plan --simulate\n") }).text
        let sandbox = try Sandbox()
        try sandbox.write(file, to: "hzform.yaml")
        let run = try await sandbox.hzform("plan", "--simulate")
        #expect("$ hzform plan --simulate\n" + run.output == shown)
        #expect(run.errors.isEmpty)
    }
}

extension String {
    /// The fenced code blocks of a Markdown text.
    fileprivate var fencedBlocks: [(language: String, text: String)] {
        var blocks: [(language: String, text: String)] = []
        var isInside = false
        for line in split(separator: "\n", omittingEmptySubsequences: false) {
            if line.hasPrefix("```") {
                isInside.toggle()
                if isInside { blocks.append((String(line.dropFirst(3)), "")) }
            } else if isInside {
                blocks[blocks.count - 1].text += line + "\n"
            }
        }
        return blocks
    }
}
