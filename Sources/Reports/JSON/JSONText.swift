import FoundationEssentials

/// JSON as this program prints it: keys sorted, so that the same value gives the same bytes.
enum JSONText {
    /// On one line, without a line break at its end.
    static func line(_ value: some Encodable) -> String { encoded(value, [.sortedKeys, .withoutEscapingSlashes]) }

    /// Indented, with a line break at its end.
    static func document(_ value: some Encodable) -> String {
        encoded(value, [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]) + "\n"
    }

    private static func encoded(_ value: some Encodable, _ formatting: JSONEncoder.OutputFormatting) -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = formatting
        do {
            return String(decoding: try encoder.encode(value), as: UTF8.self)
        } catch {
            preconditionFailure("Strings and finite numbers can always be encoded as JSON, but: \(error)")
        }
    }
}
