import ResourceModel

/// Objects that may be written as one declaration, with `count` or `for_each`.
struct Family {
    struct Member: Hashable {
        let key: ObjectKey
        let instance: ResourceAddress.Instance
    }

    /// Their logical name.
    let name: String
    /// In the order of their instances.
    let members: [Member]
    /// Whether somebody made them of one declaration before, so that a value may differ from one to the next.
    let isKnown: Bool

    var type: ResourceType.Name { members[0].key.type }

    var isCounted: Bool {
        guard case .index = members[0].instance else { return false }
        return true
    }

    /// `nil` where instances are missing or cannot be written.
    init?(_ name: String, _ members: [Member], isKnown: Bool) {
        let numbers = members.compactMap(\.index).sorted()
        let keys = members.compactMap(\.eachKey)
        let isCounted = !numbers.isEmpty && keys.isEmpty && numbers == Array(0..<members.count)
        let isKeyed = !keys.isEmpty && numbers.isEmpty && keys.allSatisfy { LogicalNames.valid($0) == $0 }
        guard !name.isEmpty, isCounted || isKeyed, Set(keys).count == keys.count else { return nil }
        self.name = name
        self.isKnown = isKnown
        self.members =
            isCounted
            ? members.sorted { ($0.index ?? 0) < ($1.index ?? 0) }
            : members.sorted { ($0.eachKey ?? "").precedes($1.eachKey ?? "") }
    }
}

extension Family.Member {
    var index: Int? {
        guard case .index(let index) = instance else { return nil }
        return index
    }

    var eachKey: String? {
        guard case .key(let key) = instance else { return nil }
        return key
    }
}

extension Family {
    /// The families among objects of one type: those that are known, and those whose names say so.
    static func families(of objects: [(key: ObjectKey, given: GivenName?, text: String?)]) -> [Family] {
        let known = Dictionary(grouping: objects.filter { $0.given?.instance != nil }) { $0.given?.name ?? "" }
        let given = known.sortedByKey().compactMap { name, objects in
            let members = objects.compactMap { object in
                object.given?.instance.map { Member(key: object.key, instance: $0) }
            }
            return Family(LogicalNames.valid(name), members, isKnown: true)
        }
        let named = objects.filter { $0.given == nil }.compactMap { object in object.text.map { (object.key, $0) } }
        let counted = counted(named)
        let taken = Set(counted.flatMap(\.members).map(\.key))
        return given + counted + keyed(named.filter { !taken.contains($0.0) })
    }

    /// `web-1` and `web-2`, or `web0` and `web1`.
    private static func counted(_ objects: [(ObjectKey, String)]) -> [Family] {
        let numbered = objects.compactMap { key, text in
            NumberedName(text).map { (key: key, name: $0) }
        }
        let groups = Dictionary(grouping: numbered, by: \.name.stem)
        return groups.sortedByKey().compactMap { stem, objects in
            guard objects.count > 1, let first = objects.map(\.name.number).min(), first < 2 else { return nil }
            let members = objects.map { Member(key: $0.key, instance: .index($0.name.number - first)) }
            let name = String(stem.reversed().drop { "-_.".contains($0) }.reversed())
            return Family(LogicalNames.valid(name), members, isKnown: false)
        }
    }

    /// `log-eu` and `log-us`.
    private static func keyed(_ objects: [(ObjectKey, String)]) -> [Family] {
        let split = objects.compactMap { key, text -> (stem: String, member: Member)? in
            guard let hyphen = text.lastIndex(of: "-") else { return nil }
            return (
                String(text[..<hyphen]), Member(key: key, instance: .key(String(text[text.index(after: hyphen)...])))
            )
        }
        return Dictionary(grouping: split, by: \.stem).sortedByKey().compactMap { stem, objects in
            objects.count > 1 ? Family(LogicalNames.valid(stem), objects.map(\.member), isKnown: false) : nil
        }
    }
}

/// A name that ends in a number as people write one.
private struct NumberedName {
    let stem: String
    let number: Int

    init?(_ name: String) {
        let digits = String(name.reversed().prefix { $0.isASCII && $0.isNumber }.reversed())
        guard let number = Int(digits), String(number) == digits else { return nil }
        stem = String(name.dropLast(digits.count))
        self.number = number
    }
}
