/// Bounds that keep any expression from taking the process's time, stack or memory.
package struct CELLimits: Hashable, Sendable {
    /// Bytes of an expression's text.
    package var expressionLength = 65_536
    /// Levels of the syntax tree and of a value; every walk over them recurses this deep.
    package var depth = 200
    /// Evaluation steps; a step is a node, an element walked over or some 64 bytes copied.
    package var steps = 1_000_000
    /// The size of a value: one for each element in it and one for each byte of its text.
    package var valueSize = 4_000_000

    package init() {}

    package static let standard = CELLimits()
}
