import Reconciliation
import ResourceModel
import TestSupport
import Testing

@testable import Reports

@Suite("A plan for people")
struct PlanTextTests {
    let golden = GoldenFiles(#filePath)

    func text(_ plan: Plan, style: TextStyle = TextStyle(), showsRequests: Bool = false) -> String {
        PlanText(plan, catalog: .toy, refreshRequests: 7, style: style, showsRequests: showsRequests).text()
    }

    @Test("says what changes, why, and what it does to those who use it")
    func everything() throws {
        try golden.expect(text(.varied), is: "plan.txt")
    }

    @Test("marks glyphs, values and dangers with colour on a terminal")
    func colour() throws {
        try golden.expect(text(.varied, style: TextStyle(isColored: true)), is: "plan-colored.txt")
    }

    @Test("stays within a narrow terminal")
    func narrow() throws {
        let text = text(.varied, style: TextStyle(width: 60))
        try golden.expect(text, is: "plan-narrow.txt")
    }

    @Test("lists every request that apply would send, without secrets")
    func requests() throws {
        let text = text(.varied, showsRequests: true)
        #expect(!text.contains("hunter2"))
        try golden.expect(text, is: "plan-requests.txt")
    }

    @Test("is one calm line when nothing changes")
    func nothing() {
        #expect(text(.fixture(unchanged: 12)) == "No changes: 12 resources are as declared. 7 requests.\n")
        #expect(text(.fixture(unchanged: 1)) == "No changes: 1 resource is as declared. 7 requests.\n")
    }

    @Test("keeps changes of one line together")
    func destroy() {
        let plan = Plan.fixture([
            .fixture("boxes.a", .delete, .destroyed, impacts: [.dataLoss], id: 1),
            .fixture("boxes.b", .delete, .destroyed, impacts: [.dataLoss], id: 2),
        ])
        #expect(
            text(plan) == """
                  - boxes.a  DATA-LOSS  will be deleted (id 1)
                  - boxes.b  DATA-LOSS  will be deleted (id 2)

                Plan: 2 to delete.
                Impact: 2 DATA-LOSS.
                Requests: 7 now, 0 to apply.

                """
        )
    }
}
