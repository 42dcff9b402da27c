import ResourceModel

/// Writes as one declaration what differs by a number or a key alone.
struct Folding {
    /// The families that can be written as one, with what stands under their logical names.
    let folded: [(family: Family, entries: [TextNode.Entry])]
    private let places: [ObjectKey: FamilyPlace]
    private let sizes: [String: Int]

    /// A family that refers to another by number or key counts on that being written as one, too.
    ///
    /// - Parameter entries: what would stand under the logical name of each member.
    init(_ families: [Family], _ entries: (Family) -> [[TextNode.Entry]]) {
        var open = families.map { ($0, entries($0)) }
        while true {
            let places = Self.places(open.map(\.0))
            let tried = open.map { family, entries in (family, entries, CommonPart.entries(of: family, entries, places))
            }
            let written = tried.filter { $0.2 != nil }
            open = written.map { ($0.0, $0.1) }
            guard written.count == tried.count else { continue }
            folded = written.map { ($0.0, $0.2 ?? []) }
            self.places = places
            sizes = Dictionary(open.map { ($0.0.identity, $0.0.members.count) }) { first, _ in first }
            return
        }
    }

    private static func places(_ families: [Family]) -> [ObjectKey: FamilyPlace] {
        let pairs = families.flatMap { family in
            family.members.map { ($0.key, FamilyPlace(name: family.name, instance: $0.instance)) }
        }
        return Dictionary(pairs) { first, _ in first }
    }

    /// What a reference to the object says: `web[0]`; nil for one that stands for itself.
    func name(of key: ObjectKey) -> String? { places[key].map { $0.name + $0.instance.description } }

    /// A piece in which the name of a family stands for all of its members.
    func grouped(_ node: TextNode) -> TextNode {
        switch node {
        case .scalar, .text, .template, .reference:
            node
        case .map(let entries):
            .map(entries.map(grouped))
        case .list(let nodes):
            .list(grouped(nodes.map(grouped)))
        }
    }

    func grouped(_ entry: TextNode.Entry) -> TextNode.Entry {
        var entry = entry
        entry.value = grouped(entry.value)
        return entry
    }

    private func grouped(_ nodes: [TextNode]) -> [TextNode] {
        let forms = nodes.map(form)
        let counts = Dictionary(forms.compactMap { $0.map { ($0, 1) } }, uniquingKeysWith: +)
        var seen: Set<GroupForm> = []
        return zip(nodes, forms).compactMap { node, form in
            guard let form, counts[form] == sizes[form.family] else { return node }
            return seen.insert(form).inserted ? form.node : nil
        }
    }

    /// What an element would be that speaks of a whole family.
    private func form(_ node: TextNode) -> GroupForm? {
        switch node {
        case .reference(let key):
            return places[key].map { GroupForm(family: $0.identity(key), node: .text($0.name)) }
        case .map(var entries):
            guard let index = entries.firstIndex(where: { $0.value.place(places) != nil }),
                case .reference(let key) = entries[index].value, let place = places[key]
            else { return nil }
            entries[index].value = .text(place.name)
            return GroupForm(family: place.identity(key), node: .map(entries))
        case .scalar, .text, .template, .list:
            return nil
        }
    }
}

private struct GroupForm: Hashable {
    let family: String
    let node: TextNode
}

extension Family {
    fileprivate var identity: String { "\(type).\(name)" }
}

extension FamilyPlace {
    fileprivate func identity(_ key: ObjectKey) -> String { "\(key.type).\(name)" }
}

extension TextNode {
    fileprivate func place(_ places: [ObjectKey: FamilyPlace]) -> FamilyPlace? {
        guard case .reference(let key) = self else { return nil }
        return places[key]
    }
}
