/// The number that Hetzner assigns to an object of a kind.
package struct ResourceID: Hashable, Sendable, Comparable, CustomStringConvertible {
    package let number: Int64

    package init(_ number: Int64) { self.number = number }
    package var description: String { String(number) }
    package static func < (left: ResourceID, right: ResourceID) -> Bool { left.number < right.number }
}
