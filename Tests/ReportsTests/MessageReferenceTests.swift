import Foundation
import Reports
import Testing

/// The codes that stand in the sources, against those that are explained.
struct MessageReferenceTests {
    private static let explained = MessageReference.chapters.flatMap(\.explanations)

    /// The literals that the sources hand to the makers of diagnostics.
    ///
    /// The command that makes generated files is not for users.
    private static func codesInSources() throws -> Set<String> {
        let maker = /\.(?:error|warning)\(\s*"([a-z0-9-]+)"/
        let named = /code: (?:Code = )?"([a-z0-9-]+)"|case \w+ = "([a-z]+-[a-z-]+)"/
        var codes: Set<String> = []
        for (path, text) in try sources() where !path.contains("/CloudSimulator/") {
            codes.formUnion(text.matches(of: maker).map { String($0.output.1) })
            guard path.contains("YAMLDocuments") || path.hasSuffix("CELProblem.swift") else { continue }
            codes.formUnion(text.matches(of: named).compactMap { ($0.output.1 ?? $0.output.2).map(String.init) })
        }
        return codes.subtracting(["stale-file"])
    }

    private static func sources() throws -> [(path: String, text: String)] {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().appending(path: "Sources")
        let files = try #require(FileManager.default.enumerator(at: root, includingPropertiesForKeys: nil))
        return try files.compactMap { $0 as? URL }.filter { $0.pathExtension == "swift" }
            .map { try ($0.path(), String(contentsOf: $0, encoding: .utf8)) }
    }

    @Test
    func everyCodeIsExplained() throws {
        let explained = Set(Self.explained.map(\.code))
        #expect(try Self.codesInSources().subtracting(explained).sorted() == [])
    }

    @Test
    func everyExplainedCodeIsOneThatCanBeSeen() throws {
        let text = try Self.sources().filter { !$0.path.contains("/Reports/Messages/") }.map(\.text).joined()
        #expect(Self.explained.map(\.code).filter { !text.contains("\"\($0)\"") } == [])
    }

    @Test
    func aCodeIsExplainedOnce() {
        let codes = Self.explained.map(\.code)
        #expect(codes.count == Set(codes).count)
    }
}
