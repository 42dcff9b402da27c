/// What an expression was told of something when the file was read.
package struct CapturedValue: Hashable, Sendable {
    /// A value of the expression language.
    package indirect enum Content: Hashable, Sendable {
        case null
        case boolean(Bool)
        case integer(Int64)
        case unsigned(UInt64)
        case number(Double)
        case text(String)
        case bytes([UInt8])
        case list([Content])
        /// In the order in which it is walked over.
        case map([Entry])
        case optional(Content?)
        /// A type as a value, by its name.
        case type(String)
        case address(String)
        case addressRange(String)
        /// Something that is walked through, by its path.
        case object(String)
        /// What only an object in the cloud tells.
        case read(UnknownRead)
        /// The value of another expression.
        case deferred(DeferredValue)
        /// A part of which nothing may be shown or stored, while the whole may.
        case sensitive(Content)
    }

    package struct Entry: Hashable, Sendable {
        package let key: Content
        package let value: Content

        package init(_ key: Content, _ value: Content) {
            self.key = key
            self.value = value
        }
    }

    package let content: Content
    /// Whether nothing of it may be shown or stored.
    package let isSensitive: Bool

    package init(_ content: Content, isSensitive: Bool = false) {
        self.content = content
        self.isSensitive = isSensitive
    }
}

/// Something that the file alone does not tell.
package struct UnknownRead: Hashable, Sendable {
    /// How an expression sees what is read.
    package enum Shape: Hashable, Sendable {
        case plain
        /// A map by the logical names of what entries refer to; those of looked-up objects are given.
        case byReference(Output.ReferenceMap, lookedUp: [ResourceID: String])
        /// The entry that refers to this, or the first one.
        case entry(Output.ReferenceMap, of: Reference?)
    }

    /// What is read of the resource; `nil` for what only a plan looks up.
    package let reference: AttributeReference?
    package let shape: Shape
    /// Further attributes that have to be as wanted before it is read.
    package let follows: [AttributeName]
    package let isSensitive: Bool
    /// How a message names it.
    package let words: String

    package init(
        _ reference: AttributeReference?,
        shape: Shape = .plain,
        follows: [AttributeName] = [],
        isSensitive: Bool = false,
        words: String
    ) {
        self.reference = reference
        self.shape = shape
        self.follows = follows
        self.isSensitive = isSensitive
        self.words = words
    }

    package var reads: [AttributeReference] {
        guard let reference else { return [] }
        return [reference] + follows.map { AttributeReference(reference.address, $0) }
    }
}
