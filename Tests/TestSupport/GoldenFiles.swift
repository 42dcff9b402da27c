import FoundationEssentials

/// Texts that tests expect, each in a file of the folder `Golden` beside the test.
///
/// With `UPDATE_GOLDEN=1` in the environment a differing file is written anew, and the test fails all the same.
package struct GoldenFiles {
    private let tests: String
    private let folder: String

    /// The folder of a test target: `GoldenFiles(#filePath)`.
    package init(_ testFile: String) {
        self.init(folder: Self.folder(of: testFile) + "/Golden")
    }

    /// Any folder.
    package init(folder: String) {
        self.folder = folder
        tests = Self.folder(of: folder)
    }

    private static func folder(of path: String) -> String {
        path.split(separator: "/", omittingEmptySubsequences: false).dropLast().joined(separator: "/")
    }

    package struct Mismatch: Error, CustomStringConvertible {
        package let description: String
    }

    /// Throws what is different unless the file holds exactly this text.
    package func expect(_ text: String, is name: String) throws {
        let path = "\(folder)/\(name)"
        let expected = try? String(contentsOfFile: path, encoding: .utf8)
        guard expected != text else { return }
        let isUpdating = ProcessInfo.processInfo.environment["UPDATE_GOLDEN"] == "1"
        if isUpdating {
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
            try text.write(toFile: path, atomically: true, encoding: .utf8)
        }
        let advice = isUpdating ? "it is written anew; run again" : "UPDATE_GOLDEN=1 scripts/test writes it anew"
        throw Mismatch(description: "\(name) differs (\(advice)):\n\(Self.difference(expected ?? "", text))")
    }

    /// The files that no test beside the folder names.
    package func unread() throws -> [String] {
        let sources = try FileManager.default.contentsOfDirectory(atPath: tests).filter { $0.hasSuffix(".swift") }
        let code = try sources.map { try String(contentsOfFile: "\(tests)/\($0)", encoding: .utf8) }.joined()
        return try FileManager.default.contentsOfDirectory(atPath: folder).sorted().filter { name in
            !name.hasPrefix(".") && !code.contains("\"\(name)\"")
        }
    }

    /// The lines from the first one that differs to the last one, of both texts.
    private static func difference(_ expected: String, _ actual: String) -> String {
        var old = expected.split(separator: "\n", omittingEmptySubsequences: false)[...]
        var new = actual.split(separator: "\n", omittingEmptySubsequences: false)[...]
        while let first = old.first, first == new.first {
            old.removeFirst()
            new.removeFirst()
        }
        while let last = old.last, last == new.last {
            old.removeLast()
            new.removeLast()
        }
        return (old.map { "- \($0)" } + new.map { "+ \($0)" }).joined(separator: "\n")
    }
}
