import CELExpressions
import ResourceModel

extension Existing.Entry {
    /// What an expression reads of it; nil where nothing of its kind has an attribute of that name.
    func meaning(of name: String, _ catalog: Catalog) -> Meaning? {
        let type = catalog.type(section: lookup.section)
        let name = AttributeName(name)
        if let type, !type.offers(name) { return nil }
        guard let found else {
            let words = "existing.\(lookup.section).\(lookup.key).\(name)"
            return .unknown(UnknownRead(nil, words: words))
        }
        switch name {
        case .id: return .value(.int(found.id.number), isSensitive: false)
        case .name: return .value(found.name.map { .string($0) } ?? .null, isSensitive: false)
        case _: break
        }
        let kind = type?.output(name)?.kind ?? .text
        if let value = value(found, name, kind, type) { return .value(value, isSensitive: false) }
        guard type != nil || found.values[name] != nil else { return nil }
        return .value(.null, isSensitive: false)
    }

    private func value(
        _ found: ExistingObject,
        _ name: AttributeName,
        _ kind: Output.Kind,
        _ type: ResourceType?
    ) -> CELValue? {
        let read: UnknownRead
        let reference = AttributeReference(ResourceAddress(lookup.section, lookup.key), name)
        switch kind {
        case .text, .number:
            read = UnknownRead(reference, words: "")
        case .byReference(let map):
            read = UnknownRead(reference, shape: .byReference(map, lookedUp: [:]), words: "")
        case .first(let all):
            guard case .byReference(let map)? = type?.output(all)?.kind else { return nil }
            let reference = AttributeReference(reference.address, all)
            read = UnknownRead(reference, shape: .entry(map, of: nil), words: "")
        }
        return read.value { _, name in found.values[name] }
    }

    func attributeNames(_ catalog: Catalog) -> [String] {
        guard let type = catalog.type(section: lookup.section) else {
            let own = found.map { Array($0.values.keys) } ?? []
            return Set(own + [.id, .name]).sorted().map(\.text)
        }
        return type.offered.filter { type.attribute($0)?.isSensitive != true }.map(\.text)
    }
}
