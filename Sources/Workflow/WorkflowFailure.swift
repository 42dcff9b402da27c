import Diagnostics

/// Why the way ends before its end.
public struct WorkflowFailure: Error, CustomStringConvertible {
    public enum Kind: Hashable, Sendable {
        /// Something is wrong with what was asked for, or with the connection.
        case failed
        /// Somebody else holds the stack's lock, or took it.
        case locked
        /// What was reviewed is not what would happen now.
        case moved
    }

    /// What is wrong, at its places; at least one of them is an error.
    public let diagnostics: [Diagnostic]
    public let kind: Kind

    package init(_ diagnostics: [Diagnostic], _ kind: Kind = .failed) {
        self.diagnostics = diagnostics
        self.kind = kind
    }

    package init(_ diagnostic: Diagnostic) { self.init([diagnostic]) }

    public var description: String { DiagnosticRenderer(diagnostics).text(color: false) }
}
