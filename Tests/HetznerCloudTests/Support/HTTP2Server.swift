import Foundation
import Glibc

@testable import HetznerCloud

/// An nginx that speaks HTTP/2 with TLS on 127.0.0.1 and passes requests on to a `TestServer`.
///
/// Its answers name the protocol in `X-Protocol` and number the connection in `X-Connection`.
final class HTTP2Server: Sendable {
    let port: Int
    let certificate: String
    private let folder: URL
    private let process: Process

    /// Where `scripts/http2-server` finds or puts it.
    private static let nginx: URL? = {
        let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent()
        let places = [
            "/usr/sbin/nginx", "/usr/local/sbin/nginx", "/usr/bin/nginx",
            root.appendingPathComponent(".build/http2-server/usr/sbin/nginx").path,
        ]
        return places.first { FileManager.default.isExecutableFile(atPath: $0) }.map { URL(fileURLWithPath: $0) }
    }()

    /// Winds a connection up, by GOAWAY, after that many requests.
    static func start(
        before backend: TestServer,
        requestsPerConnection: Int = 1_000_000
    ) async throws -> HTTP2Server {
        guard let nginx else { throw HTTP2ServerFailure(reason: "there is no nginx; scripts/http2-server fetches one") }
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("http2-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        try await TLSServer.makeCertificate(in: folder)
        for _ in 0..<10 {
            let port = try freePort()
            let configuration = configuration(port, backend.port, requestsPerConnection)
            try Data(configuration.utf8).write(to: folder.appendingPathComponent("nginx.conf"))
            if let process = try await run(nginx, in: folder) {
                return HTTP2Server(port: port, folder: folder, process: process)
            }
        }
        throw HTTP2ServerFailure(reason: "nginx always ended before it had started")
    }

    /// Nil where it ends at once, as it does where somebody else was faster to use its port.
    private static func run(_ nginx: URL, in folder: URL) async throws -> Process? {
        let server = Process()
        server.executableURL = nginx
        server.arguments = ["-p", folder.path, "-c", "nginx.conf", "-e", "stderr"]
        server.standardInput = FileHandle.nullDevice
        server.standardOutput = FileHandle.nullDevice
        let log = try await lines(ofErrorsOf: server)
        for await line in log where line.contains("getrlimit(") { return server }
        return nil
    }

    private init(port: Int, folder: URL, process: Process) {
        self.port = port
        self.folder = folder
        self.process = process
        certificate = folder.appendingPathComponent("cert.pem").path
    }

    deinit {
        // Its single process serves too, so that ending it leaves no other behind.
        kill(process.processIdentifier, SIGKILL)
        try? FileManager.default.removeItem(at: folder)
    }

    private static func configuration(_ port: Int, _ backendPort: Int, _ requestsPerConnection: Int) -> String {
        """
        daemon off; master_process off; pid nginx.pid; error_log stderr notice;
        events {}
        http {
            access_log off;
            keepalive_timeout 1h; client_header_timeout 1h; client_body_timeout 1h; send_timeout 1h;
            proxy_read_timeout 1h; proxy_send_timeout 1h;
            client_body_temp_path body; proxy_temp_path proxy; fastcgi_temp_path fastcgi;
            uwsgi_temp_path uwsgi; scgi_temp_path scgi;
            server {
                listen 127.0.0.1:\(port) ssl http2;
                ssl_certificate cert.pem; ssl_certificate_key key.pem;
                keepalive_requests \(requestsPerConnection);
                add_header X-Protocol $server_protocol always;
                add_header X-Connection $connection always;
                location / { proxy_pass http://127.0.0.1:\(backendPort); proxy_next_upstream off; }
            }
        }
        """
    }

    /// A port that nobody listens on at the moment.
    private static func freePort() throws -> Int {
        try TestServer().port
    }

    private static func lines(ofErrorsOf process: Process) async throws -> AsyncStream<String> {
        let output = Pipe()
        process.standardError = output
        let lines = AsyncStream<String> { continuation in
            output.fileHandleForReading.readabilityHandler = { handle in
                let data = handle.availableData
                guard !data.isEmpty else {
                    handle.readabilityHandler = nil
                    return continuation.finish()
                }
                continuation.yield(String(decoding: data, as: UTF8.self))
            }
        }
        try process.run()
        return lines
    }
}

struct HTTP2ServerFailure: Error {
    let reason: String
}
