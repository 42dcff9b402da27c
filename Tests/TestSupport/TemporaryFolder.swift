import FoundationEssentials

/// A folder that is gone with its test.
package final class TemporaryFolder: Sendable {
    package let path = FileManager.default.temporaryDirectory.path + "/hzform-test-\(UUID())"

    package init() {
        try? FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    package func names() throws -> [String] { try FileManager.default.contentsOfDirectory(atPath: path).sorted() }
}
