import ResourceModel

// What is kept below an object that goes, and that nobody here declared.
extension ChangeBuilder {
    /// Whose elements go along with the object: sets of records with a zone, whoever made them.
    func notesOnGoingAlong(with object: ObservedObject) -> [String] {
        type.collection.sublists.compactMap { type.attribute($0.attribute) }.compactMap { attribute in
            let words = goingAlong(attribute, object)
            return words.isEmpty
                ? nil : "\(attribute.name) go along that are not part of this stack: \(Self.named(words))"
        }
    }

    private func goingAlong(_ attribute: Attribute, _ object: ObservedObject) -> [String] {
        guard let set = attribute.kind.elementSet, let elements = object.attributes[attribute.name]?.list else {
            return []
        }
        let said = [
            situation.desired.unwanted[address]?.value(attribute.name),
            situation.recorded.resources[address]?.attributes[attribute.name],
        ]
        let known = Set(said.flatMap { $0?.list ?? [] }.map(set.key))
        let others = elements.filter { element in
            let key = set.key(of: element)
            return set.provided(key) == nil && !known.contains(key)
                && situation.owner(of: element, in: attribute, of: object, type) == nil
        }
        return others.map { element in
            let key = set.key(of: element)
            let stack = situation.stack(of: element, in: attribute, of: object, type)
            return (key.isEmpty ? "a \(set.noun)" : key) + (stack.map { " of stack '\($0)'" } ?? "")
        }
    }
}

extension Situation {
    /// Whose labels an element has that is an object of its own.
    fileprivate func stack(
        of element: Value,
        in attribute: Attribute,
        of object: ObservedObject,
        _ type: ResourceType
    ) -> String? {
        guard let listed = catalog.type(listedBy: attribute.name, of: type),
            let id = listed.collection.parent?.id(of: element, below: object.id)
        else { return nil }
        return observed.object(listed.name, id)?.ownership?.stack
    }
}
