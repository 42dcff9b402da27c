import FoundationEssentials

/// Files as versions have written them, in the folder `Formats` beside a test, each in the folder of its format.
///
/// None is ever written anew. With `UPDATE_GOLDEN=1` in the environment one that is missing is written, for a new format.
package struct ReleasedFiles {
    private let folder: String

    package init(_ testFile: String) {
        folder = testFile.split(separator: "/", omittingEmptySubsequences: false).dropLast().joined(separator: "/")
    }

    /// The file of a format; `today` is what is written into a missing one.
    package func text(_ name: String, of format: Int64, today: String? = nil) throws -> String {
        let path = "\(folder)/Formats/\(format)"
        let isMissing = !FileManager.default.fileExists(atPath: "\(path)/\(name)")
        if isMissing, let today, ProcessInfo.processInfo.environment["UPDATE_GOLDEN"] == "1" {
            try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
            try today.write(toFile: "\(path)/\(name)", atomically: true, encoding: .utf8)
        }
        return try String(contentsOfFile: "\(path)/\(name)", encoding: .utf8)
    }

    /// All files of a format, by their names.
    package func texts(of format: Int64) throws -> [(name: String, text: String)] {
        try FileManager.default.contentsOfDirectory(atPath: "\(folder)/Formats/\(format)").sorted()
            .map { ($0, try text($0, of: format)) }
    }
}
