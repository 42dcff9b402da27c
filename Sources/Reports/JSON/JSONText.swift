import FoundationEssentials
import HetznerCloud

/// JSON as this program prints it: keys sorted, so that the same value gives the same bytes.
enum JSONText {
    /// On one line, without a line break at its end.
    static func line(_ value: some Encodable) -> String { String(decoding: bytes(value), as: UTF8.self) }

    /// Indented, with a line break at its end.
    static func document(_ value: some Encodable) -> String {
        do {
            return try JSONParser.parse(bytes(value)).pretty() + "\n"
        } catch {
            preconditionFailure("What was encoded as JSON can be read as JSON, but: \(error)")
        }
    }

    private static func bytes(_ value: some Encodable) -> Data {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        do {
            return try encoder.encode(value)
        } catch {
            preconditionFailure("Strings and finite numbers can always be encoded as JSON, but: \(error)")
        }
    }
}
