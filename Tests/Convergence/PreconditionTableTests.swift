import Execution
import HetznerCloud
import Reconciliation
import TestSupport
import Testing
import Workflow

/// What the API would refuse, or somebody would regret, is told when the plan is made, at its line.
@Suite("The table of preconditions", .onOneThread)
struct PreconditionTableTests {
    @Test("holds row by row")
    func table() async throws {
        var texts: [String] = []
        for row in PreconditionRow.all { texts.append("# \(row.title)\n\n\(try await outcome(of: row))") }
        try GoldenFiles(#filePath).expect(texts.joined(separator: "\n"), is: "preconditions.txt")
    }

    private func outcome(of row: PreconditionRow) async throws -> String {
        let project = LiveProject(stepLimit: 1)
        if !row.before.isEmpty {
            let first = try await project.apply(Self.settings + row.before)
            #expect(first.report.succeeded, "\(row.title): \(first.report.failed)")
        }
        for request in row.others { try await project.send(request) }
        guard !row.isAllowed else {
            let plan = try await project.plan(Self.settings + row.file).plan
            return "\(plan)\n" + plan.changes.flatMap(\.notes).map { "note: \($0)\n" }.joined()
        }
        let refusal = await #expect(throws: WorkflowFailure.self, "\(row.title) is not found out") {
            try await project.plan(Self.settings + row.file)
        }
        return Self.shortened(refusal?.description ?? "")
    }

    /// Without the middle of long lines.
    private static func shortened(_ text: String) -> String {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        return lines.map { $0.count > 200 ? "\($0.prefix(120)) …" : String($0) }.joined(separator: "\n")
    }

    private static let settings = "stack: random\nsettings: { location: fsn1 }\n"
}

extension LiveProject {
    /// Sends a request past hzform, and lets its actions end.
    fileprivate func send(_ request: PreconditionRow.Request) async throws {
        let path = try await resolved(request.path)
        let body = try JSONParser.parse(Array(try await resolved(request.body).utf8))
        _ = try await client.request(.post, APIPath(path), body: body)
        try await time.sleep(.seconds(60))
    }

    /// The text with IDs for `@servers/web`, and for the same in quotes.
    private func resolved(_ text: String) async throws -> String {
        var text = text
        while let match = text.firstMatch(of: /"?@([a-z_]+)\/([a-z]+)"?/) {
            let kind = String(match.1)
            let answer = try await client.request(.get, APIPath(kind), query: [QueryItem("name", String(match.2))])
            let id = try #require(answer[kind]?.array?.first?["id"]?.integer, "there is no \(match.0)")
            text.replaceSubrange(match.range, with: String(id))
        }
        return text
    }
}
