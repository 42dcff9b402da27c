/// The language in which the expressions of deferred values are written, as a function.
package struct ExpressionEvaluator: Sendable {
    /// Reads one attribute or output of a resource; `nil` while it is unknown.
    package typealias Lookup = (ResourceAddress, AttributeName) -> Value?

    /// What an expression is evaluated as.
    package struct Purpose: Sendable {
        /// `nil` for a value of no kind in particular.
        package let kind: ValueKind?
        /// Whether the value may turn out to be sensitive, and no message shows anything of it.
        package let isSensitive: Bool
        /// Whether there may be nothing.
        package let takesNull: Bool

        package init(kind: ValueKind?, isSensitive: Bool, takesNull: Bool = true) {
            self.kind = kind
            self.isSensitive = isSensitive
            self.takesNull = takesNull
        }
    }

    private let evaluate: @Sendable (DeferredExpression, Purpose, Lookup) throws -> Value?

    /// - Parameter evaluate: gives `nil` while something that the expression reads is unknown.
    package init(_ evaluate: @escaping @Sendable (DeferredExpression, Purpose, Lookup) throws -> Value?) {
        self.evaluate = evaluate
    }

    /// For states without expressions.
    package static let none = ExpressionEvaluator { expression, _, _ in
        preconditionFailure("there is no language to evaluate '\(expression.source)' in")
    }

    /// The value, or `nil` while something that it reads is unknown.
    package func value(of deferred: DeferredValue, in catalog: Catalog, _ lookup: Lookup) throws -> Value? {
        switch deferred.formula {
        case .output(let reference):
            return lookup(reference.address, reference.attribute)
        case .text(let reference):
            return lookup(reference.address, reference.attribute).map { .string($0.keyText) }
        case .merged(let entries):
            return try value(of: entries, in: catalog, lookup)
        case .expression(let expression):
            let kind = expression.becomes.flatMap { catalog.kind(at: $0) }
            let purpose = Purpose(
                kind: kind,
                isSensitive: deferred.isSensitive,
                takesNull: expression.becomes.map(catalog.takesNull) ?? true
            )
            return try evaluate(expression, purpose, lookup)
        case .sealed:
            preconditionFailure("a plan that was kept is read; what is carried out was planned again")
        }
    }

    /// The value with its deferred parts evaluated; those in which something is unknown stay.
    package func evaluated(_ value: Value, in catalog: Catalog, _ lookup: Lookup) throws -> Value {
        try value.mapLeaves { leaf in
            guard case .deferred(let deferred) = leaf else { return leaf }
            return try self.value(of: deferred, in: catalog, lookup) ?? leaf
        }
    }

    private func value(of entries: MergedEntries, in catalog: Catalog, _ lookup: Lookup) throws -> Value? {
        guard let listed = lookup(entries.listed.address, entries.listed.attribute)?.list else { return nil }
        let wanted = try evaluated(entries.wish, in: catalog, lookup).list ?? []
        let named = Set(wanted.compactMap { $0[entries.entry] })
        let others = listed.filter { !named.contains($0) }.map { Value.map([entries.entry.text: $0]) }
        let merged = Value.list(wanted + others)
        return catalog.kind(at: entries.kind)?.normalized(merged) ?? merged
    }
}
