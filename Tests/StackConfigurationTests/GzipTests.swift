import Foundation
import ResourceModel
import Testing

@testable import StackConfiguration

@Suite("Gzip")
struct GzipTests {
    @Test("what is compressed comes back as it was", arguments: 0..<24)
    func roundTrip(seed: UInt64) throws {
        var random = SeededGenerator(state: seed)
        let words = ["server", "web", "\n", " ", "äö", "runcmd:", "- apt-get install -y nginx"]
        let count = [0, 1, 2, 3, 300, 20_000][Int(seed) % 6]
        let texts = (0..<count).compactMap { _ in words.randomElement(using: &random) }
        let noise = (0..<[0, 1, 500][Int(seed / 6) % 3]).map { _ in UInt8.random(in: 0...255, using: &random) }
        let bytes = Array(texts.joined().utf8) + noise + Array(texts.joined().utf8)
        #expect(try decompressed(Gzip.compressed(bytes)) == bytes, "seed \(seed)")
    }

    @Test("repeated text becomes much shorter, as far as the format reaches")
    func shorter() throws {
        let line = Array("- { path: /etc/nginx/conf.d/shop.conf, owner: root }\n".utf8)
        let bytes = Array(repeatElement(line, count: 2_000).joined())
        let compressed = Gzip.compressed(bytes)
        #expect(compressed.count < bytes.count / 50)
        #expect(try decompressed(compressed) == bytes)
    }

    @Test("expressions have it in Base64, of texts and of bytes")
    func function() throws {
        let desired = try #require(
            load(
                """
                stack: shop
                outputs:
                  bytes: "${gzip(bytes('hello hello hello'))}"
                  text: "${gzip('hello hello hello')}"
                """
            ).desired
        )
        let texts = desired.outputs.compactMap(\.value.string)
        #expect(texts.count == 2 && texts.first == texts.last)
        let data = try #require(Data(base64Encoded: texts[0]))
        #expect(try decompressed(Array(data)) == Array("hello hello hello".utf8))
    }

    /// What another program makes of it.
    private func decompressed(_ bytes: [UInt8]) throws -> [UInt8] {
        let file = FileManager.default.temporaryDirectory.appending(component: "\(UUID()).gz")
        try Data(bytes).write(to: file)
        defer { try? FileManager.default.removeItem(at: file) }
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = ["gzip", "-dc", file.path]
        let output = Pipe()
        process.standardOutput = output
        try process.run()
        let data = try output.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        #expect(process.terminationStatus == 0)
        return Array(data)
    }
}
