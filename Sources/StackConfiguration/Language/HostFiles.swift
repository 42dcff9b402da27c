import CELExpressions
import ResourceModel

/// What expressions can read outside of the file.
struct HostFiles: Sendable {
    let read: FileReader
    /// A variable of the environment; nil for one that is not there.
    let variable: @Sendable (String) -> String?
    /// What `~` stands for; what was read before is found by the path that is written.
    private let home: String?

    init(read: @escaping FileReader, environment: [String: String]) {
        self.read = read
        home = environment["HOME"]
        variable = { environment[$0] }
    }

    /// What was read when the file was.
    init(captured expression: DeferredExpression) {
        let (files, environment) = (expression.files, expression.environment)
        read = { path in
            guard let bytes = files[path] else { throw UnreadFile() }
            return bytes
        }
        variable = { environment[$0] ?? nil }
        home = nil
    }

    private struct UnreadFile: Error, CustomStringConvertible {
        let description = "it was not there when the plan was made"
    }

    static func path(_ path: String, in folder: String) -> String { path.hasPrefix("/") ? path : folder + path }

    /// The path that a file is read by: `~/` is the home of whoever runs this.
    func path(_ path: String, in folder: String) -> String {
        guard path.hasPrefix("~/"), let home, home.hasPrefix("/") else {
            return Self.path(path, in: folder)
        }
        return "\(home)/\(path.dropFirst(2))"
    }

    func bytes(_ path: String, in folder: String) -> Result<[UInt8], CELFailure> {
        let path = self.path(path, in: folder)
        do {
            return .success(try read(path))
        } catch {
            return .failure(CELFailure(.invalidArgument, "'\(path)' cannot be read: \(error)"))
        }
    }

    func text(_ path: String, in folder: String) -> Result<String, CELFailure> {
        bytes(path, in: folder).flatMap { bytes in
            guard let text = String(validating: bytes, as: UTF8.self) else {
                return .failure(CELFailure(.invalidArgument, "'\(path)' is no UTF-8 text, use 'file_base64'"))
            }
            return .success(text)
        }
    }
}
