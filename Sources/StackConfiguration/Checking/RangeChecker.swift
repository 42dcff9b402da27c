import Diagnostics
import NetworkText
import ResourceModel

/// Checks the address ranges in a resource against each other.
struct RangeChecker {
    let draft: Draft

    /// Every range of the list lies inside the range of an attribute.
    func checkElements(
        _ list: AttributeName,
        key: AttributeName,
        inside outer: AttributeName,
        _ problems: inout Problems
    ) {
        guard let whole = draft.attributes[outer], let range = whole.value.string.flatMap({ CIDR($0) }) else { return }
        for part in ranges(of: list, key: key) where !range.contains(part.range) {
            problems.report(.outside(part, range, of: outer, at: whole.range))
        }
    }

    /// No two ranges of the list overlap; equal ones are another check's.
    func checkDisjoint(_ list: AttributeName, key: AttributeName, noun: String, _ problems: inout Problems) {
        // The range of everything gives way to every other one.
        let ranges = ranges(of: list, key: key).filter { $0.range.prefix > 0 }.sorted { left, right in
            (left.range.address, left.range.prefix) < (right.range.address, right.range.prefix)
        }
        guard var widest = ranges.first else { return }
        for range in ranges.dropFirst() {
            if range.range.overlaps(widest.range) {
                guard range.range != widest.range else { continue }
                problems.report(.overlap(range, widest, noun: noun))
            } else {
                widest = range
            }
        }
    }

    private func ranges(of list: AttributeName, key: AttributeName) -> [PlacedRange] {
        draft.elements(of: list).compactMap { element in
            guard let range = element.value[key]?.string.flatMap({ CIDR($0) }) else { return nil }
            return PlacedRange(range: range, place: element.places?.range(of: key.text) ?? draft.keyRange)
        }
    }
}

/// A range of addresses with its place in the file.
struct PlacedRange {
    let range: CIDR
    let place: SourceRange
}

extension Diagnostic {
    fileprivate static func outside(
        _ part: PlacedRange,
        _ whole: CIDR,
        of name: AttributeName,
        at place: SourceRange?
    ) -> Diagnostic {
        .error(
            "outside-range",
            "\(part.range) is not inside \(whole)",
            at: part.place,
            notes: [.init("the '\(name)' around it is here", at: place)]
        )
    }

    fileprivate static func overlap(_ range: PlacedRange, _ other: PlacedRange, noun: String) -> Diagnostic {
        let isInOrder = other.place.start < range.place.start
        let (first, second) = isInOrder ? (other, range) : (range, other)
        return .error(
            "overlapping-ranges",
            "\(second.range) overlaps with the \(noun) \(first.range)",
            at: second.place,
            notes: [.init("the other one is here", at: first.place)]
        )
    }
}
