import Diagnostics
import NetworkText
import ResourceModel

/// What has to hold of that which a resource refers to, where the file does not say it: of what it leaves as it is, and of
/// what is only looked up.
struct ReferencedConditions {
    private let prospect: Prospect
    private var situation: Situation { prospect.perspective.situation }

    init(_ perspective: Perspective) { prospect = Prospect(perspective: perspective) }

    func diagnostics(_ resource: DesiredResource, _ change: ChangeDraft) -> [Diagnostic] {
        let type = situation.type(of: resource.address)
        let differing = Set(change.attributes.map(\.path.root))
        return type.constraints.flatMap { constraint -> [Diagnostic] in
            switch constraint {
            case .referencedValue(let path, let name, let value) where differing.contains(path.root):
                self.value(path, name, value, resource)
            case .referencedFlag(let rule) where differing.contains(rule.list): flags(rule, resource)
            case .sharedReference(let rule) where !differing.isDisjoint(with: [rule.list, rule.own.root]):
                shared(rule, resource)
            case .addressInside(let rule) where differing.contains(rule.list): addresses(rule, resource)
            case .referencedApart(let list, let target, let range) where differing.contains(list):
                overlaps(list, target, range, resource)
            case _: []
            }
        }
    }

    private func value(
        _ path: AttributePath,
        _ name: AttributeName,
        _ wanted: String,
        _ resource: DesiredResource
    ) -> [Diagnostic] {
        guard let target = resource.value(at: path),
            let present = prospect.value([name], of: target)?.string, present != wanted
        else { return [] }
        return [.otherValue(resource, path, title(target), name, present, wanted)]
    }

    private func flags(_ rule: Constraint.FlagRule, _ resource: DesiredResource) -> [Diagnostic] {
        elements(rule.list, of: resource).compactMap { element in
            guard element.value[rule.exempt] != true, let target = element.value[rule.target],
                prospect.value(rule.flag.names, of: target) == false
            else { return nil }
            return .flagOff(resource, title(target), rule, at: element.range(of: rule.target))
        }
    }

    private func shared(_ rule: Constraint.SharedReference, _ resource: DesiredResource) -> [Diagnostic] {
        guard let shared = prospect.value(rule.own.names, of: resource.address).map(situation.withOwner) else {
            return []
        }
        return elements(rule.list, of: resource).compactMap { element in
            guard element.value[rule.condition] == true, let target = element.value[rule.through],
                let theirs = prospect.elements(rule.theirs.list, of: target),
                !theirs.contains(where: { $0[rule.theirs.part].map(situation.withOwner) == shared })
            else { return nil }
            let words = (target: title(target), shared: title(shared))
            return .notShared(resource, words.target, words.shared, rule, at: element.range(of: rule.through))
        }
    }

    private func addresses(_ rule: Constraint.AddressRule, _ resource: DesiredResource) -> [Diagnostic] {
        let range = situation.type(of: resource.address).range(for: rule)
        return elements(rule.list, of: resource).flatMap { element -> [Diagnostic] in
            guard let target = element.value[rule.target],
                let ranges = prospect.elements(rule.ranges, of: target)?.ranges(rule.key)
            else { return [] }
            let words = title(target)
            let held = element.value[rule.address].map { $0.list ?? [$0] } ?? []
            var found = held.compactMap { $0.string.flatMap { IPAddress($0) } }
                .filter { address in !ranges.contains { $0.contains(address) } }
                .map { Diagnostic.outside(resource, $0, words, ranges, at: element.range(of: rule.address)) }
            if let range, let wanted = element.value[range]?.string.flatMap({ CIDR($0) }), !ranges.contains(wanted) {
                found.append(.noRange(resource, wanted, words, ranges, at: element.range(of: range)))
            }
            return found
        }
    }

    private func overlaps(
        _ list: AttributeName,
        _ part: AttributeName,
        _ range: AttributeName,
        _ resource: DesiredResource
    ) -> [Diagnostic] {
        var earlier: [(words: String, range: CIDR)] = []
        return elements(list, of: resource).compactMap { element in
            guard let target = element.value[part],
                let own = prospect.value([range], of: target)?.string.flatMap({ CIDR($0) })
            else { return nil }
            let words = title(target)
            defer { earlier.append((words, own)) }
            guard let other = earlier.first(where: { $0.words != words && $0.range.overlaps(own) }) else { return nil }
            return .crossing(resource, (words, own), other, at: element.range(of: part))
        }
    }

