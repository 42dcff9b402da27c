/// Something to tell the user about what they wrote.
///
/// The message is one sentence of fixed wording around its variable part, user text in single quotes. Each is made by
/// a factory beside the check that raises it.
public struct Diagnostic: Error, Hashable, Sendable {
    public enum Severity: String, Hashable, Sendable {
        /// The input cannot be used.
        case error
        /// The input is used as it is.
        case warning
    }

    /// The stable name of a kind of diagnostic, for scripts and searches: `unknown-attribute`.
    public struct Code: Hashable, Sendable {
        public let name: String

        package init(_ name: String) {
            self.name = name
        }
    }

    /// A second place that helps to understand the first: "first written here".
    package struct Note: Hashable, Sendable {
        package let message: String
        package let range: SourceRange?

        package init(_ message: String, at range: SourceRange? = nil) {
            self.message = message
            self.range = range
        }
    }

    public let severity: Severity
    public let code: Code
    public let message: String
    package let range: SourceRange?
    /// The resource it is about, as `servers.web[0]`.
    public let address: String?
    package let notes: [Note]
    /// What to do about it: a question, or a command alone on its line.
    public let hint: String?

    package init(
        _ severity: Severity,
        _ code: Code,
        _ message: String,
        at range: SourceRange? = nil,
        address: String? = nil,
        notes: [Note] = [],
        hint: String? = nil
    ) {
        self.severity = severity
        self.code = code
        self.message = message
        self.range = range
        self.address = address
        self.notes = notes
        self.hint = hint
    }

    package static func error(
        _ code: Code,
        _ message: String,
        at range: SourceRange? = nil,
        address: String? = nil,
        notes: [Note] = [],
        hint: String? = nil
    ) -> Diagnostic {
        Diagnostic(.error, code, message, at: range, address: address, notes: notes, hint: hint)
    }

    package static func warning(
        _ code: Code,
        _ message: String,
        at range: SourceRange? = nil,
        address: String? = nil,
        notes: [Note] = [],
        hint: String? = nil
    ) -> Diagnostic {
        Diagnostic(.warning, code, message, at: range, address: address, notes: notes, hint: hint)
    }
}

extension Diagnostic {
    /// The same with another hint.
    package func with(hint: String) -> Diagnostic {
        Diagnostic(severity, code, message, at: range, address: address, notes: notes, hint: hint)
    }
}

extension Diagnostic.Code: ExpressibleByStringLiteral {
    public init(stringLiteral name: String) {
        self.init(name)
    }
}

extension Diagnostic: CustomStringConvertible {
    /// The first line of its report: `infra.yaml:12:7: error: volume has no attribute 'sise' [unknown-attribute]`.
    public var description: String {
        let place = (range?.description ?? address).map { "\($0): " } ?? ""
        return "\(place)\(severity.rawValue): \(message) [\(code.name)]"
    }
}
