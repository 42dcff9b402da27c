import NetworkText
import ResourceModel

/// What becomes of an element that is wanted and there.
struct ElementComparison {
    /// The element as it will be; what the wish does not say stays.
    private(set) var target: Value
    /// The parts that differ.
    private(set) var parts: [AttributeName] = []

    /// `secrets` are the sensitive parts that changed, which nothing that is there tells.
    init(
        _ wish: Value,
        recorded: Value?,
        present: Value,
        of set: ElementSet?,
        keeping entries: KeptEntries? = nil,
        secrets: Set<AttributeName> = []
    ) {
        target = wish
        if let identifier = set?.identifier, let id = present[identifier] {
            target = target.setting(identifier, to: id)
        }
        guard case .map(let wishes) = wish else { return }
        for (key, value) in wishes.sortedByKey() {
            let name = AttributeName(key)
            guard set?.attribute(name)?.isSensitive != true else {
                if secrets.contains(name) { parts.append(name) }
                continue
            }
            if let sibling = set?.attribute(name)?.rangeOf {
                if !value.isRange(around: present[sibling]) { parts.append(name) }
                continue
            }
            let kind = set?.attribute(name)?.kind
            let wanted = entries?.keeping(in: value, of: name, kind: kind, beside: present[name]) ?? value
            compare(name, wanted, recorded?[name], present[name], kind)
        }
        // What an object of another kind has no place for goes by itself.
        let isOfAnotherKind = set?.attributes.contains { attribute in
            guard case .oneOf = attribute.kind else { return false }
            return parts.contains(attribute.name)
        }
        for attribute in set?.attributes ?? [] where wishes[attribute.name.text] == nil {
            guard attribute.reset != nil || isOfAnotherKind != true else { continue }
            complete(attribute, recorded?[attribute.name], present[attribute.name])
        }
    }

    private mutating func compare(
        _ name: AttributeName,
        _ wish: Value,
        _ recorded: Value?,
        _ present: Value?,
        _ kind: ValueKind?
    ) {
        var wish = kind?.withDefaults(wish, recorded: recorded) ?? wish
        if case .labels = kind { wish = Self.labels(wish, recorded, present) }
        target = target.setting(name, to: wish)
        if Self.differs(wish, present, kind) { parts.append(name) }
    }

    /// Of labels all count, those that are to go too.
    private static func differs(_ wish: Value, _ present: Value?, _ kind: ValueKind?) -> Bool {
        guard case .labels = kind else { return !wish.isSatisfied(by: present) }
        return wish.map ?? [:] != present?.map ?? [:]
    }

    /// What an earlier apply set and the file does not say any more goes back to its default; all else stays.
    private mutating func complete(_ attribute: Attribute, _ recorded: Value?, _ present: Value?) {
        // What an earlier apply set to the default is nobody's, and what others set there stays.
        let wasSet = attribute.reset.map { $0 != recorded && !($0.isNothing && recorded?.isNothing == true) } ?? true
        guard let recorded, wasSet, var reset = attribute.reset ?? attribute.kind.reset(recorded) else {
            if let present, attribute.reset != nil { target = target.setting(attribute.name, to: present) }
            return
        }
        if case .labels = attribute.kind { reset = Self.labels(reset, recorded, present) }
        target = target.setting(attribute.name, to: reset)
        if Self.differs(reset, present, attribute.kind) { parts.append(attribute.name) }
    }

    /// The labels that are there, without those that an earlier apply set and with those that are wanted.
    private static func labels(_ wish: Value, _ recorded: Value?, _ present: Value?) -> Value {
        let dropped = Set((recorded?.map ?? [:]).keys)
        let kept = (present?.map ?? [:]).filter { !dropped.contains($0.key) }
        return .map(kept.merging(wish.map ?? [:]) { _, new in new })
    }
}

/// Entries of a part that are there whatever the file says.
struct KeptEntries {
    let rule: ProvidedElement.KeptEntries
    let listed: Set<Value>

    init?(_ rule: ProvidedElement.KeptEntries?, _ object: ObservedObject?) {
        guard let rule else { return nil }
        self.rule = rule
        listed = Set(object?.outputs[rule.output]?.list ?? [])
    }

    /// A wish for the part with the entries that stay; `nil` for another part.
    func keeping(in wish: Value, of part: AttributeName, kind: ValueKind?, beside present: Value?) -> Value? {
        guard part == rule.part, let wishes = wish.list else { return nil }
        let wanted = Set(wishes.compactMap { $0[rule.entry] })
        let others = kept(of: present).filter { entry in entry[rule.entry].map { !wanted.contains($0) } ?? false }
        let all = Value.list(wishes + others)
        return kind?.normalized(all) ?? all
    }

    /// Of what is there, the entries that stay.
    func kept(of present: Value?) -> [Value] {
        (present?.list ?? []).filter { entry in entry[rule.entry].map(listed.contains) ?? false }
    }
}

extension ValueKind {
    /// The defaults of the parts of an object that an earlier apply set, where it has none as a whole.
    fileprivate func reset(_ recorded: Value) -> Value? {
        guard case .object(let parts) = self else { return nil }
        let defaults = parts.filter { recorded[$0.name] != nil }.compactMap { part in
            part.reset.map { (part.name.text, $0) }
        }
        return defaults.isEmpty ? nil : .map(Dictionary(defaults) { first, _ in first })
    }

    /// An object with the defaults of the parts that an earlier apply set and the file does not say any more.
    func withDefaults(_ wish: Value, recorded: Value?) -> Value {
        guard case .object(let parts) = self, case .map = wish else { return wish }
        return parts.reduce(wish) { wish, part in
            guard let reset = part.reset, wish[part.name] == nil, recorded?[part.name] != nil else { return wish }
            return wish.setting(part.name, to: reset)
        }
    }
}

extension Value {
    /// Whether it is a range in which the address lies.
    func isRange(around address: Value?) -> Bool {
        guard let range = string.flatMap({ CIDR($0) }), let address = address?.string.flatMap({ IPAddress($0) }) else {
            return false
        }
        return range.contains(address)
    }

    /// The map with another value under a key.
    func setting(_ name: AttributeName, to value: Value?) -> Value {
        guard case .map(var parts) = self else { return self }
        parts[name.text] = value
        return .map(parts)
    }
}
