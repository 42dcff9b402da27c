import FoundationEssentials
import Testing

@testable import HetznerCloud

/// Something that another client of the API can do, and the call of this one that does it.
struct Feature: Sendable, CustomTestStringConvertible {
    /// As the other client calls it.
    let name: String
    /// What does it here, as one would write it; several parts are separated by commas.
    let call: String
    let check: @Sendable () async throws -> Void

    init(_ name: String, _ call: String, check: @escaping @Sendable () async throws -> Void) {
        self.name = name
        self.call = call
        self.check = check
    }

    /// What is one request, with its line and body.
    static func request<Result>(
        _ name: String,
        _ call: String,
        _ line: String,
        _ body: JSONValue? = nil,
        by make: @escaping @Sendable (CloudClient) async throws -> Result
    ) -> Feature {
        Feature(name, call) { try await Operation(line, body, call: make).check() }
    }

    /// A kind of object, which is there if its list can be read.
    static func kind<Result>(
        _ name: String,
        _ call: String,
        _ path: String,
        by make: @escaping @Sendable (CloudClient) async throws -> Result
    ) -> Feature {
        request(name, call, "GET /\(path)", by: make)
    }

    var testDescription: String { name }
}

/// One of the clients whose users find here what they know from there.
struct OtherClient: Sendable {
    let title: String
    /// What its rows are about.
    let word: String
    let features: [Feature]

    static let all = [
        OtherClient(title: "The official Python client, hcloud-python", word: "feature", features: Feature.official),
        OtherClient(
            title: "A generated client, synchronous and asynchronous",
            word: "feature",
            features: Feature.generated
        ),
        OtherClient(title: "A client of one function an operation", word: "function", features: Feature.functions),
    ]

    var markdown: String {
        let rows = features.map { "| \($0.name) | \($0.call) |" }.joined(separator: "\n")
        return "## \(title)\n\n| \(word) | here |\n| --- | --- |\n\(rows)\n"
    }
}

@Suite("What other clients can do", .timeLimit(.minutes(60)))
struct FeatureTests {
    @Test("can be done by the call that the documentation names", arguments: OtherClient.all.flatMap(\.features))
    func check(feature: Feature) async throws {
        try await feature.check()
    }

    @Test("is in the documentation as it is tested here")
    func documentation() throws {
        let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().path + "/../../.."
        let path = root + "/docs/other-clients.md"
        let text = Self.introduction + "\n\n" + OtherClient.all.map(\.markdown).joined(separator: "\n")
        if ProcessInfo.processInfo.environment["UPDATE_GOLDEN"] == "1" {
            try text.write(toFile: path, atomically: true, encoding: .utf8)
        }
        #expect(try String(contentsOfFile: path, encoding: .utf8) == text, "UPDATE_GOLDEN=1 writes it anew")
    }

    @Test("is documented by calls that there are", arguments: OtherClient.all.flatMap(\.features))
    func calls(feature: Feature) throws {
        let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().path + "/../../.."
        let interface = try String(contentsOfFile: root + "/api/HetznerCloud.txt", encoding: .utf8)
        let quoted = feature.call.split(separator: "`", omittingEmptySubsequences: false).enumerated()
            .filter { $0.offset % 2 == 1 }.map(\.element)
        for call in quoted {
            // The declaration that is named last: `servers.all(name:)` is `….all(name:)`.
            guard let name = call.split(separator: ".").last else { continue }
            let ending = name.hasSuffix("(…)") ? String(name.dropLast(2)) : name + ": "
            #expect(interface.contains("." + ending) || interface.contains("\n" + ending), "\(call)")
        }
    }

    private static let introduction = """
        # What other clients do, and the call that does it here

        For who comes from another client of Hetzner's API: each feature and function of three of them, and what does the same in
        [HetznerCloud](swift-client.md). `client` is a `CloudClient`, `configuration` its `ClientConfiguration`. Each row is a
        test of `Tests/HetznerCloudTests/Features`, from which this page is written.
        """
}
