import Diagnostics
import NetworkText
import ResourceModel

/// Checks that the addresses of an element lie in one of the ranges of what the element refers to.
struct AddressChecker {
    let drafts: Drafts
    let ranges: AttributeName
    let key: AttributeName
    /// What was read so far; many elements refer to the same few resources.
    private var knownRanges: [ResourceAddress: [CIDR]?] = [:]

    init(drafts: Drafts, ranges: AttributeName, key: AttributeName) {
        self.drafts = drafts
        self.ranges = ranges
        self.key = key
    }

    mutating func check(
        _ draft: Draft,
        _ list: AttributeName,
        address: AttributeName,
        of target: AttributeName,
        _ problems: inout Problems
    ) {
        for element in draft.elements(of: list) {
            guard case .reference(.resource(let owner))? = element.value[target],
                let value = element.value[address], let ranges = ranges(of: owner)
            else { continue }
            for placed in addresses(value, element.places?[address.text]) {
                guard !ranges.contains(where: { $0.contains(placed.address) }) else { continue }
                let place = placed.place ?? draft.keyRange
                let note = Diagnostic.Note("its \(self.ranges) are here", at: drafts[owner]?.range(of: self.ranges))
                problems.report(.outside(placed.address, ranges, of: owner, at: place, note))
            }
        }
    }

    /// Nil where they are not all known: not written, wrong, or known after apply.
    private mutating func ranges(of owner: ResourceAddress) -> [CIDR]? {
        if let known = knownRanges[owner] { return known }
        let ranges = readRanges(of: owner)
        knownRanges.updateValue(ranges, forKey: owner)
        return ranges
    }

    private func readRanges(of address: ResourceAddress) -> [CIDR]? {
        guard let owner = drafts[address], let value = owner.attributes[ranges]?.value, !owner.isUncertain(ranges),
            !value.isDeferred,
            case .list(let elements) = value
        else { return nil }
        return elements.compactMap { $0[key]?.string.flatMap { CIDR($0) } }
    }

    private func addresses(_ value: Value, _ places: Places?) -> [(address: IPAddress, place: SourceRange?)] {
        switch value {
        case .string(let text):
            IPAddress(text).map { [($0, places?.range)] } ?? []
        case .list(let values):
            values.enumerated().flatMap { addresses($1, places?[$0]) }
        case .null, .boolean, .integer, .number, .map, .reference, .deferred:
            []
        }
    }
}

extension Diagnostic {
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
