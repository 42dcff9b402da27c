import Diagnostics
import ResourceModel

/// Checks the address ranges in a resource against each other.
struct RangeChecker {
    let drafts: Drafts
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
        let ranges = ranges(of: list, key: key).sorted { left, right in
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

/// Checks that the addresses of an element lie in one of the ranges of what the element refers to.
struct AddressChecker {
    let drafts: Drafts
    let ranges: AttributeName
    let key: AttributeName

    func check(
        _ draft: Draft,
        _ list: AttributeName,
        address: AttributeName,
        of target: AttributeName,
        _ problems: inout Problems
    ) {
        for element in draft.elements(of: list) {
            guard case .reference(.resource(let other))? = element.value[target], let owner = drafts[other],
                let value = element.value[address], let ranges = knownRanges(of: owner)
            else { continue }
            for placed in addresses(value, element.places?.children[address.text]) {
                guard !ranges.contains(where: { $0.contains(placed.address) }) else { continue }
                let note = Diagnostic.Note("its \(self.ranges) are here", at: owner.range(of: self.ranges))
                problems.report(.outside(placed.address, ranges, of: other, at: placed.place ?? draft.keyRange, note))
            }
        }
    }

    /// Nil where they are not all known: not written, wrong, or known after apply.
    private func knownRanges(of owner: Draft) -> [CIDR]? {
        guard let value = owner.attributes[ranges]?.value, !owner.isUncertain(ranges), !value.isDeferred,
            case .list(let elements) = value
        else { return nil }
        return elements.compactMap { $0[key]?.string.flatMap { CIDR($0) } }
    }

    private func addresses(_ value: Value, _ places: Places?) -> [(address: IPAddress, place: SourceRange?)] {
        switch value {
        case .string(let text):
            IPAddress(text).map { [($0, places?.range)] } ?? []
        case .list(let values):
            values.enumerated().flatMap { addresses($1, places?.children[String($0)]) }
        case .null, .boolean, .integer, .number, .map, .reference, .deferred:
            []
        }
    }
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

    fileprivate static func outside(
        _ address: IPAddress,
        _ ranges: [CIDR],
        of owner: ResourceAddress,
        at place: SourceRange,
        _ note: Note
    ) -> Diagnostic {
        let shown = ranges.prefix(3).map(\.description).joined(separator: ", ")
        let more = ranges.count > 3 ? ", …" : ""
        return .error(
            "outside-range",
            ranges.isEmpty
                ? "\(address) cannot be had: \(owner) has no ranges of addresses"
                : "\(address) is outside the ranges of \(owner): \(shown)\(more)",
            at: place,
            notes: [note]
        )
    }
}
