import Diagnostics
import NetworkText
import ResourceModel

/// Finds addresses that the owner of the ranges keeps for itself.
struct ReservedAddressChecker {
    let drafts: Drafts
    let rule: Constraint.ReservedAddresses

    func check(_ draft: Draft, _ problems: inout Problems) {
        for element in draft.elements(of: rule.list) {
            guard let owner = owner(of: element, draft), let value = element.value[rule.address] else { continue }
            let places = element.places?[rule.address.text]
            for (index, part) in (value.list ?? [value]).enumerated() {
                guard let address = part.string.flatMap({ IPAddress($0) }), let use = use(of: address, owner) else {
                    continue
                }
                let place = places?[index]?.range ?? places?.range ?? element.range ?? draft.keyRange
                problems.report(.reserved(address, use, at: place))
            }
        }
    }

    private func owner(of element: DesiredValue, _ draft: Draft) -> Draft? {
        guard let target = rule.target else { return draft }
        guard case .reference(.resource(let address))? = element.value[target] else { return nil }
        return drafts[address]
    }

    /// What the address is used for.
    private func use(of address: IPAddress, _ owner: Draft) -> String? {
        if let use = rule.others[address.description] { return "is \(use)" }
        if !owner.isUncertain(rule.range), let range = owner.range(rule.range) {
            if range.host(1) == address {
                return "is \(rule.firstHost) of \(owner.address), the first host of \(range)"
            }
            if rule.target == nil, !range.contains(address) { return "is not inside \(range)" }
        }
        guard !owner.isUncertain(rule.parts) else { return nil }
        for part in owner.elements(of: rule.parts) {
            guard let range = part.value[rule.key]?.string.flatMap({ CIDR($0) }) else { continue }
            if range.address == address { return "is the first address of \(range), which stands for the range itself" }
            if range.last == address { return "is the last address of \(range), which is for broadcasts" }
        }
        return nil
    }
}

extension Draft {
    fileprivate func range(_ name: AttributeName) -> CIDR? {
        attributes[name]?.value.string.flatMap { CIDR($0) }
    }
}

extension Diagnostic {
    fileprivate static func reserved(_ address: IPAddress, _ use: String, at place: SourceRange) -> Diagnostic {
        .error("reserved-address", "\(address) cannot be had: it \(use)", at: place)
    }
}
