extension DiagnosticRenderer {
    /// Workflow commands, one a line, that GitHub Actions shows at the place in the changed file.
    ///
    /// A step shows ten of a kind, so that of more the last one says how many there are.
    package func github() -> String {
        let kinds = [Diagnostic.Severity.error, .warning].map { severity in
            diagnostics.filter { $0.severity == severity }
        }
        return kinds.flatMap(Self.commands).map { $0 + "\n" }.joined()
    }

    private static let mostAnnotations = 10

    private static func commands(_ diagnostics: [Diagnostic]) -> [String] {
        guard diagnostics.count > mostAnnotations, let severity = diagnostics.first?.severity else {
            return diagnostics.map(\.workflowCommand)
        }
        let shown = mostAnnotations - 1
        let rest = "::\(severity.rawValue) title=hzform::\(diagnostics.count - shown) more are in the log"
        return diagnostics.prefix(shown).map(\.workflowCommand) + [rest]
    }
}

extension Diagnostic {
    // https://docs.github.com/actions/reference/workflow-commands-for-github-actions#setting-an-error-message
    fileprivate var workflowCommand: String {
        var properties: [String] = []
        if let range {
            properties.append("file=\(escaped(range.file.path, alsoSeparators: true))")
            properties.append("line=\(range.start.line)")
            properties.append("col=\(range.start.column)")
            if range.end.line == range.start.line, range.end > range.start {
                properties.append("endColumn=\(range.end.column)")
            }
        }
        properties.append("title=\(escaped(code.name, alsoSeparators: true))")
        let address = range == nil ? self.address.map { "\($0): " } ?? "" : ""
        let hint = self.hint.map { "\n\($0)" } ?? ""
        let text = escaped(address + message + hint, alsoSeparators: false)
        return "::\(severity.rawValue) \(properties.joined(separator: ","))::\(text)"
    }
}

/// Percent-encodes what would end a workflow command or, in a property, the property.
private func escaped(_ text: String, alsoSeparators: Bool) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
        switch scalar {
        case "%": result += "%25"
        case "\r": result += "%0D"
        case "\n": result += "%0A"
        case ":" where alsoSeparators: result += "%3A"
        case "," where alsoSeparators: result += "%2C"
        default: result.unicodeScalars.append(scalar)
        }
    }
    return result
}
