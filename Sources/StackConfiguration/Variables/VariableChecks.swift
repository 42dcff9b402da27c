import CELExpressions
import Diagnostics
import YAMLDocuments

// What a value has to meet, wherever it comes from.
extension Variable {
    /// The value that is written at a node, without expressions.
    func value(written node: Node, _ problems: inout Problems) -> CELValue? {
        if case .invalid = node.content { return nil }
        guard !node.hasExpressions else {
            problems.report(.variableExpression(self, at: node.range))
            return nil
        }
        return checked(type.value(of: node), not: node, at: node.range, &problems)
    }

    /// The default as what expressions name.
    func usualValue(_ node: Node, _ problems: inout Problems) -> Meaning {
        value(written: node, &problems).map { .value($0, isSensitive: isSensitive) } ?? .failed
    }

    /// The value if it is one of the type that meets the condition; what is wrong with it is reported.
    ///
    /// - Parameter node: where it is written, unless nothing of it may be shown.
    /// - Parameter source: where it comes from in the words of a message, where no file has it.
    func checked(
        _ value: CELValue?,
        not node: Node? = nil,
        at range: SourceRange?,
        from source: String? = nil,
        _ problems: inout Problems
    ) -> CELValue? {
        guard let value else {
            problems.report(.wrongVariable(self, not: isSensitive ? nil : node, at: range, from: source))
            return nil
        }
        return isAccepted(value, at: range, from: source, &problems) ? value : nil
    }

    private func isAccepted(
        _ value: CELValue,
        at range: SourceRange?,
        from source: String?,
        _ problems: inout Problems
    ) -> Bool {
        guard let condition else { return true }
        var names = Names()
        names.set("value", to: .value(value, isSensitive: isSensitive), type: type.type)
        // Read as an expression in a text, so that its mistakes have their places; two letters stand before it.
        let (template, mistakes) = CELTemplate.parse("${\(condition.text)}")
        let found = mistakes.isEmpty ? template.check(in: names.environment(CELFunctions())).problems : mistakes
        let result = template.evaluate(in: names.activation(CELFunctions()))
        let wrong = found.isEmpty ? [result.problem].compactMap(\.self) : found
        guard wrong.isEmpty else {
            wrong.forEach { problems.report(.condition($0, in: condition.node)) }
            return false
        }
        guard case .bool(let isMet)? = result.value, template.soleExpression != nil else {
            problems.report(.noCondition(self, at: condition.node.range))
            return false
        }
        if !isMet { problems.report(.refusedVariable(self, condition.text, at: range, from: source)) }
        return isMet
    }
}

extension Diagnostic {
    fileprivate static func variableExpression(_ variable: Variable, at range: SourceRange) -> Diagnostic {
        .error(
            "unsupported-expression",
            "the value of the variable '\(variable.name)' takes no expressions",
            at: range,
            hint: "A value that is calculated goes under 'locals'."
        )
    }

    fileprivate static func wrongVariable(
        _ variable: Variable,
        not node: Node?,
        at range: SourceRange?,
        from source: String?
    )
        -> Diagnostic
    {
        let prefix = source.map { "\($0): " } ?? ""
        let found = node.map { ", not \($0.found)" } ?? ""
        let message = "\(prefix)expected \(variable.type.words) for the variable '\(variable.name)'\(found)"
        let note = Note("it is declared here", at: variable.range)
        return .error("wrong-type", message, at: range, notes: [note])
    }

    fileprivate static func refusedVariable(
        _ variable: Variable,
        _ condition: String,
        at range: SourceRange?,
        from source: String?
    ) -> Diagnostic {
        let prefix = source.map { "\($0): " } ?? ""
        let note = Note("it is declared here", at: variable.range)
        return .error(
            "invalid-value",
            "\(prefix)the value of the variable '\(variable.name)' does not meet its condition: \(condition)",
            at: range,
            notes: [note]
        )
    }

    fileprivate static func condition(_ problem: CELProblem, in node: Node) -> Diagnostic {
        let lower = max(problem.range.lowerBound - 2, 0)
        let range = node.range(ofText: lower..<max(problem.range.upperBound - 2, lower))
        let hint = problem.subject.flatMap { Suggestion.question(for: $0, among: problem.candidates) }
        return .error(Diagnostic.Code(problem.code.rawValue), problem.message, at: range, hint: hint)
    }

    fileprivate static func noCondition(_ variable: Variable, at range: SourceRange) -> Diagnostic {
        .error(
            "wrong-type",
            "'validate' of the variable '\(variable.name)' is no condition: expected an expression that is true or false",
            at: range,
            hint: "The value is called 'value': validate: 'value > 0'."
        )
    }
}
