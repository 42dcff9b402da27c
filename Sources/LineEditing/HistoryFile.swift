import FoundationEssentials

/// Keeps what was entered for the next time, a line each; readable for its owner alone.
package struct HistoryFile: Sendable {
    package let path: String

    package init(path: String) { self.path = path }

    /// The place for a program's history, as the XDG rules have it; nil where the environment names no home.
    package init?(of program: String, environment: [String: String]) {
        if let state = environment["XDG_STATE_HOME"], state.hasPrefix("/") {
            path = "\(state)/\(program)/history"
        } else if let home = environment["HOME"], home.hasPrefix("/") {
            path = "\(home)/.local/state/\(program)/history"
        } else {
            return nil
        }
    }

    /// Empty where there is none, or it cannot be read.
    package func read() -> [String] {
        guard let text = try? String(contentsOfFile: path, encoding: .utf8) else { return [] }
        return text.split(separator: "\n").map(String.init)
    }

    /// What cannot be kept is not worth an error.
    package func write(_ lines: [String]) {
        let folder = path.split(separator: "/").dropLast().joined(separator: "/")
        let manager = FileManager.default
        try? manager.createDirectory(atPath: "/\(folder)", withIntermediateDirectories: true)
        let text = lines.map { $0 + "\n" }.joined()
        _ = manager.createFile(
            atPath: path,
            contents: Data(text.utf8),
            attributes: [.posixPermissions: 0o600]
        )
    }
}
