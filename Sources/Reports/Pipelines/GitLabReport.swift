import Diagnostics
import JSONDocuments
import Reconciliation

/// What GitLab shows in a merge request: how much of what a plan does, and what is wrong with files.
package enum GitLabReport {
    /// For `artifacts:reports:terraform`; a replacement creates and deletes.
    package static func counts(of plan: Plan) -> String {
        func count(_ verbs: PlanSummary.Verb...) -> JSONValue {
            .integer(Int64(plan.changes.count { verbs.contains($0.kind.verb) }))
        }
        let json: JSONValue = [
            "create": count(.create, .replace), "update": count(.update), "delete": count(.delete, .replace),
        ]
        return json.text(.compact.sorted) + "\n"
    }

    /// For `artifacts:reports:codequality`: what has a place in a file.
    package static func codeQuality(_ diagnostics: [Diagnostic]) -> String {
        JSONValue.array(diagnostics.compactMap(problem)).pretty() + "\n"
    }

    private static func problem(_ diagnostic: Diagnostic) -> JSONValue? {
        guard let range = diagnostic.range else { return nil }
        let place = "\(diagnostic.code.name) \(range.file.path) \(diagnostic.message)"
        return [
            "description": .string(diagnostic.message),
            "check_name": .string(diagnostic.code.name),
            // The line is not part of it, so that the same problem further down is the same one.
            "fingerprint": .string(fingerprint(place)),
            "severity": diagnostic.severity == .error ? "major" : "minor",
            "location": [
                "path": .string(range.file.path),
                "lines": ["begin": .integer(Int64(range.start.line))],
            ],
        ]
    }

    /// FNV-1a of 64 bits: two problems are told apart, nothing is kept secret.
    private static func fingerprint(_ text: String) -> String {
        let hash = text.utf8.reduce(0xcbf2_9ce4_8422_2325 as UInt64) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 }
        return String(hash, radix: 16)
    }
}
