import ResourceModel

/// Who is related to whom, found once for a whole situation.
struct Relations: Sendable {
    /// What is with an object, and the attribute that says whether it goes along with it.
    struct Companionship: Sendable {
        let address: ResourceAddress
        let condition: AttributeName
        let isTrue: Bool
    }

    /// What each declared resource refers to or is said to depend on; sorted.
    private let dependencies: [ResourceAddress: [ResourceAddress]]
    /// Declared resources that refer to an address, or did at the last apply.
    private let referrers: [ResourceAddress: [ResourceAddress]]
    private let companions: [Reference: [Companionship]]
    /// Declared resources by type and name in the cloud.
    private let named: [ResourceType.Name: [String: [ResourceAddress]]]
    /// Names in the cloud, by type.
    private let observedNames: [ResourceType.Name: Set<String>]

    init(_ desired: DesiredState, _ bound: Bindings) {
        let dependencies = desired.resources.mapValues(\.dependencies)
        self.dependencies = dependencies
        referrers = desired.resources.keys.reduce(into: [:]) { referrers, address in
            let earlier = bound.recorded.resources[address]?.dependencies ?? []
            for target in Set(dependencies[address, default: []] + earlier) {
                referrers[target, default: []].append(address)
            }
        }
        observedNames = bound.observed.objects.mapValues { Set($0.values.compactMap(\.name)) }
        companions = Self.companions(bound)
        named = desired.resources.values.reduce(into: [:]) { named, resource in
            guard let name = resource.value(.name)?.string else { return }
            named[resource.type, default: [:]][name, default: []].append(resource.address)
        }
    }

    private static func companions(_ bound: Bindings) -> [Reference: [Companionship]] {
        var found: [Reference: [Companionship]] = [:]
        for (address, object) in bound.objects {
            guard let companion = bound.type(of: address).companion,
                let id = object.outputs[companion.output]?.integer
            else { continue }
            let condition = companion.condition
            let isTrue = object.attributes[condition] == true
            for type in companion.types {
                found[.object(type, ResourceID(id)), default: []]
                    .append(Companionship(address: address, condition: condition, isTrue: isTrue))
            }
        }
        return found.mapValues { $0.sorted { $0.address < $1.address } }
    }

    func dependencies(of address: ResourceAddress) -> [ResourceAddress] { dependencies[address, default: []] }

    func referrers(to address: ResourceAddress) -> [ResourceAddress] { referrers[address, default: []] }

    /// Whether an object of the type has the name, or a declared resource is to have it.
    func isName(_ name: String, of type: ResourceType.Name) -> Bool {
        observedNames[type]?.contains(name) == true || named[type]?[name] != nil
    }

    /// Whether the text is such a name, or a domain below one.
    func isBelowName(_ text: String, of type: ResourceType.Name) -> Bool {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        return parts.indices.contains { isName(parts[$0...].joined(separator: "."), of: type) }
    }

    func companions(of type: ResourceType.Name, _ id: ResourceID) -> [Companionship] {
        companions[.object(type, id), default: []]
    }

    /// Declared resources of a type whose name is a domain that the text is, or lies below.
    func domains(of type: ResourceType.Name, above text: String) -> [ResourceAddress] {
        guard let named = named[type] else { return [] }
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        return parts.indices.flatMap { named[parts[$0...].joined(separator: "."), default: []] }
    }
}
