import HetznerCloud
import Reconciliation
import ResourceModel

/// The outputs of a file for people and programs; nothing sensitive is shown where nobody asked for it.
package struct OutputsReport {
    let outputs: [OutputChange]

    /// Shows what each output will be after the plan that it comes from.
    ///
    /// `reveals`: whether sensitive values are shown.
    package init(_ outputs: [OutputChange], reveals: Bool = false) {
        self.outputs =
            reveals
            ? outputs.map { OutputChange($0.name, before: $0.before, after: $0.after) } : outputs
    }

    /// One line each; it ends with a line break unless there is nothing.
    package func text() -> String {
        outputs.map { "\($0.name): \(Self.text(of: $0.after, $0.isSensitive))\n" }.joined()
    }

    /// All of them as one object.
    package func json() -> String {
        let values = outputs.map { ($0.name, $0.isSensitive ? Value.string("(sensitive)") : $0.after) }
        return JSONText.document(Dictionary(values) { first, _ in first }.mapValues(\.encodable))
    }

    /// One of them as scripts want it: a text as it is, anything else as JSON; `nil` where there is none of the name.
    package func value(of name: String, asJSON: Bool) -> String? {
        guard let output = outputs.first(where: { $0.name == name }) else { return nil }
        let value = output.isSensitive ? .string("(sensitive)") : output.after
        if !asJSON, case .string(let text) = value { return text + "\n" }
        return JSONText.document(value.encodable)
    }

    static func text(of value: Value?, _ isSensitive: Bool) -> String {
        guard !isSensitive else { return "(sensitive)" }
        switch value {
        case nil: return "none"
        case .string(let text): return text.withoutControls
        case .deferred: return "(known after apply)"
        case .some(let value) where value.isDeferred: return ValueText().text(of: value, kind: nil)
        case .some(let value): return JSONText.line(value.encodable)
        }
    }
}

extension OutputsReport {
    /// What a plan does to the outputs, a line for each that changes.
    func changeLines(_ style: TextStyle) -> [String] {
        let changed = outputs.filter(\.isChanged)
        guard !changed.isEmpty else { return [] }
        return [style.paint("Outputs:", .bold)]
            + changed.map { output in
                let after = Self.text(of: output.after, output.isSensitive)
                guard let before = output.before else { return "  + \(output.name): \(after)" }
                return "  ~ \(output.name): \(Self.text(of: before, output.isSensitive)) → \(after)"
            }
    }
}
