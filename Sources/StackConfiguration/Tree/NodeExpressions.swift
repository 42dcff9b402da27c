import CELExpressions
import Diagnostics
import ResourceModel
import YAMLDocuments

extension Node {
    /// Whether some text in it holds an expression, or an escaped one.
    var hasExpressions: Bool {
        switch content {
        case .invalid, .pending, .link: false
        case .scalar(let scalar): !CELTemplate.isPlain(scalar.text)
        case .sequence(let nodes): nodes.contains(where: \.hasExpressions)
        case .mapping(let entries): entries.contains { $0.value.hasExpressions }
        }
    }
}

extension Node {
    /// The first part of it that is known later.
    var firstPending: Node? {
        switch content {
        case .scalar, .invalid: nil
        case .pending, .link: self
        case .sequence(let nodes): nodes.lazy.compactMap(\.firstPending).first
        case .mapping(let entries): entries.lazy.compactMap(\.value.firstPending).first
        }
    }
}

extension Problems {
    /// Reports that something has to be known which is not; what only looking up existing objects tells is left out.
    mutating func reportUnknown(_ name: String, _ node: Node, hint: String? = nil) {
        let reads = node.pendingReads
        guard let first = reads.first else { return noteFailure() }
        report(.unknownAtPlan(name, first, at: node.firstPending?.range ?? node.range, hint: hint))
    }
}

extension Diagnostic {
    static func sensitiveValue(_ name: String, at range: SourceRange) -> Diagnostic {
        .error(
            "sensitive-value",
            "'\(name)' takes no sensitive value, because it is shown in plans and kept in the state",
            at: range,
            hint: "Names, labels, references and what tells the elements of a list apart cannot be secrets."
        )
    }

    static func unknownAtPlan(
        _ name: String,
        _ read: AttributeReference,
        at range: SourceRange,
        hint: String?
    ) -> Diagnostic {
        .error(
            "unknown-at-plan",
            "'\(name)' has to be known when the plan is made, and \(read.address).\(read.attribute) is known after apply",
            at: range,
            hint: hint ?? "Use a variable, a local, or an attribute that this file writes."
        )
    }
}
