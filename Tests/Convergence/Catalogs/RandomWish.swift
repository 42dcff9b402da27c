import ResourceModel
import TestSupport

/// Random declarations for a catalog, from a small pool of names so that two of them overlap.
struct RandomWish {
    let catalog: Catalog
    private var random: SeededGenerator
    /// The addresses that are declared, by type.
    private var declared: [ResourceType.Name: [ResourceAddress]] = [:]
    /// What something holds that only one can have.
    private var held: Set<[Value]> = []
    /// How far from its own key is what a resource claims: what all hold changes hands one after the other, and nobody
    /// waits in a circle for what somebody else gives up.
    private let distance: Int

    init(_ catalog: Catalog, seed: UInt64) {
        self.catalog = catalog
        random = SeededGenerator(seed: seed)
        distance = Int.random(in: 0...1, using: &random)
    }

    /// The same resources for the same seed.
    mutating func state() -> DesiredState {
        var resources: [DesiredResource] = []
        for type in catalog.types {
            declared[type.name] = random.some(["a", "b", "c"], percent: 65).map { ResourceAddress(type.section, $0) }
            resources += (declared[type.name] ?? []).compactMap { resource($0, type) }
        }
        return DesiredState(stack: "random", resources: resources)
    }

    private mutating func resource(_ address: ResourceAddress, _ type: ResourceType) -> DesiredResource? {
        var values: [AttributeName: Value] = [:]
        for attribute in type.attributes where attribute.name != .name {
            let isNeeded = attribute.presence == .required || attribute.name == "parts"
            guard isNeeded || random.chance(60) else { continue }
            if let value = value(attribute, of: address), !value.isNull {
                values[attribute.name] = value
            } else if isNeeded {
                declared[type.name]?.removeAll { $0 == address }
                return nil
            }
        }
        if random.chance(20) { values[.name] = .string("\(address.key)-renamed") }
        let earlier = declared.values.flatMap(\.self).filter { $0 < address && $0.section != address.section }.sorted()
        let refers = type.attributes.contains(where: \.kind.refers)
        let createsFirst = !refers && random.chance(30)
        let dependsOn = earlier.isEmpty || !random.chance(15) ? [] : [random.pick(earlier).description]
        return .fixture(address.description, values, catalog: catalog, dependsOn: dependsOn) {
            $0.lifecycle.createBeforeDestroy = createsFirst
        }
    }

    private mutating func value(_ attribute: Attribute, of address: ResourceAddress) -> Value? {
        if attribute.claim == .target, case .reference(let target) = attribute.kind {
            let keys = ["a", "b", "c"]
            let place = (keys.firstIndex(of: address.key) ?? 0) + distance
            guard keys.indices.contains(place) else { return nil }
            return declared[target.type]?.first { $0.key == keys[place] }.map { .reference(.resource($0)) }
        }
        if attribute.guardsDeletion { return ["delete": .boolean(random.chance(50))] }
        return value(attribute.kind)
    }

    private mutating func value(_ kind: ValueKind) -> Value? {
        switch kind {
        case .string: return .string(random.pick(["one", "two", "three"]))
        case .integer: return .integer(Int64.random(in: 1...5, using: &random))
        case .boolean: return .boolean(random.chance(50))
        case .oneOf(let texts): return .string(random.pick(texts))
        case .labels: return .map(["team": .string(random.pick(["shop", "blog"]))])
        case .reference(let reference):
            return declared[reference.type]?.randomElement(using: &random).map { .reference(.resource($0)) }
        case .list(.reference(let reference), _, _):
            return .list(random.some(declared[reference.type] ?? []).map { .reference(.resource($0)) })
        case .elements(let set): return elements(set)
        case .object(let parts):
            return .map(
                parts.reduce(into: [:]) { entries, part in
                    if random.chance(70) { entries[part.name.text] = value(part.kind) }
                }
            )
        case .list, .offering: return nil
        }
    }

    /// One element for each of some keys; of a list that others need there is always one.
    private mutating func elements(_ set: ElementSet) -> Value {
        guard let key = set.key.first, let part = set.attribute(key) else { return .list([]) }
        let keys: [Value]
        if case .reference(let reference) = part.kind {
            keys = random.some(declared[reference.type] ?? []).map { .reference(.resource($0)) }
        } else {
            keys = [.string("first")] + random.some(["k1", "k2", "k3", "k4"]).map { .string($0) }
        }
        return .list(keys.map { element($0, key, set) })
    }

    private mutating func element(_ keyValue: Value, _ key: AttributeName, _ set: ElementSet) -> Value {
        var entries = [key.text: keyValue]
        for part in set.attributes where part.name != key && random.chance(60) {
            if case .within? = part.claim {
                let places = ["p1", "p2", "p3"].map { Value.string($0) }.shuffled(using: &random)
                entries[part.name.text] = places.first { held.insert([keyValue, $0]).inserted }
            } else {
                entries[part.name.text] = value(part.kind)
            }
        }
        return .map(entries)
    }
}
