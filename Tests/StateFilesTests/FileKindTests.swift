import Foundation
import Testing

@testable import StateFiles

@Suite("A state file")
struct FileKindTests {
    @Test("that is a pipe is refused at once, whoever may write into it", .timeLimit(.minutes(60)))
    func pipe() throws {
        let path = "\(NSTemporaryDirectory())hzform-\(UUID().uuidString).fifo"
        try #require(mkfifo(path, 0o600) == 0)
        defer { unlink(path) }
        let failure = #expect(throws: DurableFile.Failure.self) { try DurableFile(path: path).read() }
        #expect(failure?.description == "It is no file that could be replaced")
    }

    @Test("and whatever else is to be replaced as a whole leaves a pipe where it is")
    func replacedPipe() throws {
        let path = "\(NSTemporaryDirectory())hzform-\(UUID().uuidString).fifo"
        try #require(mkfifo(path, 0o600) == 0)
        defer { unlink(path) }
        let failure = #expect(throws: DurableFile.Failure.self) { try DurableFile(path: path).replace(with: [1]) }
        #expect(failure?.description == "It is no file that could be replaced")
        var status = stat()
        #expect(stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFIFO)
    }
}
