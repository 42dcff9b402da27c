import ResourceModel

/// One of the file's outputs, before and after the plan.
package struct OutputChange: Hashable, Sendable {
    package let name: String
    /// What it is now; `nil` where something that it reads is not there.
    package let before: Value?
    /// What it will be, parts of it perhaps known after apply.
    package let after: Value
    package let isSensitive: Bool

    package init(_ name: String, before: Value?, after: Value, isSensitive: Bool = false) {
        self.name = name
        self.before = before
        self.after = after
        self.isSensitive = isSensitive
    }

    package var isChanged: Bool { before != after }
}

extension Perspective {
    /// The file's outputs as they are and as they will be.
    var outputs: [OutputChange] {
        situation.desired.outputs.map { output in
            let now = output.value.mapLeaves { present($0) ?? $0 }
            return OutputChange(
                output.name,
                before: now.isDeferred ? nil : now,
                after: output.value.mapLeaves(evaluate),
                isSensitive: output.isSensitive
            )
        }
    }
}

/// What the project has now, read for expressions without planning anything.
package struct LiveProject: Sendable {
    private let perspective: Perspective

    package init(
        catalog: Catalog,
        evaluator: ExpressionEvaluator = .none,
        desired: DesiredState,
        recorded: RecordedState,
        observed: ObservedState
    ) {
        let situation = Situation(
            catalog: catalog,
            desired: desired,
            recorded: recorded,
            observed: observed,
            evaluator: evaluator
        )
        perspective = Perspective(situation: situation, replaced: [])
    }

    /// The value as far as it is known; parts that nobody knows yet stay deferred.
    ///
    /// Throws what an expression fails with.
    package func evaluated(_ value: Value) throws -> Value {
        let situation = perspective.situation
        return try situation.evaluator.evaluated(value, in: situation.catalog, perspective.present)
    }
}
