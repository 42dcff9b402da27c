/// A path in which `*` stands for any part of a name and `?` for one character: `dns/*.yaml`.
struct FilePattern {
    private let components: [String]
    private let isAbsolute: Bool

    init(_ pattern: String) {
        components = pattern.split(separator: "/").map(String.init)
        isAbsolute = pattern.hasPrefix("/")
    }

    static func isPattern(_ text: String) -> Bool { text.contains { $0 == "*" || $0 == "?" } }

    /// The paths that match, in the order of their UTF-8.
    func matches(_ listFolder: FolderLister) throws -> [String] {
        var paths = [isAbsolute ? "/" : ""]
        for (index, component) in components.enumerated() {
            guard Self.isPattern(component) else {
                paths = paths.map { FilePath.joined($0, component) }
                continue
            }
            let isLast = index == components.count - 1
            paths = try paths.flatMap { folder in
                let names: [String]
                do {
                    names = try listFolder(folder.isEmpty ? "." : folder)
                } catch {
                    // What a pattern before this one found may be a file; a folder that is written has to be there.
                    guard components[..<index].contains(where: Self.isPattern) else { throw error }
                    return [String]()
                }
                return names.filter { Self.matches(Array($0), Array(component)) && !$0.hasPrefix(".") }
                    .sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
                    .map { FilePath.joined(folder, $0) }
            }
            if isLast { paths.sort { $0.utf8.lexicographicallyPrecedes($1.utf8) } }
        }
        return paths
    }

    /// In time of the length of the name times that of the pattern, whatever the pattern is.
    static func matches(_ name: [Character], _ pattern: [Character]) -> Bool {
        var (position, place) = (0, 0)
        var star: (place: Int, position: Int)?
        while position < name.count {
            if place < pattern.count, pattern[place] == "*" {
                star = (place, position)
                place += 1
            } else if place < pattern.count, pattern[place] == "?" || pattern[place] == name[position] {
                (position, place) = (position + 1, place + 1)
            } else if let last = star {
                place = last.place + 1
                position = last.position + 1
                star = (last.place, position)
            } else {
                return false
            }
        }
        return pattern[place...].allSatisfy { $0 == "*" }
    }
}

/// Paths as texts.
enum FilePath {
    static func joined(_ folder: String, _ path: String) -> String {
        guard !path.hasPrefix("/"), !folder.isEmpty else { return path }
        return folder.hasSuffix("/") ? folder + path : "\(folder)/\(path)"
    }

    /// Without `.`, and without `..` where there is a folder to leave.
    static func normalized(_ path: String) -> String {
        var parts: [Substring] = []
        for part in path.split(separator: "/") where part != "." {
            if part == "..", let last = parts.last, last != ".." {
                parts.removeLast()
            } else {
                parts.append(part)
            }
        }
        return (path.hasPrefix("/") ? "/" : "") + parts.joined(separator: "/")
    }
}
