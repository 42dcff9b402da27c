/// The folder of the desired-state file, to which the names of files in a plan are relative.
///
/// So the same checkout gives the same plan wherever it lies, and no plan tells who lies there.
package struct ReadFolder: Sendable {
    private let parts: [Substring]
    private let isAbsolute: Bool

    /// - Parameter file: the path of the desired-state file.
    package init(of file: String) {
        let folder = file.lastIndex(of: "/").map { file[...$0] } ?? ""
        parts = folder.pathParts
        isAbsolute = file.hasPrefix("/")
    }

    /// The path from the folder; of what has no way from there, only the last part.
    package func name(of file: String) -> String {
        let target = file[...].pathParts
        guard file.hasPrefix("/") == isAbsolute, !parts.dropFirst(parts.sharedStart(target)).contains("..") else {
            return (["..."] + target.suffix(1)).joined(separator: "/")
        }
        let shared = parts.sharedStart(target)
        let up = parts.dropFirst(shared).map { _ in Substring("..") }
        return (up + target.dropFirst(shared)).joined(separator: "/")
    }
}

extension [Substring] {
    fileprivate func sharedStart(_ other: [Substring]) -> Int { zip(self, other).prefix { $0 == $1 }.count }
}

extension Substring {
    fileprivate var pathParts: [Substring] {
        split(separator: "/").reduce(into: []) { parts, part in
            if part == "." { return }
            if part == "..", let last = parts.last, last != ".." {
                parts.removeLast()
            } else {
                parts.append(part)
            }
        }
    }
}

/// What a configuration is, as far as a plan tells it.
package struct ConfigurationDigest: Equatable, Sendable {
    /// Digests of all files that were read, by their paths from the folder of the desired-state file.
    package let files: [String: String]
    /// The names of the variables; their values may be secrets.
    package let variables: [String]

    package init(files: [String: String], variables: [String]) {
        self.files = files
        self.variables = variables.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    }

    /// - Parameters:
    ///   - bytes: what was read, by path.
    ///   - folder: what the paths are told relative to.
    package init(_ bytes: [String: [UInt8]], in folder: ReadFolder, variables: [String]) {
        let named = bytes.map { (folder.name(of: $0.key), Digest.of($0.value)) }.sorted { $0 < $1 }
        // Two files of one name are one entry.
        self.init(
            files: Dictionary(named) { Digest.of("\($0) \($1)".utf8) },
            variables: variables
        )
    }
}
