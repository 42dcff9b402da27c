/// A list that knows how large and deep it is, so that no walk over it can surprise.
package struct CELList: Sendable {
    package let elements: [CELValue]
    let size: Int
    let depth: Int

    package init(_ elements: [CELValue]) {
        self.elements = elements
        var size = 1
        var depth = 0
        for element in elements {
            size = size.addingClamped(element.size)
            depth = max(depth, element.depth)
        }
        self.size = size
        self.depth = depth + 1
    }
}

extension Int {
    /// The sum of two sizes; values share their parts, so that a sum can pass what an integer holds.
    func addingClamped(_ other: Int) -> Int {
        let (sum, overflow) = addingReportingOverflow(other)
        return overflow ? .max : sum
    }
}
