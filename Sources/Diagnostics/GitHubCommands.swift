extension DiagnosticRenderer {
    /// Workflow commands, one a line, that GitHub Actions shows at the place in the changed file.
    package func github() -> String {
        diagnostics.map { $0.workflowCommand + "\n" }.joined()
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
