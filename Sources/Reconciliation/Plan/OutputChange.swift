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
