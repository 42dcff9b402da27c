import NetworkText
import ResourceModel

/// Finds elements whose address lies in a range that the resource they refer to is about to give up.
///
/// The API keeps such a range as long as somebody has an address in it, so the element has to go first.
struct StrandedAddresses {
    let rules: [Constraint.AddressRule]
    private let perspective: Perspective

    init(_ type: ResourceType, _ elements: AttributeName, _ perspective: Perspective) {
        rules = type.constraints.compactMap { constraint in
            guard case .addressInside(let rule) = constraint, rule.list == elements else { return nil }
            return rule
        }
        self.perspective = perspective
    }

    /// The part of an observed element that has such an address, and what gives up its range.
    func strandedPart(of element: Value) -> (name: AttributeName, target: ResourceAddress)? {
        for rule in rules {
            guard case .reference(.resource(let target))? = element[rule.target], isStranded(element, rule, target)
            else { continue }
            return (rule.address, target)
        }
        return nil
    }

    private func isStranded(_ element: Value, _ rule: Constraint.AddressRule, _ target: ResourceAddress) -> Bool {
        let situation = perspective.situation
        guard let wanted = situation.desired.resources[target]?.value(rule.ranges)?.list,
            let present = situation.bindings[target]?.attributes[rule.ranges]?.list
        else { return false }
        let held = element[rule.address].map { $0.list ?? [$0] } ?? []
        let addresses = held.compactMap { $0.string.flatMap { IPAddress($0) } }
        let leaving = present.filter { range in !wanted.contains { $0.isSame(as: range, key: rule.key) } }
        return leaving.contains { range in
            guard let cidr = range[rule.key]?.string.flatMap({ CIDR($0) }) else { return false }
            return addresses.contains(where: cidr.contains)
        }
    }
}

extension Value {
    /// Whether a wanted element is there in the parts that the wish has.
    fileprivate func isSame(as present: Value, key: AttributeName) -> Bool {
        guard self[key] == present[key], case .map(let parts) = self else { return false }
        return parts.allSatisfy { name, value in value.isSatisfied(by: present[AttributeName(name)]) }
    }
}