    private func title(_ target: Value) -> String { target.reference.map(situation.title) ?? target.keyText }

    /// What the file says in a list; of an object that is one by itself that one.
    private func elements(_ list: AttributeName, of resource: DesiredResource) -> [DesiredValue] {
        guard let written = resource.attributes[list],
            let kind = situation.type(of: resource.address).attribute(list)?.kind
        else { return [] }
        let value = prospect.perspective.evaluated(written.value, kind)
        guard let elements = value.list else { return [DesiredValue(value, places: written.places)] }
        return elements.enumerated().map { index, element in
            DesiredValue(element, places: written.places?[index] ?? written.places)
        }
    }
}

extension DesiredValue {
    fileprivate func range(of part: AttributeName) -> SourceRange? { places?[part.text]?.range ?? range }
}

extension AttributePath {
    var names: [AttributeName] {
        components.compactMap { component in
            guard case .attribute(let name) = component else { return nil }
            return name
        }
    }
}

extension [Value] {
    fileprivate func ranges(_ key: AttributeName) -> [CIDR] {
        compactMap { $0[key]?.string.flatMap { CIDR($0) } }
    }
}

extension Diagnostic {
    fileprivate static func otherValue(
        _ resource: DesiredResource,
        _ path: AttributePath,
        _ target: String,
        _ name: AttributeName,
        _ present: String,
        _ wanted: String
    ) -> Diagnostic {
        .error(
            "other-value",
            "'\(path)' of \(resource.address) needs something whose '\(name)' is '\(wanted)', and that of \(target) is '\(present)'",
            at: resource.range(at: path),
            address: resource.address.description
        )
    }

    fileprivate static func flagOff(
        _ resource: DesiredResource,
        _ target: String,
        _ rule: Constraint.FlagRule,
        at place: SourceRange?
    ) -> Diagnostic {
        .error(
            "other-value",
            "\(resource.address) cannot reach \(target): its '\(rule.flag)' is false",
            at: place ?? resource.range,
            address: resource.address.description,
            hint: "Write '\(rule.exempt): true' to reach it over a private network."
        )
    }

    fileprivate static func notShared(
        _ resource: DesiredResource,
        _ target: String,
        _ shared: String,
        _ rule: Constraint.SharedReference,
        at place: SourceRange?
    ) -> Diagnostic {
        .error(
            "not-attached",
            "\(resource.address) cannot reach \(target) with '\(rule.condition)': it is not attached to \(shared)",
            at: place ?? resource.range,
            address: resource.address.description,
            hint: "Attach it to that network first, or leave '\(rule.condition)' out."
        )
    }

    fileprivate static func outside(
        _ resource: DesiredResource,
        _ address: IPAddress,
        _ target: String,
        _ ranges: [CIDR],
        at place: SourceRange?
    ) -> Diagnostic {
        .error(
            "outside-range",
            ranges.isEmpty
                ? "\(address) cannot be had: \(target) has no ranges of addresses"
                : "\(address) is outside the ranges of \(target): \(ranges.shown)",
            at: place ?? resource.range,
            address: resource.address.description
        )
    }

    fileprivate static func noRange(
        _ resource: DesiredResource,
        _ range: CIDR,
        _ target: String,
        _ ranges: [CIDR],
        at place: SourceRange?
    ) -> Diagnostic {
        .error(
            "outside-range",
            ranges.isEmpty
                ? "no address can be had of \(range): \(target) has no ranges of addresses"
                : "\(range) is none of the ranges of \(target): \(ranges.shown)",
            at: place ?? resource.range,
            address: resource.address.description
        )
    }

    fileprivate static func crossing(
        _ resource: DesiredResource,
        _ one: (words: String, range: CIDR),
        _ other: (words: String, range: CIDR),
        at place: SourceRange?
    ) -> Diagnostic {
        .error(
            "overlapping-ranges",
            "\(one.words) (\(one.range)) overlaps with \(other.words) (\(other.range)), so that nothing can be in both",
            at: place ?? resource.range,
            address: resource.address.description
        )
    }
}
