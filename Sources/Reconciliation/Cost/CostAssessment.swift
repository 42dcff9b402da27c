import ResourceModel

/// Tells what the objects of a situation cost, as they are and as they are wished.
struct CostAssessment {
    private let perspective: Perspective
    private let prices: PriceList
    /// What the plan may change; the rest costs what it costs now.
    private let selected: SelectedAddresses
    private let charged: [ResourceType.Name: ChargedParts]

    init(perspective: Perspective, prices: PriceList, selected: SelectedAddresses = .all) {
        self.perspective = perspective
        self.prices = prices
        self.selected = selected
        let parts = perspective.situation.catalog.types.map { ($0.name, ChargedParts(of: $0)) }
        charged = Dictionary(uniqueKeysWithValues: parts)
    }

    private var situation: Situation { perspective.situation }

    /// What everything costs together; changes tell which objects go without a declaration.
    func project() -> ProjectCost {
        let addresses = situation.addresses
        var resources: [ResourceAddress: ResourceCost] = [:]
        for address in addresses {
            let cost = selected.contains(address) ? after(at: address) : before(at: address)
            guard let cost, !cost.items.isEmpty else { continue }
            resources[address] = cost
        }
        let present = addresses.filter { !isForgotten($0) }.flatMap { address in
            [before(at: address)].compactMap(\.self) + leftovers(at: address)
        }
        let after = resources.values.reduce(.zero) { $0 + $1.rate }
        return ProjectCost(
            currency: prices.currency,
            resources: resources,
            before: present.reduce(.zero) { $0 + $1.rate },
            after: after,
            most: resources.reduce(after.monthly) { $0 + surplus(at: $1.key, over: $1.value.rate.monthly) }
        )
    }

    /// What the dearest fallback of a creation costs more than what was chosen.
    private func surplus(at address: ResourceAddress, over chosen: Amount) -> Amount {
        guard situation.bindings[address] == nil || perspective.replaced.contains(address),
            let resource = situation.desired.resources[address]
        else { return .zero }
        let others = (situation.choices.fallbacks[address] ?? []).compactMap { fallback in
            after(of: resource.selecting(fallback), on: nil)?.rate.monthly
        }
        guard let dearest = others.max(by: { $0.net < $1.net }), dearest.net > chosen.net else { return .zero }
        return dearest - chosen
    }

    /// What a change of the address does; `nil` where nothing of it is charged.
    func change(_ kind: Change.Kind, at address: ResourceAddress, _ id: ResourceID?) -> CostChange? {
        let type = situation.type(of: address)
        let isLeftover = id != nil && id != situation.bindings[address]?.id
        let present = isLeftover ? id.flatMap { leftover(type, $0) } : before(at: address)
        let change: CostChange
        switch kind {
        case .forget: return nil
        case .create: change = CostChange(before: nil, after: after(at: address))
        case .delete: change = CostChange(before: present, after: nil)
        case .update, .replace, .adopt, .move: change = CostChange(before: present, after: after(at: address))
        }
        let items = (change.before?.items ?? []) + (change.after?.items ?? [])
        return items.isEmpty ? nil : change
    }

    /// The object that is at an address now.
    func before(at address: ResourceAddress) -> ResourceCost? {
        guard let object = situation.bindings[address] else { return nil }
        let cost = cost(situation.type(of: address)) {
            present($0, object, at: address)
        } outputs: {
            object.outputs[$0]
        }
        return cost?.withoutSetup
    }

    /// The object that the file wishes for; what it does not say stays as it is, or begins as the API makes it.
    func after(at address: ResourceAddress) -> ResourceCost? {
        guard let resource = situation.desired.resources[address] else { return nil }
        // What the next apply replaces costs after this one what it costs now.
        guard !perspective.postponed.contains(address) else { return before(at: address) }
        let object = perspective.replaced.contains(address) ? nil : situation.bindings[address]
        return after(of: resource, on: object)
    }

