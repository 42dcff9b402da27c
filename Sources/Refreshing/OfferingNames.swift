import ResourceModel

/// The names of the API's catalogue that a file uses, by kind; a kind that it does not use is not there.
struct OfferingNames: Sendable {
    private(set) var names: [Offering: Set<String>] = [:]

    init(desired: DesiredState, catalog: Catalog) {
        for resource in desired.resources.values {
            guard let type = catalog.find(resource.type) else { continue }
            for (name, wish) in resource.attributes {
                guard let attribute = type.attribute(name) else { continue }
                collect(wish.value, attribute.kind)
            }
        }
    }

    private mutating func collect(_ value: Value, _ kind: ValueKind) {
        switch (kind, value) {
        case (.offering(let offering), .string(let name)):
            names[offering, default: []].insert(name)
        case (.offering, .list(let alternatives)):
            for alternative in alternatives { collect(alternative, kind) }
        case (.list(let kind, _, _), .list(let values)):
            for value in values { collect(value, kind) }
        case (.elements(let set), .list(let elements)):
            for element in elements { collect(element, .object(set.attributes)) }
        case (.object(let attributes), .map(let entries)):
            for attribute in attributes {
                if let entry = entries[attribute.name.text] { collect(entry, attribute.kind) }
            }
        case (.string, _), (.integer, _), (.boolean, _), (.oneOf, _), (.reference, _), (.labels, _), (.offering, _),
            (.list, _), (.elements, _), (.object, _):
            break
        }
    }
}
