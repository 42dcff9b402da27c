import ResourceModel

extension ChangeBuilder {
    /// Intents that need nothing around them, in the order that attributes ask for.
    func add(_ intents: [Intent], to drafts: inout StepDrafts) -> [Int] {
        var order = UpdateOrder(of: type.attributes)
        let arriving = arrivingKeys(among: intents)
        var all: [Int] = []
        for var intent in intents {
            intent.isSuperseded = intent.ownedKey.map { arriving[intent.root, default: []].contains($0) } ?? false
            let indices = add(intent, to: &drafts)
            all += indices
            let isArriving = intent.addedKey.map { arriving[intent.root, default: []].contains($0) } ?? false
            order.groups[intent.root, default: .init()].note(indices, intent, isArriving: isArriving, drafts)
        }
        order.crowds = crowds(order)
        drafts.order(by: order.precedences)
        return all
    }

    /// The steps of one intent, each after the one before.
    private func add(_ intent: Intent, to drafts: inout StepDrafts) -> [Int] {
        steps(for: intent).reduce(into: []) { chain, draft in
            var draft = draft
            if let previous = chain.last { draft.after.insert(previous) }
            chain.append(drafts.add(draft))
        }
    }

    /// The elements that come before others go, by attribute: they take nobody's place, and there is room for all.
    private func arrivingKeys(among intents: [Intent]) -> [AttributeName: Set<String>] {
        let addsFirst = intents.filter(\.attribute.addsFirst)
        return Dictionary(grouping: addsFirst, by: \.root).compactMapValues { intents in
            guard let attribute = intents.first?.attribute else { return nil }
            let leaving = Set(intents.compactMap(\.removedKey))
            let present = situation.bindings[address]?.attributes[attribute.name]?.list?.count ?? 0
            let arriving = intents.count { !$0.isRemoval }
            guard present + arriving <= situation.mostElements(of: attribute, at: address, type) else { return nil }
            return Set(intents.compactMap(\.addedKey)).subtracting(leaving)
        }
    }

    private func crowds(_ order: UpdateOrder) -> [UpdateOrder.Crowd] {
        type.attributes.filter { order.groups[$0.name]?.additions.isEmpty == false }.flatMap { holder in
            holder.capacities.compactMap { rule in
                guard rule.path.count == 1, let list = rule.path.first,
                    let most = situation.figures(rule.figure, of: holder, at: address, isWanted: true).first
                else { return nil }
                let present = situation.bindings[address]?.attributes[list]?.list?.count ?? 0
                return UpdateOrder.Crowd(list: list, holder: holder.name, isFitting: present <= most)
            }
        }
    }
}

extension UpdateOrder.Group {
    fileprivate mutating func note(_ indices: [Int], _ intent: Intent, isArriving: Bool, _ drafts: StepDrafts) {
        if isArriving { arrivals.formUnion(indices) }
        if let key = intent.removedKey { leaving[key, default: []].formUnion(indices) }
        if let key = intent.addedKey { returning[key, default: []].formUnion(indices) }
        if case .changeElement = intent.aim { changes.formUnion(indices) }
        for index in indices {
            guard drafts[index].clears != .value else {
                removals.insert(index)
                continue
            }
            additions.insert(index)
            if drafts[index].clears == .flag { flags.insert(index) }
            awaited.formUnion(drafts[index].requires.filter(\.isOfExistence))
        }
    }
}

extension Token {
    fileprivate var isOfExistence: Bool {
        guard case .exists = self else { return false }
        return true
    }
}

extension Situation {
    /// How many elements a list can have, by itself and by what the offerings take that the object has and is to have.
    fileprivate func mostElements(of list: Attribute, at address: ResourceAddress, _ type: ResourceType) -> Int {
        let figures = type.attributes.flatMap { holder in
            holder.capacities.filter { $0.path == [list.name] }.flatMap { rule in
                [true, false].flatMap { self.figures(rule.figure, of: holder, at: address, isWanted: $0) }
            }
        }
        return (figures + [list.kind.limit].compactMap(\.self)).min() ?? 0
    }

    /// What the offering that the object is to have takes, or the one that it has; empty where that is not known.
    fileprivate func figures(
        _ figure: String,
        of holder: Attribute,
        at address: ResourceAddress,
        isWanted: Bool
    ) -> [Int] {
        guard case .offering(let offering) = holder.kind else { return [] }
        let wish = desired.resources[address]?.value(holder.name)
        let name = isWanted ? wish : bindings[address]?.attributes[holder.name]
        let items = (observed.offerings.items[offering] ?? []).filter { name == .string($0.name) }
        return items.compactMap { $0.figures[figure].map(Int.init) }
    }
}
