import ResourceModel

/// In which order the updates of one object happen.
extension ChangeBuilder {
    /// Intents that need nothing around them, with the order that attributes ask for.
    ///
    /// An attribute that comes after another is set once the other is as wanted, and cleared before the other is.
    func add(_ intents: [Intent], to drafts: inout StepDrafts) -> [Int] {
        var removals: [AttributeName: [Int]] = [:]
        var additions: [AttributeName: [Int]] = [:]
        var arrivals: [AttributeName: Set<Int>] = [:]
        var changes: [AttributeName: Set<Int>] = [:]
        var leaving: [AttributeName: [String: [Int]]] = [:]
        var returning: [AttributeName: [String: [Int]]] = [:]
        var all: [Int] = []
        let arriving = intents.filter { comesFirst($0, among: intents) }
        for var intent in intents {
            intent.isSuperseded = arriving.contains { $0.root == intent.root && $0.addedKey == ownedKey(intent) }
            let indices = steps(for: intent).reduce(into: [Int]()) { chain, draft in
                var draft = draft
                if let previous = chain.last { draft.after.insert(previous) }
                chain.append(drafts.add(draft))
            }
            all += indices
            if arriving.contains(where: { $0.root == intent.root && $0.addedKey == intent.addedKey }) {
                arrivals[intent.root, default: []].formUnion(indices)
            }
            if let key = intent.removedKey { leaving[intent.root, default: [:]][key, default: []] += indices }
            if let key = intent.addedKey { returning[intent.root, default: [:]][key, default: []] += indices }
            if case .changeElement = intent.aim { changes[intent.root, default: []].formUnion(indices) }
            for index in indices {
                if drafts[index].clears == .value {
                    removals[intent.root, default: []].append(index)
                } else {
                    additions[intent.root, default: []].append(index)
                }
            }
        }
        for (name, indices) in additions {
            let before = removals[name, default: []]
            let exchanges = self.exchanges(name, leaving[name, default: [:]], returning[name, default: [:]])
            let first = arrivals[name, default: []]
            for index in before { drafts[index].prefersAfter.formUnion(first) }
            // An element that changes may give up what another one takes.
            let changed = changes[name, default: []]
            for index in indices where !changed.contains(index) { drafts[index].prefersAfter.formUnion(changed) }
            let earlier = (type.attribute(name)?.after ?? []).flatMap { other in
                additions[other, default: []] + removals[other, default: []]
            }
            for index in indices {
                let others = before.filter { exchanges[$0].map { $0.contains(index) } ?? true }
                drafts[index].after.formUnion((first.contains(index) ? [] : others) + earlier)
            }
        }
        for (list, holder) in crowded(additions) {
            let changes = additions[holder, default: []]
            for index in list.isFitting ? additions[list.name, default: []] : changes {
                drafts[index].prefersAfter.formUnion(list.isFitting ? changes : removals[list.name, default: []])
            }
        }
        // Nothing is given up before that is there which takes its place.
        for (name, indices) in removals {
            let roots = [name] + (type.attribute(name)?.after ?? [])
            let arriving = roots.flatMap { additions[$0, default: []] }.reduce(into: Set<Token>()) { tokens, index in
                tokens.formUnion(drafts[index].requires.filter(\.isOfExistence))
            }
            for index in indices { drafts[index].prefers.formUnion(arriving) }
        }
        // What was set last is cleared first: routes go before the subnets.
        let clearing = removals.merging(
            additions.mapValues { indices in indices.filter { drafts[$0].clears == .flag } },
            uniquingKeysWith: +
        )
        for (name, indices) in clearing {
            let later = type.attributes.filter { $0.after.contains(name) }.flatMap { removals[$0.name, default: []] }
            for index in indices { drafts[index].after.formUnion(later) }
        }
        return all
    }

    /// Removals of elements that come back, which only their own additions have to wait for.
    private func exchanges(
        _ name: AttributeName,
        _ leaving: [String: [Int]],
        _ returning: [String: [Int]]
    ) -> [Int: Set<Int>] {
        guard type.attribute(name)?.addsFirst == true else { return [:] }
        return leaving.reduce(into: [:]) { exchanges, one in
            guard let additions = returning[one.key] else { return }
            for removal in one.value { exchanges[removal] = Set(additions) }
        }
    }

    /// Lists that change together with what gives them room, and whether what is there fits into the new room: then
    /// there is room before more comes, else what goes makes it.
    private func crowded(
        _ additions: [AttributeName: [Int]]
    ) -> [(list: (name: AttributeName, isFitting: Bool), holder: AttributeName)] {
        type.attributes.filter { additions[$0.name] != nil }.flatMap { holder in
            holder.capacities.compactMap { rule in
                guard rule.path.count == 1, let name = rule.path.first,
                    let most = situation.figures(rule.figure, of: holder, at: address, isWanted: true).first
                else { return nil }
                let present = situation.bindings[address]?.attributes[name]?.list?.count ?? 0
                return ((name, present <= most), holder.name)
            }
        }
    }

    /// Whether an element comes before others go: it takes nobody's place, and there is room for all of them.
    private func comesFirst(_ intent: Intent, among intents: [Intent]) -> Bool {
        guard intent.attribute.addsFirst, case .addElement(let key) = intent.aim else { return false }
        let others = intents.filter { $0.root == intent.root }
        let takesPlace = others.contains { other in
            guard case .removeElement(key) = other.aim else { return false }
            return true
        }
        let arriving = others.count { !$0.isRemoval }
        let present = situation.bindings[address]?.attributes[intent.root]?.list?.count ?? 0
        return !takesPlace && present + arriving <= situation.mostElements(of: intent.attribute, at: address, type)
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
