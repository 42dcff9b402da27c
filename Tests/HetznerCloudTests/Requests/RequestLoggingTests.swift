import Logging
import Testing

@testable import HetznerCloud

@Suite struct RequestLoggingTests {
    @Test("an attempt is logged at debug, with where it went and what came back")
    func attempt() async throws {
        let log = RecordedLog()
        let transport = ScriptedTransport(.answer(200, ["servers": []], headers: ["X-Correlation-Id": "c1"]))
        _ = try await CloudClient.fixture(transport) { $0.logger = log.logger(.debug) }.request(.get, "servers")
        let line = try #require(log.lines.first)
        #expect(log.lines.count == 1)
        #expect(line.level == .debug)
        #expect(line.message == "a request succeeded")
        #expect(line.metadata["path"] == "/servers")
        #expect(line.metadata["status"] == "200")
        #expect(line.metadata["correlation-id"] == "c1")
    }

    @Test("a repetition is a notice with its reason, the final failure is left to the error")
    func repetition() async throws {
        let log = RecordedLog()
        let transport = ScriptedTransport(.error(409, "conflict"), .error(404, "not_found"))
        let client = CloudClient.fixture(transport) { $0.logger = log.logger(.debug) }
        await #expect(throws: APIError.self) { try await client.request(.get, "servers/1") }
        #expect(log.lines.map(\.level) == [.notice, .debug])
        #expect(log.lines.map(\.message) == ["will repeat a request", "a request failed"])
        #expect(log.lines.first?.metadata["problem"] == "no (conflict)")
    }

    @Test("no level shows the token, a password or a key", arguments: [Logger.Level.trace, .debug, .notice])
    func secrets(level: Logger.Level) async throws {
        let log = RecordedLog()
        let answer: JSONValue = [
            "root_password": "hunter2-root", "server": ["name": "web"], "wss_url": "wss://hunter2-console",
            "nested": [["tsig_key": "hunter2-tsig"]],
        ]
        let transport = ScriptedTransport(.answer(201, answer, headers: ["Set-Cookie": "hunter2-cookie"]))
        let client = CloudClient.fixture(transport) { configuration in
            configuration.token = "hunter2-token"
            configuration.logger = log.logger(level)
        }
        let body: JSONValue = [
            "name": "web", "user_data": "hunter2-data", "private_key": "hunter2-key", "password": "hunter2",
        ]
        _ = try await client.request(.post, "servers", body: body)
        let lines = log.lines.map { "\($0.message) \($0.metadata.values.joined(separator: " "))" }
        let text = lines.joined(separator: "\n")
        #expect(!text.contains("hunter2"))
        #expect(text.contains("\"name\":\"web\"") == (level == .trace))
    }

    @Test("an observer and a logger hear of the same attempts")
    func both() async throws {
        let log = RecordedLog()
        let heard = Lock(0)
        let client = CloudClient.fixture(ScriptedTransport(.error(409, "conflict"), .answer(200))) { configuration in
            configuration.logger = log.logger(.debug)
            configuration.observer = { _ in heard.withLock { $0 += 1 } }
        }
        _ = try await client.request(.get, "servers")
        #expect(heard.withLock { $0 } == 2)
        #expect(log.lines.count == 2)
    }
}

/// Keeps what is logged.
private final class RecordedLog: Sendable {
    struct Line {
        var level: Logger.Level
        var message: String
        var metadata: [String: String]
    }

    private let recorded = Lock<[Line]>([])

    var lines: [Line] { recorded.withLock { $0 } }

    func logger(_ level: Logger.Level) -> Logger {
        var logger = Logger(label: "test") { _ in Handler(log: self) }
        logger.logLevel = level
        return logger
    }

    private struct Handler: LogHandler {
        let log: RecordedLog
        var metadata = Logger.Metadata()
        var logLevel = Logger.Level.trace

        subscript(metadataKey key: String) -> Logger.Metadata.Value? {
            get { metadata[key] }
            set { metadata[key] = newValue }
        }

        func log(event: LogEvent) {
            let line = Line(
                level: event.level,
                message: event.message.description,
                metadata: (event.metadata ?? [:]).mapValues(\.description)
            )
            log.recorded.withLock { $0.append(line) }
        }
    }
}
