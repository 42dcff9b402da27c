/// An expression whose value depends on something that apply will create or change.
///
/// The language that expressions are written in is not known here: `evaluate` is handed a way to read attributes.
package struct DeferredValue: Sendable {
    /// Reads one attribute or output of a resource; `nil` while it is unknown.
    package typealias Lookup = @Sendable (ResourceAddress, AttributeName) -> Value?

    /// The expression as it is written; also what tells two deferred values apart.
    package let source: String
    /// Everything that the expression reads, sorted; what it waits for.
    package let reads: [AttributeReference]
    /// Whether the value is kept as a hash and never printed.
    package var isSensitive: Bool
    /// The value, or `nil` while something that it reads is unknown.
    package let evaluate: @Sendable (@escaping Lookup) throws -> Value?

    package init(
        source: String,
        reads: [AttributeReference],
        isSensitive: Bool = false,
        evaluate: @escaping @Sendable (@escaping Lookup) throws -> Value?
    ) {
        self.source = source
        self.reads = reads.sorted()
        self.isSensitive = isSensitive
        self.evaluate = evaluate
    }
}

extension DeferredValue: Hashable {
    package static func == (left: DeferredValue, right: DeferredValue) -> Bool {
        left.source == right.source && left.reads == right.reads
    }

    package func hash(into hasher: inout Hasher) {
        hasher.combine(source)
        hasher.combine(reads)
    }
}

/// An attribute or output of a resource.
package struct AttributeReference: Hashable, Sendable, Comparable {
    package let address: ResourceAddress
    package let attribute: AttributeName

    package init(_ address: ResourceAddress, _ attribute: AttributeName) {
        self.address = address
        self.attribute = attribute
    }

    package static func < (left: AttributeReference, right: AttributeReference) -> Bool {
        (left.address, left.attribute) < (right.address, right.attribute)
    }
}
