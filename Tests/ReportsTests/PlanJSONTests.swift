import FoundationEssentials
import Reconciliation
import TestSupport
import Testing

@testable import Reports

@Suite("A plan for programs")
struct PlanJSONTests {
    @Test("has a stable shape")
    func shape() throws {
        let text = PlanJSON(.varied, catalog: .toy, refreshRequests: 7).text()
        try GoldenFiles(#filePath).expect(text, is: "plan.json")
    }

    @Test("holds no sensitive value")
    func secrets() {
        let text = PlanJSON(.varied, catalog: .toy, refreshRequests: 7).text()
        #expect(!text.contains("hunter2"))
    }

    @Test("has the same parts when nothing changes")
    func empty() {
        let text = PlanJSON(.fixture(unchanged: 2), catalog: .toy, refreshRequests: 3).text()
        #expect(text.contains("\"format_version\": 1"))
        #expect(text.contains("\"unchanged\": 2"))
    }
}

@Suite("Golden files of reports")
struct GoldenFilesTests {
    @Test("are all read by a test")
    func unread() throws {
        #expect(try GoldenFiles(#filePath).unread() == [])
    }
}
