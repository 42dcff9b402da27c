import HetznerCloud
import ResourceModel

extension ValueKind {
    /// An answer's value in the form of this kind, not yet normalised; `nil` where it cannot be one.
    func read(_ json: JSONValue) -> Value? {
        if json.isNull { return .null }
        switch self {
        case .string, .oneOf, .offering: return json.text.map(Value.string)
        case .integer: return json.integer.map(Value.integer)
        case .boolean: return json.boolean.map(Value.boolean)
        case .reference(let reference): return json.objectID.map { .reference(.object(reference.type, $0)) }
        case .labels: return .map(json.labels.filter { !Ownership.isReserved($0.key) }.mapValues(Value.string))
        case .list(let kind, _, _): return json.array.map { .list($0.compactMap(kind.read).filter { !$0.isNull }) }
        case .elements(let set): return json.array.map { .list($0.map { Self.read(set, in: $0) }) }
        case .object(let attributes): return json.object.map { _ in Self.read(attributes, in: json) }
        }
    }

    /// An element with the ID that calls name it by.
    static func read(
        _ set: ElementSet,
        in object: JSONValue,
        overrides: [AttributeName: Observation] = [:]
    ) -> Value {
        let element = read(set.attributes, in: object, overrides: overrides)
        guard let identifier = set.identifier, let id = object[identifier.text]?.integer, var parts = element.map
        else { return element }
        parts[identifier.text] = .integer(id)
        return .map(parts)
    }

    /// The attributes that the object has, without nulls: the API writes out what nobody set.
    static func read(
        _ attributes: [Attribute],
        in object: JSONValue,
        overrides: [AttributeName: Observation] = [:]
    ) -> Value {
        let entries = attributes.compactMap { attribute -> (String, Value)? in
            let observation = overrides[attribute.name] ?? attribute.observation
            guard let value = observation.read(attribute.kind, in: object), !value.isNull else { return nil }
            return (attribute.name.text, value)
        }
        return .map(Dictionary(entries) { first, _ in first })
    }
}

extension JSONValue {
    /// A text, or a number where the API says an ID for a name.
    fileprivate var text: String? { string ?? integer.map(String.init) }

    /// The number of an object that is given as such or as the object itself.
    fileprivate var objectID: ResourceID? { (integer ?? self["id"]?.integer).map(ResourceID.init) }

    /// The labels that this is; an empty map comes as `[]` sometimes.
    var labels: [String: String] {
        guard let object else { return [:] }
        return Dictionary(object.compactMap { key, value in value.string.map { (key, $0) } }) { first, _ in first }
    }
}
