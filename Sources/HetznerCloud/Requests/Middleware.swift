/// Sends a request and brings the answer back.
public typealias RequestHandler = @Sendable (TransportRequest) async throws -> TransportResponse

/// A request handler around a request handler: sees each attempt before it is sent and its answer before anybody else.
///
/// It may add headers, measure, open a span for a trace, answer by itself, or call `next` as often as it likes. The
/// request carries the token; an answer's body is whole.
public typealias Middleware =
    @Sendable (
        _ request: TransportRequest,
        _ next: RequestHandler
    ) async throws -> TransportResponse

extension ClientConfiguration {
    /// The middleware around a transport; the first is the outermost.
    func handler(around transport: any Transport) -> RequestHandler {
        let innermost: RequestHandler = { request in
            for header in request.headers where !(isSafe(header.name) && isSafe(header.value)) {
                throw InvalidRequest(.header(header.name))
            }
            return try await transport.send(request)
        }
        return middleware.reversed().reduce(innermost) { next, middleware in
            { request in try await middleware(request, next) }
        }
    }
}

private func isSafe(_ text: String) -> Bool {
    text.unicodeScalars.allSatisfy { $0.value >= 0x20 && $0.value != 0x7f }
}
