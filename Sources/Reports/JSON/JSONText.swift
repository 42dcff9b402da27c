import JSONDocuments

/// JSON as this program prints it: keys sorted, so that the same value gives the same bytes.
enum JSONText {
    /// On one line, without a line break at its end.
    static func line(_ value: some Encodable) -> String { json(value).text(.compact.sorted) }

    /// Indented, with a line break at its end.
    static func document(_ value: some Encodable) -> String { json(value).pretty() + "\n" }

    private static func json(_ value: some Encodable) -> JSONValue {
        do {
            return try JSONValue(encoding: value)
        } catch {
            preconditionFailure("Strings and finite numbers can always be encoded as JSON, but: \(error)")
        }
    }
}
