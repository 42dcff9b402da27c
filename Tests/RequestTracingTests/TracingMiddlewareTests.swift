import HetznerCloud
import InMemoryTracing
import RequestTracing
import Testing
import Tracing

/// Answers with one status and tells what came.
private struct Answering: Transport {
    let status: Int
    let headers: Headers

    actor Headers {
        private(set) var names: [String] = []

        func note(_ request: TransportRequest) { names += request.headers.map(\.name) }
    }

    func send(_ request: TransportRequest) async throws -> TransportResponse {
        await headers.note(request)
        guard status > 0 else {
            throw TransportError(.connectionLost, host: "h", port: 1, reason: "gone", mayHaveBeenSent: true)
        }
        return TransportResponse(status: status, headers: ["X-Correlation-Id": "abc"], body: Array("{}".utf8))
    }
}

@Suite struct TracingMiddlewareTests {
    private let tracer = InMemoryTracer()
    private let headers = Answering.Headers()

    private func client(_ status: Int) -> CloudClient {
        var configuration = ClientConfiguration(token: "secret")
        configuration.maxRetries = 1
        configuration.clock.sleep = { _ in }
        configuration.middleware = [tracingMiddleware(tracer)]
        return CloudClient(configuration: configuration, transport: Answering(status: status, headers: headers))
    }

    @Test("a request is a span of the client, with what was asked and what came back, below the caller's span")
    func success() async throws {
        try await tracer.withSpan("job") { _ in
            _ = try await client(200).request(.get, "servers/1")
        }
        let spans = tracer.finishedSpans
        let span = try #require(spans.first)
        #expect(spans.map(\.operationName) == ["GET", "job"])
        #expect(span.parentSpanID == spans.last?.spanID)
        #expect(span.attributes.get("http.request.method") == .string("GET"))
        #expect(span.attributes.get("url.full") == .string("https://api.hetzner.cloud/v1/servers/1"))
        #expect(span.attributes.get("http.response.status_code") == .int64(200))
        #expect(span.attributes.get("hetzner.correlation_id") == .string("abc"))
        #expect(span.status == nil)
        #expect("\(span)".contains("secret") == false)
    }

    @Test("the span's context goes along in the headers")
    func propagation() async throws {
        _ = try await client(200).request(.get, "servers")
        let injection = try #require(tracer.performedContextInjections.first)
        #expect(injection.context.inMemorySpanContext?.spanID == tracer.finishedSpans.first?.spanID)
        let names = await headers.names
        #expect(injection.values.isEmpty == false && injection.values.keys.allSatisfy(names.contains))
    }

    @Test("each attempt is a span, and one that fails says so", arguments: [503, 0])
    func failures(status: Int) async {
        let error = await #expect(throws: (any Error).self) { try await client(status).request(.get, "servers") }
        #expect(error is any CloudError)
        #expect(tracer.finishedSpans.count == 2)
        #expect(tracer.finishedSpans.allSatisfy { $0.status?.code == .error || !$0.errors.isEmpty })
    }
}
