/// A value that depends on something that apply will create or change.
///
/// It is plain data: two of them are equal when they say the same, wherever that is written.
package struct DeferredValue: Hashable, Sendable {
    /// What gives the value.
    package enum Formula: Hashable, Sendable {
        /// What an object shows, as it is.
        case output(AttributeReference)
        /// What an object shows, as a text: an ID where the API also takes names.
        case text(of: AttributeReference)
        case merged(MergedEntries)
        case expression(DeferredExpression)
        /// What a plan that is kept tells of a value.
        case sealed(SealedValue)
    }

    package let formula: Formula
    /// Everything that it reads, sorted; what it waits for.
    package let reads: [AttributeReference]
    /// Whether the value is kept as a hash and never printed.
    package var isSensitive: Bool

    private init(_ formula: Formula, reads: some Sequence<AttributeReference>, isSensitive: Bool) {
        self.formula = formula
        self.reads = reads.sorted()
        self.isSensitive = isSensitive
    }

    package init(
        _ expression: DeferredExpression,
        reads: some Sequence<AttributeReference>,
        isSensitive: Bool = false
    ) {
        self.init(.expression(expression), reads: reads, isSensitive: isSensitive)
    }

    package static func sealed(
        _ seal: SealedValue,
        reads: some Sequence<AttributeReference>,
        isSensitive: Bool
    ) -> DeferredValue {
        DeferredValue(.sealed(seal), reads: reads, isSensitive: isSensitive)
    }

    package static func output(_ reference: AttributeReference) -> DeferredValue {
        DeferredValue(.output(reference), reads: [reference], isSensitive: false)
    }

    package static func text(of reference: AttributeReference) -> DeferredValue {
        DeferredValue(.text(of: reference), reads: [reference], isSensitive: false)
    }

    package static func merged(_ entries: MergedEntries) -> DeferredValue {
        DeferredValue(.merged(entries), reads: [entries.listed] + entries.wish.deferredReads, isSensitive: false)
    }

    /// How messages and plans name it: the expression as it is written, or what a part of it reads.
    package var source: String {
        switch formula {
        case .output(let reference), .text(let reference): reference.description
        case .merged(let entries): "\(entries.wish.keyText) with \(entries.listed)"
        case .expression(let expression): expression.partWords ?? expression.source
        case .sealed(let seal): seal.source ?? "a secret"
        }
    }
}

/// What is kept of a value that may not be kept itself: enough to tell whether another one is the same.
package struct SealedValue: Hashable, Sendable {
    /// The expression as it is written; `nil` for a secret that is known.
    package let source: String?
    /// A digest of all that the value depends on; where that is a secret, it is its fingerprint.
    package let digest: String

    package init(source: String?, digest: String) {
        self.source = source
        self.digest = digest
    }
}

/// A list of the file together with the entries that an object has beside them.
package struct MergedEntries: Hashable, Sendable {
    /// What the file says, parts of it perhaps deferred.
    package let wish: Value
    /// Where the object lists its entries.
    package let listed: AttributeReference
    /// The part that tells entries apart.
    package let entry: AttributeName
    /// What the whole becomes.
    package let kind: KindPlace

    package init(_ wish: Value, listed: AttributeReference, by entry: AttributeName, as kind: KindPlace) {
        self.wish = wish
        self.listed = listed
        self.entry = entry
        self.kind = kind
    }
}

/// An attribute or output of a resource.
package struct AttributeReference: Hashable, Sendable, Comparable, CustomStringConvertible {
    package let address: ResourceAddress
    package let attribute: AttributeName

    package init(_ address: ResourceAddress, _ attribute: AttributeName) {
        self.address = address
        self.attribute = attribute
    }

    package var description: String { "\(address).\(attribute)" }

    package static func < (left: AttributeReference, right: AttributeReference) -> Bool {
        (left.address, left.attribute) < (right.address, right.attribute)
    }
}

extension Value {
    /// Everything that deferred parts read, in a fixed order.
    package var deferredReads: [AttributeReference] {
        switch self {
        case .null, .boolean, .integer, .number, .string, .reference: []
        case .list(let values): values.flatMap(\.deferredReads)
        case .map(let entries): entries.sortedByKey().flatMap(\.value.deferredReads)
        case .deferred(let deferred): deferred.reads
        }
    }
}
