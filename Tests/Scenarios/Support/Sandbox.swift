import Foundation

/// A folder of its own for a test, in which the built programs run.
final class Sandbox: Sendable {
    let folder: String

    /// What a program left behind.
    struct Run {
        let status: Int32
        let output: String
        let errors: String
    }

    init() throws {
        folder = NSTemporaryDirectory() + "/hzform-" + UUID().uuidString
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
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

    /// Runs the built `hzform` here, without a terminal and with nothing but these variables in its environment.
    func hzform(_ arguments: String..., environment: [String: String] = [:]) async throws -> Run {
        try await run(Repository.program("hzform"), arguments, environment: environment)
    }

    /// Runs a line of shell here; `hzform` in it is the built one.
    func shell(_ line: String) async throws -> Run {
        let folder = URL(fileURLWithPath: Repository.program("hzform")).deletingLastPathComponent().path
        let path = "\(folder):\(ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin")"
        return try await run("/bin/bash", ["-c", line], environment: ["PATH": path])
    }

    /// Runs a line of shell here while `hzform-simulator` with these options serves the endpoint of the environment.
    func simulated(_ options: String, _ line: String) async throws -> Run {
        try await shell(
            """
            hzform-simulator --port 0 --port-file port \(options) >simulator.log 2>&1 &
            simulator=$!
            for _ in {1..500}; do [[ -s port ]] && break; sleep 0.02; done
            export HCLOUD_ENDPOINT="http://127.0.0.1:$(cat port)/v1"
            \(line)
            status=$?
            kill "$simulator"
            wait "$simulator"
            exit $status
            """
        )
    }

    private func run(_ program: String, _ arguments: [String], environment: [String: String]) async throws -> Run {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: program)
        process.arguments = arguments
        process.currentDirectoryURL = URL(fileURLWithPath: folder)
        process.environment = environment
        process.standardInput = FileHandle.nullDevice
        let captured = path(".captured-" + UUID().uuidString)
        let output = try Capture(captured + ".out")
        let errors = try Capture(captured + ".err")
        process.standardOutput = output.handle
        process.standardError = errors.handle
        try await withCheckedThrowingContinuation { (continuation: CheckedContinuation<Void, any Error>) in
            process.terminationHandler = { _ in continuation.resume() }
            do {
                try process.run()
            } catch {
                process.terminationHandler = nil
                continuation.resume(throwing: error)
            }
        }
        return Run(status: process.terminationStatus, output: try output.text(), errors: try errors.text())
    }
}

/// A file that a program writes into, so that nobody has to read a pipe meanwhile.
private struct Capture {
    let path: String
    let handle: FileHandle

    init(_ path: String) throws {
        self.path = path
        try Data().write(to: URL(fileURLWithPath: path))
        handle = try FileHandle(forWritingTo: URL(fileURLWithPath: path))
    }

    func text() throws -> String {
        let text = try String(contentsOfFile: path, encoding: .utf8)
        try FileManager.default.removeItem(atPath: path)
        return text
    }
}

/// The repository that is tested.
enum Repository {
    static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().path

    static func text(_ path: String) throws -> String {
        try String(contentsOfFile: "\(root)/\(path)", encoding: .utf8)
    }

    /// A program that was built together with the tests.
    static func program(_ name: String) -> String {
        let bundle = CommandLine.arguments.first { $0.hasSuffix(".xctest") } ?? CommandLine.arguments[0]
        return URL(fileURLWithPath: bundle).deletingLastPathComponent().appendingPathComponent(name).path
    }
}
