import TestSupport
import Testing

@Suite("Golden files of reports")
struct GoldenFilesTests {
    @Test("are all read by a test")
    func unread() throws {
        #expect(try GoldenFiles(#filePath).unread() == [])
    }
}
