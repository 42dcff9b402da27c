import Foundation
import Glibc

/// An HTTPS server of OpenSSL's on 127.0.0.1, with a certificate that signs itself.
final class TLSServer {
    static let openSSL: URL? = ["/usr/bin/openssl", "/usr/local/bin/openssl"]
        .first { FileManager.default.isExecutableFile(atPath: $0) }.map { URL(fileURLWithPath: $0) }

    struct NotStarted: Error {}

    let port: Int
    let certificate: String
    private let folder: URL
    private let process: Process

    /// Answers `GET /servers` with that body.
    static func start(body: String) async throws -> TLSServer {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("tls-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let head = "HTTP/1.1 200 OK\r\nContent-Length: \(body.utf8.count)\r\nConnection: close\r\n\r\n"
        try Data((head + body).utf8).write(to: folder.appendingPathComponent("servers"))
        try await makeCertificate(in: folder)
        let server = process(in: folder, "s_server -accept 127.0.0.1:0 -cert cert.pem -key key.pem -HTTP")
        let output = Pipe()
        server.standardOutput = output
        let chunks = AsyncStream<Data> { continuation in
            output.fileHandleForReading.readabilityHandler = { handle in
                let data = handle.availableData
                if data.isEmpty { continuation.finish() } else { continuation.yield(data) }
            }
        }
        try server.run()
        defer { output.fileHandleForReading.readabilityHandler = nil }
        var text = ""
        for await chunk in chunks {
            text += String(decoding: chunk, as: UTF8.self)
            guard let match = text.firstMatch(of: /ACCEPT 127\.0\.0\.1:([0-9]+)\n/), let port = Int(match.1) else {
                continue
            }
            return TLSServer(port: port, folder: folder, process: server)
        }
        throw NotStarted()
    }

    /// Writes `key.pem` and, signed with it, `cert.pem` for 127.0.0.1.
    static func makeCertificate(in folder: URL) async throws {
        let request = process(
            in: folder,
            "req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout key.pem -out cert.pem -days 2"
                + " -subj /CN=test -addext subjectAltName=IP:127.0.0.1"
        )
        try await withCheckedThrowingContinuation { (continuation: CheckedContinuation<Void, any Error>) in
            request.terminationHandler = { _ in continuation.resume() }
            do { try request.run() } catch { continuation.resume(throwing: error) }
        }
    }

    private init(port: Int, folder: URL, process: Process) {
        self.port = port
        self.folder = folder
        self.process = process
        certificate = folder.appendingPathComponent("cert.pem").path
    }

    deinit {
        // Processes that a pool's thread starts inherit its signal mask, and SIGTERM is blocked there.
        kill(process.processIdentifier, SIGKILL)
        try? FileManager.default.removeItem(at: folder)
    }

    private static func process(in folder: URL, _ arguments: String) -> Process {
        let process = Process()
        process.executableURL = openSSL
        process.arguments = arguments.split(separator: " ").map(String.init)
        process.currentDirectoryURL = folder
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        return process
    }
}
