import Testing

@testable import HetznerCloud

/// No text that a program is given leads a request to another place than the one that it is for.
@Suite struct HostileValueTests {
    private static let names = [
        "../servers", "a/b", "%2e%2e", "?x=1", "#x", "a b", "ü", "a\r\nX-Evil: 1", "\u{0}", ";", "//evil.example", "\\",
        "...", "@", "0/25.2.0.192.in-addr.arpa",
    ]

    /// Calls of each place of a path that a text gets to, with how many segments the path has.
    private static let calls: [(segments: Int, call: @Sendable (CloudClient, String) async throws -> Void)] = [
        (5, { _ = try? await $0.zones.rrsets(in: $1).get("www", .a) }),
        (5, { _ = try? await $0.zones.rrsets(in: "example.com").get($1, .a) }),
        (5, { _ = try? await $0.zones.rrsets(in: "example.com").get("www", RecordSet.Kind(rawValue: $1)) }),
        (3, { _ = try? await $0.zones.rrsets(in: $1).all().page() }),
        (7, { _ = try? await $0.zones.rrsets(in: "example.com").setRecords($1, .a, to: []) }),
        (2, { _ = try? await $0.request(.get, "servers/\($1)") }),
        (2, { _ = try? await $0.request(.get, "servers/web-\($1)-x") }),
        (3, { _ = try? await $0.page(of: "zones/\($1)/rrsets", key: "rrsets") }),
    ]

    @Test("a name in a path stays one segment of it", arguments: names)
    func paths(name: String) async throws {
        for (segments, call) in Self.calls {
            let transport = ScriptedTransport(.answer(200, [:]))
            try await call(.fixture(transport), name)
            let line = try #require(transport.lines.first)
            let path = try #require(line.split(separator: " ").last?.split(separator: "?").first)
            let parts = path.split(separator: "/", omittingEmptySubsequences: false).dropFirst()
            #expect(parts.count == segments, "\(line)")
            #expect(parts.contains { Self.unescaped($0).contains(name) }, "\(line)")
            #expect(line.utf8.allSatisfy { (0x20...0x7e).contains($0) } && !path.contains("#"), "\(line)")
        }
    }

    @Test("a segment that is empty or leads up is refused before anything is sent", arguments: ["", ".", ".."])
    func refused(name: String) async throws {
        let transport = ScriptedTransport(.answer(200, [:]))
        let client = CloudClient.fixture(transport)
        let expected = InvalidRequest(.pathSegment(name))
        await #expect(throws: expected) { try await client.zones.rrsets(in: name).get("www", .a) }
        await #expect(throws: expected) { try await client.zones.rrsets(in: "example.com").get(name, .a) }
        await #expect(throws: expected) {
            try await client.zones.rrsets(in: "a").get("b", RecordSet.Kind(rawValue: name))
        }
        await #expect(throws: expected) { try await client.zones.rrsets(in: name).all().collect() }
        await #expect(throws: expected) { try await client.request(.get, "servers/\(name)") }
        await #expect(throws: expected) { try await client.request(.get, "\(name)/actions") }
        await #expect(throws: expected) { try await client.request(.get, APIPath("servers/\(name)/actions")) }
        #expect(transport.requests.isEmpty)
    }

    @Test("a value in a query stays one value of it", arguments: names + ["", "..", "a&b", "a+b"])
    func queries(value: String) async throws {
        let transport = ScriptedTransport(.answer(200, ["servers": [], "folders": []]))
        let client = CloudClient.fixture(transport)
        _ = try await client.servers.all(name: value).page()
        _ = try await client.servers.all(labelSelector: LabelSelector(value)).page()
        _ = try await client.servers.all(sort: [Sort(value)]).page()
        _ = try await client.storageBoxes.folders(1, in: value)
        _ = try await client.request(.get, "servers", query: [QueryItem(value, value)])
        for request in transport.requests {
            let parts = request.url.split(separator: "?", omittingEmptySubsequences: false)
            #expect(parts.count == 2 && request.url.utf8.allSatisfy { (0x21...0x7e).contains($0) })
            let pairs = (parts.last ?? "").split(separator: "&").map { pair in
                pair.split(separator: "=", omittingEmptySubsequences: false).map(Self.unescaped)
            }
            #expect(pairs.allSatisfy { $0.count == 2 } && !request.url.contains("#"))
            #expect(pairs.contains { $0.last?.hasPrefix(value) == true }, "\(request.url)")
        }
        #expect(transport.requests.count == 5)
    }

    @Test("what would end a header is refused", arguments: ["a\r\nX-Evil: 1", "a\nb", "\u{0}", "\u{7f}"])
    func headers(value: String) async throws {
        let transport = ScriptedTransport(.answer(200, [:]))
        let token = CloudClient.fixture(transport) { $0.token = value }
        await #expect(throws: InvalidRequest(.token)) { try await token.request(.get, "servers") }
        let name = CloudClient.fixture(transport) { $0.applicationName = value }
        await #expect(throws: InvalidRequest(.userAgent)) { try await name.request(.get, "servers") }
        let version = CloudClient.fixture(transport) { configuration in
            configuration.applicationName = "demo"
            configuration.applicationVersion = value
        }
        await #expect(throws: InvalidRequest(.userAgent)) { try await version.request(.get, "servers") }
        #expect(transport.requests.isEmpty)
    }

    private static func unescaped(_ text: Substring) -> String {
        var bytes: [UInt8] = []
        var rest = Array(text.utf8)[...]
        while let byte = rest.popFirst() {
            let isEscape = byte == UInt8(ascii: "%")
            bytes.append(isEscape ? UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16) ?? 0 : byte)
            if isEscape { rest = rest.dropFirst(2) }
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
