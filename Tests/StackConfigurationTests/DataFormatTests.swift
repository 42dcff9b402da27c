import Foundation
import ResourceModel
import StackConfiguration
import TestSupport
import Testing

@Suite("Values as text")
struct DataFormatTests {
    /// Texts that YAML or JSON could take for something else, or that need escapes.
    private static let texts = [
        "", " ", "no", "true", "null", "~", "1", "1.5", "0x1f", "1e3", ".inf", "a: b", "- x", "#c", "a #c", " lead",
        "trail ",
        "two\nlines", "\n", "a\n\nb\n", "tab\tbed", "ünï → ☃", "👩‍👩‍👧", "'", "\"", "\\", "|", ">", "&a", "*a", "!t", "%",
        "@", "`",
        "{", "[", "]", ",", "?", "---", "...", "\u{FEFF}", "\u{85}", "\u{2028}", "\u{1}", "2001:db8::1", "$${x}",
    ]

    private func value(_ random: inout SeededGenerator, depth: Int = 0) -> Any {
        switch Int.random(in: 0..<(depth < 3 ? 8 : 5), using: &random) {
        case 0: NSNull()
        case 1: Bool.random(using: &random)
        case 2: Int.random(in: -1_000_000_000...1_000_000_000, using: &random)
        case 3: Double.random(in: -10...10, using: &random)
        case 4: Self.texts.randomElement(using: &random) ?? ""
        case 5, 6: (0..<Int.random(in: 0...4, using: &random)).map { _ in value(&random, depth: depth + 1) }
        default:
            Dictionary(
                (0..<Int.random(in: 0...4, using: &random)).map { _ in
                    (Self.texts.randomElement(using: &random) ?? "", value(&random, depth: depth + 1))
                }
            ) { first, _ in first }
        }
    }

    /// What a file may not show openly.
    private static func escaping(_ json: String) -> String {
        json.unicodeScalars.map { scalar in
            let isInvisible = [0x85, 0x2028, 0xFEFF].contains(scalar.value)
            return isInvisible ? "\\u" + String(0x10000 + scalar.value, radix: 16).dropFirst() : String(scalar)
        }.joined()
    }

    @Test("what is written as JSON or YAML is read as the same value", arguments: 1...4 as ClosedRange<UInt64>)
    func roundTrip(seed: UInt64) throws {
        var random = SeededGenerator(state: seed)
        for _ in 0..<100 {
            let json = Self.escaping(
                String(decoding: try JSONSerialization.data(withJSONObject: [value(&random)]), as: UTF8.self)
            )
            let loaded = load(
                """
                stack: shop
                locals: { v: \(json) }
                outputs:
                  as_json: "${parse_json(json(v)) == v}"
                  as_yaml: "${parse_yaml(yaml(v)) == v}"
                """
            )
            #expect(loaded.diagnostics.isEmpty, "\(json): \(loaded.diagnostics)")
            #expect(loaded.desired?.outputs.map(\.value) == [true, true], "\(json)")
        }
    }
}
