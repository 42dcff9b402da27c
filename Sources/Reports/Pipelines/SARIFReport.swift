import Diagnostics
import JSONDocuments

/// Diagnostics in the Static Analysis Results Interchange Format, which GitHub code scanning and editors read.
package enum SARIFReport {
    package static func text(_ diagnostics: [Diagnostic], version: String) -> String {
        let codes = Set(diagnostics.map(\.code.name)).sorted()
        let json: JSONValue = [
            "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
            "version": "2.1.0",
            "runs": [
                [
                    "tool": [
                        "driver": [
                            "name": "hzform",
                            "version": .string(version),
                            "rules": .array(codes.map { ["id": .string($0)] }),
                        ]
                    ],
                    "results": .array(diagnostics.map(result)),
                ]
            ],
        ]
        return json.pretty() + "\n"
    }

    private static func result(_ diagnostic: Diagnostic) -> JSONValue {
        let text = [diagnostic.message, diagnostic.hint].compactMap(\.self).joined(separator: "\n")
        var result: JSONObject = [
            "ruleId": .string(diagnostic.code.name),
            "level": .string(diagnostic.severity.rawValue),
            "message": ["text": .string(text)],
        ]
        if let range = diagnostic.range {
            let region: JSONValue = [
                "startLine": .integer(Int64(range.start.line)),
                "startColumn": .integer(Int64(range.start.column)),
            ]
            let place: JSONValue = ["artifactLocation": ["uri": .string(range.file.path)], "region": region]
            result["locations"] = [["physicalLocation": place]]
        }
        return .object(result)
    }
}
