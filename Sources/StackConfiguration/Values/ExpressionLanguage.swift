import CELExpressions
import Diagnostics
import ResourceModel

extension ExpressionEvaluator {
    /// The language of desired-state files.
    package static let language = ExpressionEvaluator { expression, purpose, lookup in
        let (template, _) = CELTemplate.parse(expression.text)
        guard let value = try expression.value(template, isSensitive: purpose.isSensitive, lookup) else { return nil }
        guard let node = Node(value, at: expression.range) else {
            let target = expression.becomes.map { "is no '\($0.name)'" } ?? "cannot be written"
            throw EvaluationFailure("a value of type \(value.typeName) \(target)", at: expression.place)
        }
        guard let place = expression.becomes else { return Value(plain: node) }
        guard let kind = purpose.kind else {
            throw EvaluationFailure("nothing is known of '\(place.type).\(place.name)'", at: expression.place)
        }
        guard !node.isNull || purpose.takesNull else {
            throw EvaluationFailure(
                "'\(place.name)' needs a value, and '\(expression.source)' is null",
                at: expression.place
            )
        }
        return node.isNull ? .null : try expression.read(node, as: kind, for: place.name, purpose)
    }
}

extension DeferredExpression {
    fileprivate func read(
        _ node: Node,
        as kind: ValueKind,
        for name: String,
        _ purpose: ExpressionEvaluator.Purpose
    ) throws(EvaluationFailure) -> Value? {
        var problems = Problems(hints: Hints(misnomers: Misnomers()))
        let read = ValueReader(references: .asWritten).read(node, as: kind, for: name, &problems)
        guard let problem = problems.diagnostics.first else { return read?.value }
        let message = purpose.isSensitive ? "the sensitive value is not what '\(name)' takes" : problem.message
        throw EvaluationFailure(message, at: place)
    }
}