    private func after(of resource: DesiredResource, on object: ObservedObject?) -> ResourceCost? {
        let address = resource.address
        let cost = cost(situation.type(of: address)) { attribute in
            let present = object.flatMap { self.present(attribute, $0, at: address) }
            return wished(attribute, of: resource, present)
        } outputs: {
            object?.outputs[$0]
        }
        return object == nil ? cost : cost?.withoutSetup
    }

    private func cost(
        _ type: ResourceType,
        attributes: (Attribute) -> Value?,
        outputs: (AttributeName) -> Value?
    ) -> ResourceCost? {
        guard let parts = charged[type.name] else { return nil }
        let pairs = parts.attributes.compactMap { attribute in attributes(attribute).map { (attribute.name, $0) } }
        let shown = parts.outputs.compactMap { output in outputs(output.name).map { (output.name, $0) } }
        return ObjectPrice(
            prices: prices,
            parts: parts,
            attributes: Dictionary(pairs) { first, _ in first },
            outputs: Dictionary(shown) { first, _ in first }
        ).cost()
    }

    private func wished(_ attribute: Attribute, of resource: DesiredResource, _ present: Value?) -> Value? {
        let isIgnored = resource.lifecycle.ignoreChanges[attribute.name]?.isEmpty == true && present != nil
        guard !isIgnored else { return present }
        let recorded = situation.recorded.resources[resource.address]?.attributes[attribute.name]
        let wish = resource.value(attribute.name).map {
            perspective.desired($0, attribute.kind, of: resource.address)
        }
        guard case .nested = attribute.update, case .object(let parts) = attribute.kind else {
            return Self.settled(attribute, wish: wish, recorded: recorded, present: present)
        }
        let values = parts.compactMap { part -> (String, Value)? in
            if let present = present?[part.name], staysBehind(part, at: resource.address) {
                return (part.name.text, present)
            }
            return Self.settled(
                part,
                wish: wish?[part.name],
                recorded: recorded?[part.name],
                present: present?[part.name]
            ).map { (part.name.text, $0) }
        }
        return .map(Dictionary(values) { first, _ in first })
    }

    /// Whether what the part is charged for outlives the object, so that letting go of it saves nothing.
    private func staysBehind(_ part: Attribute, at address: ResourceAddress) -> Bool {
        guard part.charge != nil, let call = part.update.endOfCompanion else { return false }
        return situation.fate(ofCompanionIn: call, at: address) == .staysBehind
    }

    /// The wish; else, what an earlier apply set goes back to its default, and the rest stays.
    private static func settled(_ attribute: Attribute, wish: Value?, recorded: Value?, present: Value?) -> Value? {
        if let wish, !wish.isNull { return wish }
        return (wish != nil || recorded != nil ? attribute.reset : present) ?? present ?? attribute.reset
    }

    /// An observed value, without references to objects that nobody declared: what came along is charged with it.
    private func present(_ attribute: Attribute, _ object: ObservedObject, at address: ResourceAddress) -> Value? {
        guard let value = object.attributes[attribute.name].map(perspective.observed) else { return nil }
        guard case .nested = attribute.update, let parts = value.map else { return value }
        let recorded = situation.recorded.resources[address]?.attributes[attribute.name]
        let own = parts.filter { name, part in
            guard case .reference(.object(let type, let id)) = part else { return true }
            return situation.owner(of: type, id) != nil || recorded?[AttributeName(name)].map { !$0.isNull } == true
        }
        return .map(own)
    }

    /// Objects that replacements left behind and that are still charged.
    private func leftovers(at address: ResourceAddress) -> [ResourceCost] {
        let type = situation.type(of: address)
        return situation.leftovers(at: address).compactMap { leftover(type, $0.id) }
    }

    private func leftover(_ type: ResourceType, _ id: ResourceID) -> ResourceCost? {
        situation.observed.object(type.name, id).flatMap {
            ObservedPrice(prices).cost(of: $0, type) { _ in false }?.withoutSetup
        }
    }

    /// Whether the plan lets the object go without deleting it: it stays on the bill, and leaves this file's.
    private func isForgotten(_ address: ResourceAddress) -> Bool {
        selected.contains(address) && situation.desired.resources[address] == nil
            && situation.recorded.resources[address]?.keepsOnRemoval == true
    }
}
