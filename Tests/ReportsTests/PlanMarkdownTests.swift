import Reconciliation
import ResourceModel
import TestSupport
import Testing

@testable import Reports

@Suite("A plan in a comment")
struct PlanMarkdownTests {
    private func text(_ plan: Plan, limit: Int = PlanMarkdown.usualLimit) -> String {
        PlanMarkdown(plan, catalog: .toy, refreshRequests: 7, limit: limit).text()
    }

    @Test("says what it does, and shows each change, the worst first")
    func everything() throws {
        try GoldenFiles(#filePath).expect(text(.varied), is: "plan.md")
        #expect(!text(.varied).contains("hunter2"))
    }

    /// Every tenth of so many changes destroys something.
    private func large(_ count: Int) -> Plan {
        .fixture(
            (0..<count).map { index in
                index % 10 == 9
                    ? .fixture("disks.d\(index)", .delete, .undeclared, impacts: [.dataLoss], id: Int64(index))
                    : .fixture("boxes.b\(index)", .create, .declared, [.set("model", "small"), .set("backups", true)])
            }
        )
    }

    @Test(
        "fits a comment, names all that is dangerous, and counts what it leaves out",
        arguments: [4_000, 20_000, 65_536]
    )
    func bounded(limit: Int) throws {
        let plan = large(limit / 40)
        let text = text(plan, limit: limit)
        #expect(text.utf8.count <= limit)
        let shown = Set(text.matches(of: /<code>[-+] ([a-z0-9.]+)/).map { String($0.1) })
        let deleted = plan.changes.filter { $0.kind == .delete }.map(\.address.description)
        #expect(shown.isSuperset(of: deleted))
        let left = try #require(text.firstMatch(of: /(\d+) more changes did not fit: (\d+) to create\./))
        #expect(left.1 == left.2)
        #expect(Int(left.1) == plan.changes.count - shown.count)
        #expect(text.split(separator: "<details>").count == text.split(separator: "</details>").count)
    }

    @Test("counts what is dangerous where not even that fits")
    func dangers() throws {
        let plan = Plan.fixture(
            (0..<500).map { .fixture("disks.d\($0)", .delete, .undeclared, impacts: [.dataLoss], id: Int64($0)) }
        )
        let text = text(plan, limit: 3_000)
        #expect(text.utf8.count <= 3_000)
        #expect(text.contains("**500 DATA-LOSS**"))
        #expect(text.contains(/more changes did not fit: \d+ to delete \(\d+ DATA-LOSS\)\./))
    }

    @Test("takes texts of others for texts")
    func hostile() {
        let change = Change.fixture(
            "boxes.<script>",
            .create,
            .declared,
            [.set("model", "```\n</details><img src=x onerror=alert(1)>"), .set("backups", true)]
        )
        let text = text(.fixture([change]))
        #expect(!text.contains("<script>"))
        #expect(text.contains("<code>+ boxes.&lt;script&gt;"))
        // The fence is longer than any run of backticks within.
        #expect(text.contains("\n````diff\n"))
    }
}

@Suite("A plan as a page")
struct PlanPageTests {
    private func page(_ plan: Plan) -> String { PlanPage(plan, catalog: .toy, refreshRequests: 7).text() }

    @Test("says what it does, and shows each change, the worst first")
    func everything() throws {
        try GoldenFiles(#filePath).expect(page(.varied), is: "plan.html")
        #expect(!page(.varied).contains("hunter2"))
    }

    @Test("takes texts of others for texts, and loads nothing from elsewhere")
    func hostile() {
        let evil = "\"><script>alert(1)</script>"
        let change = Change.fixture("boxes.\(evil)", .create, .declared, [.set("model", .string(evil))], notes: [evil])
        let plan = Plan.fixture([change], remarks: [Remark(change.address, evil)])
        let page = page(plan)
        #expect(!page.contains("<script>alert"))
        #expect(page.split(separator: "<script>").count == 2)
        #expect(!page.contains("http://") && !page.contains("https://") && !page.contains("src="))
    }

    @Test("stays small with thousands of changes")
    func large() {
        let plan = Plan.fixture(
            (0..<2_000).map { .fixture("boxes.b\($0)", .create, .declared, [.set("model", "small")]) }
        )
        #expect(page(plan).utf8.count < 2_000_000)
    }
}
