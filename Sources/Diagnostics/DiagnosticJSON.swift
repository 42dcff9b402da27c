import FoundationEssentials

extension DiagnosticRenderer {
    /// A JSON array with one object for each diagnostic; what a diagnostic does not have is left out.
    package func json() -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        do {
            return String(decoding: try encoder.encode(diagnostics), as: UTF8.self) + "\n"
        } catch {
            preconditionFailure("Strings and integers can always be encoded as JSON, but: \(error)")
        }
    }
}

extension Diagnostic: Encodable {
    public func encode(to encoder: any Encoder) throws {
        try DiagnosticObject(self).encode(to: encoder)
    }
}

/// The shape of a diagnostic in JSON.
private struct DiagnosticObject: Encodable {
    let severity: String
    let code: String
    let message: String
    let range: RangeObject?
    let address: String?
    let notes: [NoteObject]?
    let hint: String?

    init(_ diagnostic: Diagnostic) {
        severity = diagnostic.severity.rawValue
        code = diagnostic.code.name
        message = diagnostic.message
        range = diagnostic.range.map(RangeObject.init)
        address = diagnostic.address
        notes = diagnostic.notes.isEmpty ? nil : diagnostic.notes.map(NoteObject.init)
        hint = diagnostic.hint
    }
}

private struct NoteObject: Encodable {
    let message: String
    let range: RangeObject?

    init(_ note: Diagnostic.Note) {
        message = note.message
        range = note.range.map(RangeObject.init)
    }
}

private struct RangeObject: Encodable {
    let file: String
    let start: PositionObject
    let end: PositionObject

    init(_ range: SourceRange) {
        file = range.file.path
        start = PositionObject(range.start)
        end = PositionObject(range.end)
    }
}

private struct PositionObject: Encodable {
    let line: Int
    let column: Int

    init(_ position: SourcePosition) {
        line = position.line
        column = position.column
    }
}
