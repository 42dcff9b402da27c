import Diagnostics

/// Why the way ends before its end.
public struct WorkflowFailure: Error, CustomStringConvertible {
    /// What is wrong, at its places; at least one of them is an error.
    public let diagnostics: [Diagnostic]

    package init(_ diagnostics: [Diagnostic]) { self.diagnostics = diagnostics }
    package init(_ diagnostic: Diagnostic) { self.init([diagnostic]) }

    public var description: String { DiagnosticRenderer(diagnostics).text(color: false) }
}
