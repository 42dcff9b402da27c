import JSONDocuments

extension DiagnosticRenderer {
    /// A JSON object with one for each diagnostic in it; what a diagnostic does not have is left out.
    package func json() -> String {
        let document: JSONValue = ["format_version": 1, "diagnostics": .array(diagnostics.map(\.json))]
        return document.text(.diagnostics) + "\n"
    }
}

extension JSONLayout {
    /// A line for every part, also where there is none.
    fileprivate static let diagnostics: JSONLayout = {
        var layout = JSONLayout { value, _ in value.isScalar }.sorted
        layout.colon = " : "
        return layout
    }()
}

extension Diagnostic {
    /// What a diagnostic does not have is left out.
    package var json: JSONValue {
        var json: JSONObject = [
            "severity": .string(severity.rawValue), "code": .string(code.name), "message": .string(message),
        ]
        json["range"] = range?.json
        json["address"] = address.map(JSONValue.string)
        json["notes"] = notes.isEmpty ? nil : .array(notes.map(\.json))
        json["hint"] = hint.map(JSONValue.string)
        return .object(json)
    }
}

extension Diagnostic: Encodable {
    public func encode(to encoder: any Encoder) throws { try json.encode(to: encoder) }
}

extension Diagnostic.Note {
    fileprivate var json: JSONValue {
        var json: JSONObject = ["message": .string(message)]
        json["range"] = range?.json
        return .object(json)
    }
}

extension SourceRange {
    fileprivate var json: JSONValue { ["file": .string(file.path), "start": start.json, "end": end.json] }
}

extension SourcePosition {
    fileprivate var json: JSONValue { ["line": .integer(Int64(line)), "column": .integer(Int64(column))] }
}
