import Diagnostics
import Testing
import YAMLDocuments

/// SplitMix64: small, and the same on every machine.
struct SeededGenerator: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var word = state
        word = (word ^ (word >> 30)) &* 0xBF58_476D_1CE4_E5B9
        word = (word ^ (word >> 27)) &* 0x94D0_49BB_1331_11EB
        return word ^ (word >> 31)
    }
}

let sample = """
    # yaml-language-server: $schema=../schemas/hzform.schema.json
    stack: shop
    x-defaults: &defaults { image: debian-12, labels: { team: "größe" }, ssh_keys: [admin, 'it''s'] }
    servers:
      web:
        <<: *defaults
        count: ${web_count}
        user_data: |
          #cloud-config
            run: "\\t"

          end: yes
        description: >-
          folded text
          goes on

            and on
      "日本":
        <<: [*defaults, { server_type: !!str 23 }]
        networks:
        - { network: backend, ip: "10.0.1.${10 + index}\\n\\u00e4 \\
            more" }
        - 0x1F
    ? plain
      key
    : 'quoted

      value'
    ...

    """

private let snippets =
    [
        "&a ", "*a", "*defaults", "<<: ", "!!int ", "!x ", "{", "}", "[", "]", "\t", "\n", "\r\n", "\r", "- ", "? ",
        ": ", "#",
        "\"", "'", "|\n", ">2\n", "---\n", "...\n", "%TAG ! x\n", "%YAML 1.1\n", "\u{2028}", "\u{FEFF}", "\u{0}",
        "\\x4", "@", "😀",
    ].map { Array($0.utf8) } + [[0xFF], [0xC3], [0xED, 0xA0, 0x80]]

func mutated(_ bytes: [UInt8], _ random: inout SeededGenerator) -> [UInt8] {
    var bytes = bytes
    for _ in 0..<Int.random(in: 1...6, using: &random) {
        let start = Int.random(in: 0...bytes.count, using: &random)
        let end = min(bytes.count, start + Int.random(in: 0...8, using: &random))
        switch Int.random(in: 0..<5, using: &random) {
        case 0: bytes.removeSubrange(start..<end)
        case 1: bytes.insert(contentsOf: snippets.randomElement(using: &random) ?? [], at: start)
        case 2: bytes.insert(contentsOf: bytes[start..<end], at: start)
        case 3 where start < bytes.count: bytes[start] = UInt8.random(in: .min ... .max, using: &random)
        default: bytes.removeSubrange(Int.random(in: start...bytes.count, using: &random)...)
        }
    }
    return bytes
}

func escaped(_ bytes: [UInt8]) -> String {
    String(decoding: bytes, as: UTF8.self).debugDescription
}

struct AnyBytesTests {
    @Test(
        "any bytes give a document or an error, and every place lies in the file",
        arguments: [1, 2, 3, 4] as [UInt64]
    )
    func mutations(seed: UInt64) {
        var random = SeededGenerator(state: seed)
        for _ in 0..<750 {
            let bytes = mutated(Array(sample.utf8), &random)
            let (document, diagnostics) = YAMLDocument.parse(bytes, path: "a.yaml")
            if document == nil {
                #expect(diagnostics.containsErrors, "seed \(seed), \(escaped(bytes))")
            }
            let nodes = document.map(allNodes) ?? []
            let ranges =
                nodes.map(\.range) + diagnostics.compactMap(\.range) + diagnostics.flatMap(\.notes).compactMap(\.range)
            for range in ranges where !isInFile(range) {
                Issue.record("\(range)-\(range.end) is outside of the file: seed \(seed), \(escaped(bytes))")
            }
            for node in nodes where !isAligned(node) {
                Issue.record("the text of \(node) is not found in the file: seed \(seed), \(escaped(bytes))")
            }
            _ = DiagnosticRenderer(diagnostics).text(color: true)
        }
    }

    @Test("the sample that is mutated has no error itself")
    func sampleIsValid() {
        #expect(problems(sample) == [])
    }

    @Test("more than 100 directives, which libyaml compares with each other, are an error")
    func tagDirectives() {
        let directives = (0..<100_000).map { "%TAG !t\($0)! tag:x\n" }.joined()
        let expected = "error: more than 100 lines start with '%' [too-many-directives]"
        #expect(problems(directives + "--- a\n") == ["a.yaml:101:1: \(expected)"])
        #expect(problems("a: 1\n...\n" + directives + "--- a\n") == ["a.yaml:103:1: \(expected)"])
    }

    private func isInFile(_ range: SourceRange) -> Bool {
        range.start <= range.end
            && [range.start, range.end].allSatisfy { position in
                guard let line = range.file.line(position.line) else { return false }
                return position.column >= 1 && position.column <= line.unicodeScalars.count + 1
            }
    }

    /// Whether each visible ASCII character of a scalar that is not quoted stands at the place that is given for it.
    private func isAligned(_ node: YAMLNode) -> Bool {
        guard case .scalar(let scalar) = node.content, scalar.style != .doubleQuoted else { return true }
        return scalar.text.utf8.enumerated().allSatisfy { offset, byte in
            guard byte > 0x20, byte < 0x7F else { return true }
            let place = node.range(ofText: offset..<offset + 1)
            let file = node.range.file
            return Array(file.text.utf8)[file.utf8Offset(of: place.start)] == byte
        }
    }
}
