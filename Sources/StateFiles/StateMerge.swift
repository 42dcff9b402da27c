import ResourceModel

/// What two runs recorded that both began with one state, put together.
///
/// By address, then by attribute: what either side added, changed or removed stands. Only an attribute that both set, to
/// two values, is a conflict; it has the value of ours then. So is an object that one side has moved to another address,
/// where the other side has changed it or moved it elsewhere: it is where ours has it then.
package struct StateMerge {
    /// Where the two sides disagree: `servers.web.server_type`; of an object that was moved, both places.
    package private(set) var conflicts: [String] = []
    package private(set) var merged: RecordedState

    package init(base: RecordedState, ours: RecordedState, theirs: RecordedState) {
        merged = RecordedState(stack: ours.stack, salts: Array(Set(ours.salts + theirs.salts)))
        let addresses = Set(ours.resources.keys).union(theirs.resources.keys).sorted()
        for address in addresses {
            merged.resources[address] = record(
                at: address,
                base.resources[address],
                ours.resources[address],
                theirs.resources[address]
            )
        }
        settleMoves(base, ours, theirs)
    }

    /// Has each object that some side moved at one address.
    private mutating func settleMoves(_ base: RecordedState, _ ours: RecordedState, _ theirs: RecordedState) {
        let (own, other) = (ours.places, theirs.places)
        for (object, address) in base.places.sorted(by: { $0.value < $1.value }) {
            switch (own[object], other[object]) {
            case (nil, let place?), (let place?, nil):
                // One side moved what the other one removed.
                if place != address, merged.has(object, at: place) { merged.resources[place] = nil }
            case (let mine?, let others?) where mine != others:
                let isChanged =
                    mine == address
                    ? ours.resources[address] != base.resources[address]
                    : others != address || theirs.resources[address] != base.resources[address]
                guard isChanged else { continue }
                conflicts.append("\(mine) and \(others)")
                if merged.has(object, at: others) { merged.resources[others] = nil }
                merged.resources[mine] = ours.resources[mine]
            case _: break
            }
        }
    }

    private mutating func record(
        at address: ResourceAddress,
        _ base: RecordedResource?,
        _ ours: RecordedResource?,
        _ theirs: RecordedResource?
    ) -> RecordedResource? {
        guard ours != theirs, theirs != base else { return ours }
        guard ours != base else { return theirs }
        guard let ours, let theirs else {
            // One side removed the object that the other one changed; a new one at its address is another object.
            let left = ours ?? theirs
            return left?.id == base?.id ? nil : left
        }
        guard ours.type == theirs.type else {
            conflicts.append("\(address)")
            return ours
        }
        return merged(address, base, ours, theirs)
    }

    private mutating func merged(
        _ address: ResourceAddress,
        _ base: RecordedResource?,
        _ ours: RecordedResource,
        _ theirs: RecordedResource
    ) -> RecordedResource {
        guard ours.id == theirs.id else {
            let isReplacedByThem = ours.id == base?.id
            // The object that only one side knows is the newer one, with all that is recorded of it.
            guard isReplacedByThem || theirs.id == base?.id else {
                conflicts.append("\(address).id")
                return ours
            }
            return isReplacedByThem ? theirs : ours
        }
        var record = ours
        let place = "\(address)"
        record.attributes = members(place, base?.attributes ?? [:], ours.attributes, theirs.attributes)
        record.fingerprints = members(place, base?.fingerprints ?? [:], ours.fingerprints, theirs.fingerprints)
        record.dependencies = Self.elements(base?.dependencies ?? [], ours.dependencies, theirs.dependencies)
        record.deposed = Self.elements(base?.deposed ?? [], ours.deposed, theirs.deposed)
        if ours.successor == base?.successor {
            record.successor = theirs.successor
        } else if theirs.successor != base?.successor, ours.successor != theirs.successor {
            conflicts.append("\(place).successor")
        }
        record.isOutOfService = Self.flag(base?.isOutOfService, ours.isOutOfService, theirs.isOutOfService)
        record.preventDestroy = Self.flag(base?.preventDestroy, ours.preventDestroy, theirs.preventDestroy)
        record.keepsOnRemoval = Self.flag(base?.keepsOnRemoval, ours.keepsOnRemoval, theirs.keepsOnRemoval)
        return record
    }

    private mutating func members<Member: Equatable>(
        _ place: String,
        _ base: [AttributeName: Member],
        _ ours: [AttributeName: Member],
        _ theirs: [AttributeName: Member]
    ) -> [AttributeName: Member] {
        var members: [AttributeName: Member] = [:]
        for name in Set(ours.keys).union(theirs.keys).sorted() {
            let (old, own, other) = (base[name], ours[name], theirs[name])
            if own != other, own != old, other != old { conflicts.append("\(place).\(name)") }
            members[name] = own == old ? other : own
        }
        return members
    }

    /// What either side added is in, what either side removed is out; sorted.
    private static func elements<Element: Hashable & Comparable>(
        _ base: [Element],
        _ ours: [Element],
        _ theirs: [Element]
    ) -> [Element] {
        let (old, own, other) = (Set(base), Set(ours), Set(theirs))
        return own.union(other).subtracting(old.subtracting(own)).subtracting(old.subtracting(other)).sorted()
    }

    /// Of two sides that differ, one still has the old value.
    private static func flag(_ base: Bool?, _ ours: Bool, _ theirs: Bool) -> Bool {
        ours == (base ?? false) ? theirs : ours
    }
}

extension RecordedState {
    fileprivate struct Object: Hashable {
        let type: ResourceType.Name
        let id: ResourceID
    }

    /// The address of each object; what a replacement left behind has none.
    fileprivate var places: [Object: ResourceAddress] {
        let places = resources.map { (Object(type: $1.type, id: $1.id), $0) }
        return Dictionary(places) { min($0, $1) }
    }

    fileprivate func has(_ object: Object, at address: ResourceAddress) -> Bool {
        resources[address].map { $0.type == object.type && $0.id == object.id } ?? false
    }
}
