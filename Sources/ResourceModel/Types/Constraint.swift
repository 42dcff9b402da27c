/// What must hold among the attributes of a resource, and between it and those it refers to.
package enum Constraint: Sendable {
    /// At most one of these may be written.
    case exclusive([AttributeName])
    /// At least one of these must have a value.
    case anyOf([AttributeName])
    /// Every range of the element set lies inside the range of the attribute.
    case elementsInside(AttributeName, key: AttributeName, of: AttributeName)
    /// No two ranges of the element set overlap.
    case elementsDisjoint(AttributeName, key: AttributeName)
    /// An address of an element lies inside one of the ranges of what the element refers to.
    case addressInside(
        AttributeName,
        address: AttributeName,
        of: AttributeName,
        ranges: AttributeName,
        key: AttributeName
    )
    /// Attributes are required, or forbidden, depending on the value of another.
    case rule(when: AttributeName, isOneOf: [String], requires: [AttributeName], forbids: [AttributeName])
    /// In an element of a list of objects: attributes are required, or forbidden, depending on the value of another.
    ///
    /// An empty list counts as nothing, for both.
    case elementRule(
        AttributeName,
        when: AttributeName,
        isOneOf: [String],
        requires: [AttributeName],
        forbids: [AttributeName]
    )
    /// The parts of an object that are written have the same value, because the API changes them together.
    case equalParts(AttributeName, [AttributeName])
    /// The attribute has the value that it has at the resource that the reference leads to: a volume is where its
    /// server is.
    case agreement(AttributeName, through: AttributePath)
    /// At most so many resources refer to one through this attribute.
    case references(AttributeName, atMost: Int)
}
