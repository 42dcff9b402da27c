import ResourceModel

/// The objects that a file is written of, with what it calls each.
struct NamedSelection {
    let names: LogicalNames
    private let taken: [(type: ResourceType, objects: [ObservedObject])]
    /// What may be written as one declaration.
    private let families: [Family]
    private let notes: [ObjectKey: GivenNotes]

    /// Names that labels or somebody else tell come first, then those of what has been there longest.
    init(_ selection: ProjectSelection, _ scope: WritingScope) {
        var names = LogicalNames()
        var families: [Family] = []
        taken = selection.taken
        notes = scope.notes
        for (type, objects) in taken {
            let wishes = objects.map { object in
                let key = ObjectKey(type.name, object.id)
                let given = scope.names[key] ?? object.recordedName(in: type.section, of: scope.stack)
                return (key: key, given: given, text: object.title)
            }
            if scope.foldsRepetitions {
                // A name that a single object has goes to that.
                let single = wishes.map { LogicalNames.valid($0.given?.alone ?? $0.text ?? "") }
                families += Family.families(of: wishes).filter { family in
                    (family.isKnown || !single.contains(family.name)) && names.reserve(family.name, in: type.section)
                }
            }
            for wish in wishes.filter({ $0.given != nil }) + wishes.filter({ $0.given == nil }) {
                let texts = [wish.given?.alone, wish.text].compactMap(\.self)
                _ = names.add(wish.key, in: type.section, wishing: texts)
            }
        }
        self.names = names
        self.families = families
    }

    /// A section of the file.
    struct Section {
        let type: ResourceType
        let entries: [TextNode.Entry]
        /// The variables that they take values from.
        let variables: [TextNode.Entry]
        /// The object at each address.
        let objects: [ResourceAddress: ResourceID]
    }

    func sections(_ settings: CommonSettings, _ references: inout References) -> [Section] {
        var descriptions: [ObjectKey: Description] = [:]
        for (type, objects) in taken {
            for object in objects {
                let key = ObjectKey(type.name, object.id)
                let secrets = ElementSecrets(type, names[key.type, key.id] ?? "", notes[key])
                let writer = ObjectWriter(type: type, object: object, settings: settings, secrets: secrets)
                descriptions[key] = writer.description(&references)
            }
        }
        let folding = folding(descriptions)
        let known = references
        return taken.map { type, objects in
            let keys = objects.map { ObjectKey(type.name, $0.id) }
            let families = folding.folded.filter { $0.family.type == type.name }
            let places = families.enumerated().flatMap { place, folded in
                folded.family.members.map { ($0.key, place) }
            }
            let placeOf = Dictionary(places) { first, _ in first }
            var written: Set<Int> = []
            // A family stands where the one of it stands that has been there longest.
            let declarations = keys.compactMap { key -> TextNode.Entry? in
                guard let place = placeOf[key] else { return declaration(key, type, descriptions[key]) }
                return written.insert(place).inserted ? declaration(families[place]) : nil
            }
            let entries = declarations.map { entry in
                folding.grouped(entry).resolved { folding.name(of: $0) ?? known.name(of: $0) ?? $0.id.description }
            }
            let variables = keys.flatMap { key in hiddenInputs(key, type, descriptions[key])?.variables ?? [] }
            let objects = self.objects(keys, type, families.map(\.family))
            return Section(type: type, entries: entries, variables: variables, objects: objects)
        }
    }

    private func folding(_ descriptions: [ObjectKey: Description]) -> Folding {
        let types = Dictionary(taken.map { ($0.type.name, $0.type) }) { first, _ in first }
        let open = families.filter { family in
            family.members.allSatisfy { member in
                descriptions[member.key].map { $0.comments.isEmpty && $0.hidden.isEmpty && $0.secrets.isEmpty } ?? false
            }
        }
        return Folding(open) { family in
            guard let type = types[family.type] else { return [] }
            let isUsual = family.members.allSatisfy { member in
                let address = ResourceAddress(type.section, family.name, member.instance)
                return type.isUsual(descriptions[member.key]?.object.name, at: address)
            }
            return family.members.compactMap { member in
                guard let description = descriptions[member.key] else { return nil }
                let inputs = hiddenInputs(member.key, type, description)?.entries ?? []
                return (isUsual ? [] : type.nameEntry(description.object)) + description.entries + inputs
            }
        }
    }

    private func declaration(_ folded: (family: Family, entries: [TextNode.Entry])) -> TextNode.Entry {
        let comments = notes[folded.family.members[0].key]?.comments ?? []
        return TextNode.Entry(folded.family.name, .map(folded.entries), comments: comments)
    }

    private func declaration(_ key: ObjectKey, _ type: ResourceType, _ description: Description?) -> TextNode.Entry? {
        guard let description, let name = names[key.type, key.id] else { return nil }
        let isUsual = type.isUsual(description.object.name, at: ResourceAddress(type.section, name))
        let entries = (isUsual ? [] : type.nameEntry(description.object)) + description.entries
        let hidden = hiddenInputs(key, type, description)?.entries ?? []
        let comments = (notes[key]?.comments ?? []) + description.comments
        return TextNode.Entry(name, .map(entries + hidden), comments: comments)
    }

    private func hiddenInputs(_ key: ObjectKey, _ type: ResourceType, _ description: Description?) -> HiddenInputs? {
        guard let description, let name = names[key.type, key.id] else { return nil }
        return HiddenInputs(type, name, description, notes[key])
    }

    private func objects(
        _ keys: [ObjectKey],
        _ type: ResourceType,
        _ families: [Family]
    ) -> [ResourceAddress: ResourceID] {
        let repeated = families.flatMap { family in
            family.members.map { (ResourceAddress(type.section, family.name, $0.instance), $0.key.id) }
        }
        let ids = Set(repeated.map(\.1))
        let alone = keys.filter { !ids.contains($0.id) }.compactMap { key in
            names[key.type, key.id].map { (ResourceAddress(type.section, $0), key.id) }
        }
        return Dictionary(repeated + alone) { first, _ in first }
    }
}

extension ObservedObject {
    /// What people call it: its name, or what they say of it where it has none.
    fileprivate var title: String? { name ?? attributes["description"]?.string }
}

extension ResourceType {
    /// Whether an object at an address has such a name where the file says none.
    fileprivate func isUsual(_ name: String?, at address: ResourceAddress) -> Bool {
        guard let name, let attribute = attribute(.name) else { return true }
        return attribute.kind.normalized(.string(address.usualName)) == attribute.kind.normalized(.string(name))
    }

    fileprivate func nameEntry(_ object: ObservedObject) -> [TextNode.Entry] {
        guard hasUniqueName, let name = object.name else { return [] }
        return [TextNode.Entry(AttributeName.name.text, .text(name))]
    }
}
