import Foundation
import Glibc

/// A program that runs, without a terminal.
final class RunningProgram: Sendable {
    /// What a program left behind.
    struct Result {
        /// What a shell would say: 128 and the signal's number for a program that a signal ended.
        let status: Int32
        let output: String
        let errors: String
    }

    private let process: Process
    private let end: AsyncStream<Int32>
    private let output: Capture
    private let errors: Capture

    /// Starts it in a folder, with nothing but these variables in its environment.
    init(_ program: String, _ arguments: [String], in folder: String, environment: [String: String]) throws {
        let capture = "\(folder)/.captured-\(UUID().uuidString)"
        output = try Capture(capture + ".out")
        errors = try Capture(capture + ".err")
        let (end, feed) = AsyncStream<Int32>.makeStream()
        self.end = end
        process = Process()
        process.executableURL = URL(fileURLWithPath: program)
        process.arguments = arguments
        process.currentDirectoryURL = URL(fileURLWithPath: folder)
        process.environment = environment
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = output.handle
        process.standardError = errors.handle
        process.terminationHandler = { ended in
            let signal: Int32 = ended.terminationReason == .uncaughtSignal ? 128 : 0
            feed.yield(ended.terminationStatus + signal)
            feed.finish()
        }
        // The program has its own. Foundation reads the list of open files at each start, and from some 1,360 on it reads
        // past its end.
        defer {
            output.close()
            errors.close()
        }
        do {
            try process.run()
        } catch {
            process.terminationHandler = nil
            throw error
        }
    }

    var isRunning: Bool { process.isRunning }

    /// Returns once it has printed the words, on either of its outputs, or has ended.
    func waitFor(_ words: String) async throws {
        while isRunning, try ![output, errors].contains(where: { try $0.soFar().contains(words) }) {
            try await Task.sleep(for: .milliseconds(5))
        }
    }

    /// Sends it a signal; one that has ended gets none.
    func signal(_ number: Int32) {
        if process.isRunning { kill(process.processIdentifier, number) }
    }

    /// Waits for its end, which a cancelled test brings about.
    func result() async throws -> Result {
        for await status in end {
            return Result(status: status, output: try output.text(), errors: try errors.text())
        }
        signal(SIGKILL)
        throw CancellationError()
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

    func close() {
        try? handle.close()  // It was written by nobody here.
    }

    /// What is there already may end within a character.
    func soFar() throws -> String {
        String(decoding: try Data(contentsOf: URL(fileURLWithPath: path)), as: UTF8.self)
    }

    func text() throws -> String {
        let text = try soFar()
        try FileManager.default.removeItem(atPath: path)
        return text
    }
}
