import ResourceModel

extension RecordedResource {
    /// This record as if an apply had set what is there now.
    func accepting(_ changes: [AttributeChange], of type: ResourceType) -> RecordedResource {
        applying(changes.compactMap { edit($0, of: type) }) { type.attribute($0)?.kind.elementSet }
    }

    private func edit(_ change: AttributeChange, of type: ResourceType) -> RecordedEdit? {
        let root = change.path.root
        let nested = change.path.components.dropFirst()
        switch (nested.first, nested.dropFirst().first) {
        case (nil, _):
            return .attribute(root, change.new?.limited(to: attributes[root]))
        case (.attribute(let part)?, _):
            return .nested(root, part, change.new)
        case (.element(let key)?, nil) where attributes[root]?.map != nil:
            var entries = attributes[root]?.map ?? [:]
            entries[key] = change.new
            return .attribute(root, .map(entries))
        case (.element(let key)?, nil):
            return .element(root, key: key, change.new)
        case (.element(let key)?, .attribute(let part)?):
            guard let set = type.attribute(root)?.kind.elementSet,
                var element = attributes[root]?.list?.first(where: { set.key(of: $0) == key })?.map
            else { return nil }
            element[part.text] = change.new
            return .element(root, key: key, .map(element))
        case (.element?, .element?):
            return nil
        }
    }
}

extension Value {
    /// Of an object only the parts that were set before.
    fileprivate func limited(to recorded: Value?) -> Value {
        guard case .map(let entries) = self, case .map(let known)? = recorded else { return self }
        return .map(entries.filter { known[$0.key] != nil })
    }
}
