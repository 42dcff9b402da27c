import NetworkText
import ResourceModel

/// Addresses that a network gave where nobody asked for one: a person would not have written them.
///
/// The API takes the lowest that is free. So one above which some are free, or that something else in the project
/// mentions, may be there for a reason; of a network with several subnets nothing is concluded.
struct PickedAddresses {
    /// In each network, the lowest address that nothing has.
    private var lowestFree: [ObjectKey: IPAddress] = [:]
    /// What has addresses in it, in texts of any kind.
    private var mentioned: Set<String> = []
    private var taken: [ObjectKey: Set<IPAddress>] = [:]

    init(_ observed: ObservedState, _ catalog: Catalog) {
        for type in catalog.types {
            for object in (observed.objects[type.name] ?? [:]).values {
                for attribute in type.attributes {
                    if let value = object.attributes[attribute.name] { collect(value, attribute.kind) }
                }
            }
        }
        let rules = catalog.types.flatMap(\.constraints).compactMap { constraint -> Constraint.ReservedAddresses? in
            guard case .reserved(let rule) = constraint, rule.target != nil else { return nil }
            return rule
        }
        for (key, addresses) in taken {
            guard let object = observed.object(key.type, key.id) else { continue }
            lowestFree[key] = rules.lazy.compactMap { Self.lowestFree(object, addresses, $0) }.first
        }
    }

    /// Whether nobody needs to have asked for the address.
    func contains(_ address: String, in network: ObjectKey) -> Bool {
        guard let lowest = lowestFree[network], let address = IPAddress(address) else { return false }
        return address < lowest && !mentioned.contains(address.description)
    }

    private static func lowestFree(
        _ object: ObservedObject,
        _ taken: Set<IPAddress>,
        _ rule: Constraint.ReservedAddresses
    ) -> IPAddress? {
        guard let parts = object.attributes[rule.parts]?.list, parts.count == 1,
            let range = parts[0][rule.key]?.string.flatMap({ CIDR($0) })
        else { return nil }
        let first = object.attributes[rule.range]?.string.flatMap { CIDR($0) }?.host(1)
        var offset: UInt128 = 1
        while let address = range.host(offset), taken.contains(address) || address == first { offset += 1 }
        return range.host(offset)
    }

    private mutating func collect(_ value: Value, _ kind: ValueKind) {
        switch (kind, value) {
        case (.elements(let set), .list(let elements)):
            for element in elements { collect(element, .object(set.attributes)) }
        case (.list(let kind, _, _), .list(let values)):
            for value in values { collect(value, kind) }
        case (.object(let parts), .map(let values)):
            for part in parts {
                guard let value = values[part.name.text] else { continue }
                guard case .within(let sibling, let isPicked)? = part.claim,
                    let network = values[sibling.text]?.references.first?.objectKey
                else {
                    collect(value, part.kind)
                    continue
                }
                let texts = (value.list ?? [value]).compactMap(\.string)
                taken[network, default: []].formUnion(texts.compactMap { IPAddress($0) })
                if !isPicked { collect(value, part.kind) }
            }
        case (_, .string(let text)):
            mentioned.formUnion(text.split { !$0.isHexDigit && $0 != "." && $0 != ":" }.map(String.init))
        case (_, .map(let values)):
            for value in values.values { collect(value, kind) }
        case _:
            break
        }
    }
}
