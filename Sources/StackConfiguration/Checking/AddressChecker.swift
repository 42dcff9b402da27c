import Diagnostics
import NetworkText
import ResourceModel

/// Checks that the addresses of an element lie in one of the ranges of what the element refers to, and that a range to take
/// one of is one of these.
struct AddressChecker {
    private let drafts: Drafts
    private let rule: Constraint.AddressRule
    /// The part that names a range instead of an address.
    private let range: AttributeName?
    /// What was read so far; many elements refer to the same few resources.
    private var knownRanges: [ResourceAddress: [CIDR]?] = [:]

    init(drafts: Drafts, _ rule: Constraint.AddressRule, _ type: ResourceType) {
        self.drafts = drafts
        self.rule = rule
        range = type.range(for: rule)
    }

    mutating func check(_ draft: Draft, _ problems: inout Problems) {
        for element in draft.elements(of: rule.list) {
            guard case .reference(.resource(let owner))? = element.value[rule.target],
                let ranges = ranges(of: owner)
            else { continue }
            let note = Diagnostic.Note("its \(rule.ranges) are here", at: drafts[owner]?.range(of: rule.ranges))
            for placed in element.value[rule.address].map({ addresses($0, element.places?[rule.address.text]) }) ?? [] {
                guard !ranges.contains(where: { $0.contains(placed.address) }) else { continue }
                let place = placed.place ?? draft.keyRange
                problems.report(.outside("\(placed.address)", ranges, of: owner, at: place, note))
            }
            guard let range, let wish = element.value[range]?.string, let wanted = CIDR(wish), !ranges.contains(wanted)
            else { continue }
            let place = element.places?.range(of: range.text) ?? draft.keyRange
            problems.report(.noRange(wanted, ranges, of: owner, at: place, note))
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
        guard let owner = drafts[address], let value = owner.attributes[rule.ranges]?.value,
            !owner.isUncertain(rule.ranges),
            !value.isDeferred,
            case .list(let elements) = value
        else { return nil }
        return elements.compactMap { $0[rule.key]?.string.flatMap { CIDR($0) } }
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
        _ address: String,
        _ ranges: [CIDR],
        of owner: ResourceAddress,
        at place: SourceRange,
        _ note: Note
    ) -> Diagnostic {
        .error(
            "outside-range",
            ranges.isEmpty
                ? "\(address) cannot be had: \(owner) has no ranges of addresses"
                : "\(address) is outside the ranges of \(owner): \(ranges.shown)",
            at: place,
            notes: [note]
        )
    }

    fileprivate static func noRange(
        _ range: CIDR,
        _ ranges: [CIDR],
        of owner: ResourceAddress,
        at place: SourceRange,
        _ note: Note
    ) -> Diagnostic {
        .error(
            "outside-range",
            ranges.isEmpty
                ? "no address can be had of \(range): \(owner) has no ranges of addresses"
                : "\(range) is none of the ranges of \(owner): \(ranges.shown)",
            at: place,
            notes: [note]
        )
    }
}
