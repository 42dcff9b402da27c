import Diagnostics

/// Where a value and what is nested in it are written.
///
/// A file of thousands of resources has a place for each of its values, so a place is an array's worth of memory and
/// not a dictionary's; what is nested is found by looking through it.
package struct Places: Sendable {
    private enum Children: Sendable {
        case none
        case parts([(key: String, places: Places)])
        case elements([Places])
    }

    package let range: SourceRange
    private let children: Children

    /// The place of something that nothing is nested in.
    package init(_ range: SourceRange) {
        self.range = range
        children = .none
    }

    /// The place of a map; of several parts with one key the first one counts.
    package init(_ range: SourceRange, parts: [(key: String, places: Places)]) {
        self.range = range
        children = parts.isEmpty ? .none : .parts(parts)
    }

    /// The place of a list, in the order of its normal form.
    package init(_ range: SourceRange, elements: [Places]) {
        self.range = range
        children = elements.isEmpty ? .none : .elements(elements)
    }

    /// What a map has under its keys; empty for anything else.
    package var parts: [(key: String, places: Places)] {
        switch children {
        case .none, .elements: []
        case .parts(let parts): parts
        }
    }

    /// What a map has under a key, or a list at a number.
    package subscript(key: String) -> Places? {
        switch children {
        case .none: nil
        case .elements: Int(key).flatMap { self[$0] }
        case .parts(let parts): parts.first { $0.key == key }?.places
        }
    }

    package subscript(index: Int) -> Places? {
        switch children {
        case .none, .parts: nil
        case .elements(let elements): elements.indices.contains(index) ? elements[index] : nil
        }
    }

    /// The place of something nested, or the closest place around it that is known.
    package func range(of path: String...) -> SourceRange { range(of: path) }

    package func range(of path: [String]) -> SourceRange {
        var place = self
        for key in path {
            guard let next = place[key] else { break }
            place = next
        }
        return place.range
    }
}
