import Foundation

/// A folder of its own for a test, in which the built programs run.
final class Sandbox: Sendable {
    typealias Run = RunningProgram.Result

    let folder: String

    init() throws {
        folder = NSTemporaryDirectory() + "/hzform-" + UUID().uuidString
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    }

    /// With a file of an example.
    convenience init(example: String, _ name: String = "hzform.yaml") throws {
        try self.init()
        try copy(name, from: example)
    }

    deinit {
        try? FileManager.default.removeItem(atPath: folder)  // A leftover in the temporary folder fails no test.
    }

    func path(_ name: String) -> String { "\(folder)/\(name)" }

    func write(_ text: String, to name: String) throws {
        try text.write(toFile: path(name), atomically: false, encoding: .utf8)
    }

    func read(_ name: String) throws -> String { try String(contentsOfFile: path(name), encoding: .utf8) }
    func exists(_ name: String) -> Bool { FileManager.default.fileExists(atPath: path(name)) }

    /// Puts a file of an example here.
    func copy(_ name: String, from example: String, as copy: String = "hzform.yaml") throws {
        try write(try Repository.text("examples/\(example)/\(name)"), to: copy)
    }

    /// Starts the built `hzform` here.
    func start(_ arguments: [String], environment: [String: String] = [:]) throws -> RunningProgram {
        try RunningProgram(Repository.program("hzform"), arguments, in: folder, environment: environment)
    }

    /// Runs the built `hzform` here, without a terminal and with nothing but these variables in its environment.
    func hzform(_ arguments: String..., environment: [String: String] = [:]) async throws -> Run {
        try await RunningProgram(Repository.program("hzform"), arguments, in: folder, environment: environment)
            .result()
    }

    /// Runs a line of shell here; `hzform` in it is the built one.
    func shell(_ line: String, environment: [String: String] = [:]) async throws -> Run {
        let path = "\(Repository.programs):\(ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin")"
        let variables = environment.merging(["PATH": path]) { given, _ in given }
        return try await RunningProgram("/bin/bash", ["-c", line], in: folder, environment: variables).result()
    }
}
