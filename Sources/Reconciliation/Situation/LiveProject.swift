import ResourceModel

/// What the project has now, read for expressions without planning anything.
package struct LiveProject: Sendable {
    private let perspective: Perspective

    package init(
        catalog: Catalog,
        evaluator: ExpressionEvaluator,
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
