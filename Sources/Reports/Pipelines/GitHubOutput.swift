import Reconciliation
import ResourceModel

/// What later steps of a GitHub workflow can read, as lines of the file that `GITHUB_OUTPUT` names.
package enum GitHubOutput {
    /// `has_changes`, `to_create` and so on for each kind of change, and `impacts`, worst first.
    package static func lines(of plan: Plan) -> String {
        let summary = PlanSummary(plan, refreshRequests: 0)
        let counts = PlanSummary.Verb.allCases.map { ("to_\($0.rawValue)", "\(summary.counts[$0] ?? 0)") }
        let impacts = summary.addresses.keys.sorted(by: >).map(\.rawValue).joined(separator: ",")
        return ([("has_changes", "\(!plan.isEmpty)")] + counts + [("impacts", impacts)]).map(line).joined()
    }

    /// The outputs of a file, each under its name; what is not known is left out.
    package static func lines(of outputs: [OutputChange]) -> String {
        outputs.filter { !$0.after.isDeferred }.map { line($0.name, plainText($0.after)) }.joined()
    }

    /// Commands that keep sensitive outputs out of the log of every later step.
    package static func masks(of outputs: [OutputChange]) -> String {
        let secrets = outputs.filter { $0.isSensitive && !$0.after.isDeferred }.map { plainText($0.after) }
        let lines = secrets.flatMap { $0.split(whereSeparator: \.isNewline) }.filter { !$0.isEmpty }
        return lines.map { "::add-mask::\(escaped(String($0)))\n" }.joined()
    }

    private static func plainText(_ value: Value) -> String {
        guard case .string(let text) = value else { return JSONText.line(value.encodable) }
        return text
    }

    /// A value of several lines stands between two lines that it does not have itself.
    private static func line(_ name: String, _ value: String) -> String {
        guard value.contains(where: \.isNewline) else { return "\(name)=\(value)\n" }
        var end = "END"
        while value.contains(end) { end += "_END" }
        return "\(name)<<\(end)\n\(value)\n\(end)\n"
    }

    private static func escaped(_ text: String) -> String {
        text.reduce(into: "") { $0 += $1 == "%" ? "%25" : String($1) }
    }
}
