import ResourceModel

/// In which order the updates of one object happen: the drafts by attribute, and a rule for each reason.
struct UpdateOrder {
    /// The drafts of one attribute.
    struct Group {
        /// Those that take something away.
        var removals: Set<Int> = []
        /// All others: what adds, sets or changes.
        var additions: Set<Int> = []
        /// Of these, the ones that change elements which are there.
        var changes: Set<Int> = []
        /// Of these, the ones of elements that come before others go.
        var arrivals: Set<Int> = []
        /// Of these, the ones that switch something off.
        var flags: Set<Int> = []
        /// What the additions wait for to be there.
        var awaited: Set<Token> = []
        /// Removals and additions by the key of their element.
        var leaving: [String: Set<Int>] = [:]
        var returning: [String: Set<Int>] = [:]
    }

    /// A list that changes together with what gives it room.
    struct Crowd {
        let list: AttributeName
        let holder: AttributeName
        /// Whether what is there fits into the new room: then there is room before more comes, else what goes makes it.
        let isFitting: Bool
    }

    let attributes: [Attribute]
    var groups: [AttributeName: Group] = [:]
    var crowds: [Crowd] = []

    init(of attributes: [Attribute]) { self.attributes = attributes }

    /// All rules; each asks for nothing where there is nothing to order.
    var precedences: [Precedence] {
        let all =
            arrivalsFirst + changesFirst + removalsFirst + exchanges + attributesInTurn + clearedInReverse + roomFirst
            + successorsFirst
        return all.filter { !($0.earlier.isEmpty && $0.facts.isEmpty) && !$0.later.isEmpty }
    }

    private subscript(name: AttributeName) -> Group { groups[name] ?? Group() }
}

extension UpdateOrder {
    /// An element that takes nobody's place comes before others go.
    var arrivalsFirst: [Precedence] {
        groups.values.map { Precedence(earlier: $0.arrivals, later: $0.removals, isPreferred: true) }
    }

    /// An element that changes may give up what another one takes.
    var changesFirst: [Precedence] {
        groups.values.map { group in
            Precedence(earlier: group.changes, later: group.additions.subtracting(group.changes), isPreferred: true)
        }
    }

    /// What goes makes room for what comes, but for what comes first.
    var removalsFirst: [Precedence] {
        groups.map { name, group in
            let exchanged = exchanged(name, group).reduce(into: Set()) { $0.formUnion($1.earlier) }
            return Precedence(
                earlier: group.removals.subtracting(exchanged),
                later: group.additions.subtracting(group.arrivals)
            )
        }
    }

    /// The removal of an element that comes back is waited for by its own addition alone.
    var exchanges: [Precedence] { groups.flatMap(exchanged) }

    private func exchanged(_ name: AttributeName, _ group: Group) -> [Precedence] {
        guard attributes.contains(where: { $0.name == name && $0.addsFirst }) else { return [] }
        return group.leaving.compactMap { key, removals in
            guard let additions = group.returning[key] else { return nil }
            return Precedence(earlier: removals, later: additions.subtracting(group.arrivals))
        }
    }

    /// What comes after another attribute is set once that is as wanted.
    var attributesInTurn: [Precedence] {
        attributes.filter { !$0.after.isEmpty }.map { attribute in
            let earlier = attribute.after.reduce(into: Set<Int>()) { drafts, name in
                drafts.formUnion(self[name].additions.union(self[name].removals))
            }
            return Precedence(earlier: earlier, later: self[attribute.name].additions)
        }
    }

    /// What was set last is cleared first: routes go before the subnets.
    var clearedInReverse: [Precedence] {
        groups.map { name, group in
            let later = attributes.filter { $0.after.contains(name) }
            return Precedence(
                earlier: later.reduce(into: []) { $0.formUnion(self[$1.name].removals) },
                later: group.removals.union(group.flags)
            )
        }
    }

    /// There is room before more comes.
    var roomFirst: [Precedence] {
        crowds.map { crowd in
            let changes = self[crowd.holder].additions
            return crowd.isFitting
                ? Precedence(earlier: changes, later: self[crowd.list].additions, isPreferred: true)
                : Precedence(earlier: self[crowd.list].removals, later: changes, isPreferred: true)
        }
    }

    /// Nothing is given up before that is there which takes its place.
    var successorsFirst: [Precedence] {
        groups.map { name, group in
            let roots = [name] + attributes.filter { $0.name == name }.flatMap(\.after)
            let awaited = roots.reduce(into: Set<Token>()) { $0.formUnion(self[$1].awaited) }
            return Precedence(earlier: [], facts: awaited, later: group.removals, isPreferred: true)
        }
    }
}
