import Testing

@testable import HetznerCloud

/// A typed call and the request that it has to make.
struct Operation: Sendable, CustomTestStringConvertible {
    /// Method, path and query.
    let line: String
    let body: JSONValue?
    let call: @Sendable (CloudClient) async throws -> Void

    init<Result>(
        _ line: String,
        _ body: JSONValue? = nil,
        call: @escaping @Sendable (CloudClient) async throws -> Result
    ) {
        self.line = line
        self.body = body
        self.call = { _ = try await call($0) }
    }

    var testDescription: String { line }

    /// Makes the call and compares the request with what it should be.
    func check(sourceLocation: SourceLocation = #_sourceLocation) async throws {
        let transport = ScriptedTransport(.answer(200, ResourceFixtures.everything))
        try await call(.fixture(transport) { $0.storageEndpoint = $0.endpoint })
        let request = try #require(transport.requests.first, sourceLocation: sourceLocation)
        #expect(transport.lines == [line], sourceLocation: sourceLocation)
        #expect(try request.body.map { try JSONParser.parse($0) } == body, sourceLocation: sourceLocation)
    }

    /// The operation as the API's description names it, given all that it names.
    func documented(in operations: [String]) -> String? {
        let own = line.prefix { $0 != "?" }.split(separator: "/")
        let fitting = operations.filter { operation in
            let parts = operation.split(separator: "/")
            return parts.count == own.count && zip(parts, own).allSatisfy { $0 == $1 || $0.hasPrefix("{") }
        }
        return fitting.min { $0.count { $0 == "{" } < $1.count { $0 == "{" } }
    }
}
