import HetznerCloud
import NetworkText
import ResourceModel

/// Reads an object of the API as its type describes it, every value in normal form.
///
/// An attribute whose path leads to null is ``Value/null``; one that the answer does not show is absent.
package struct ObservationReader: Sendable {
    let type: ResourceType
    /// What others of the type, or that refer to the same, have to do with.
    private let shared: Part
    private let whole: Part
    private let outputs: ObservedValues.Names
    /// Those that may be between two values.
    private let translated: [Attribute]

    /// Attributes that are read together.
    private struct Part {
        let attributes: [Attribute]
        let names: ObservedValues.Names

        init(_ attributes: [Attribute]) {
            self.attributes = attributes
            names = ObservedValues.Names(attributes.map(\.name))
        }
    }

    package init(type: ResourceType) {
        self.type = type
        shared = Part(type.sharedAttributes)
        whole = Part(type.attributes)
        outputs = ObservedValues.Names(type.outputs.map(\.name))
        translated = type.attributes.filter(\.observation.isTranslated)
    }

    /// The object with everything that the answer tells; `nil` where it has no ID.
    package func object(_ json: JSONValue) -> ObservedObject? {
        guard let id = id(json) else { return nil }
        var object = ObservedObject(
            id: id,
            name: json["name"]?.string,
            attributes: attributes(whole, of: json),
            outputs: ObservedValues(outputs, type.outputs.map { $0.read(in: json) }),
            ownership: Self.ownership(json),
            takenOutBy: json["labels"]?[Ownership.outOfServiceKey]?.string
        )
        object.users = type.users.flatMap { $0.users(of: json) }
        object.unsettled = Set(translated.filter { $0.observation.isBetween(in: json) }.map(\.name))
        return object
    }

    /// What is needed of an object that has nothing to do with the file: that it is there, under this name, and what it
    /// takes from others.
    func bystander(_ json: JSONValue) -> ObservedObject? {
        guard let id = id(json) else { return nil }
        return ObservedObject(
            id: id,
            name: json["name"]?.string,
            attributes: attributes(shared, of: json),
            ownership: Self.ownership(json)
        )
    }

    private func attributes(_ part: Part, of json: JSONValue) -> ObservedValues {
        var values: [Value?] = []
        values.reserveCapacity(part.attributes.count)
        for attribute in part.attributes {
            let kind = attribute.kind { sibling in
                part.names.place(of: sibling).flatMap { $0 < values.count ? values[$0]?.string : nil }
            }
            values.append(attribute.observation.read(kind, in: json).map(kind.normalized))
        }
        return ObservedValues(part.names, values)
    }

    package static func id(_ json: JSONValue) -> ResourceID? { json["id"]?.integer.map(ResourceID.init) }

    /// The ID of an object of the type, which may be kept below another one.
    package func id(_ json: JSONValue) -> ResourceID? {
        guard let parent = type.collection.parent else { return Self.id(json) }
        let key = parent.key.compactMap { json[$0.text]?.string }
        guard let number = json[parent.attribute.text]?.integer, key.count == parent.key.count else { return nil }
        return parent.id(key, below: ResourceID(number))
    }

    package static func ownership(_ json: JSONValue) -> Ownership? {
        guard let labels = json["labels"], labels[Ownership.stackKey] != nil else { return nil }
        return Ownership(labels: labels.labels)
    }
}

extension UserList {
    fileprivate func users(of object: JSONValue) -> [Reference] {
        guard condition.allSatisfy({ object[$0.key]?.string == $0.value }) else { return [] }
        return path.values(in: object).compactMap { $0.integer.map { .object(type, ResourceID($0)) } }
    }
}

extension Output {
    /// What an object has; `nil` where the answer does not show it.
    fileprivate func read(in object: JSONValue) -> Value? {
        guard case .byReference(let map) = kind, case .path(let path) = observation else {
            let value = observation.readPlain(in: object)
            return value?.list?.isEmpty == true ? whenEmpty ?? value : value
        }
        return .list(
            path.values(in: object).compactMap { entry in
                guard let id = entry[map.key.text]?.integer, let value = entry[map.value.text] else { return nil }
                let target = Value.reference(.object(map.type, ResourceID(id)))
                return .map([map.key.text: target, map.value.text: Value(plain: value)])
            }
        )
    }
}

extension Observation {
    /// The value of an attribute of a kind in an object; `nil` where the answer does not show it.
    func read(_ kind: ValueKind, in object: JSONValue) -> Value? {
        switch self {
        case .elements(let sources):
            guard case .elements(let set) = kind else { return nil }
            return .list(
                sources.flatMap { source in
                    source.path.values(in: object).map {
                        ValueKind.read(set, in: $0, overrides: source.overrides)
                    }
                }
            )
        case .nested:
            guard case .object(let attributes) = kind else { return nil }
            return ValueKind.read(attributes, in: object)
        case .firstEntry(let path):
            guard case .object(let attributes) = kind else { return nil }
            return path.values(in: object).first.map { ValueKind.read(attributes, in: $0) } ?? .null
        case .path, .firstOf, .present, .mapped, .firstAddress, .constant, .never:
            return readAlone(in: object, kind.read)
        }
    }

    var isTranslated: Bool {
        guard case .mapped = self else { return false }
        return true
    }

    /// Whether the answer shows something that stands for none of the values that it is translated to.
    func isBetween(in object: JSONValue) -> Bool {
        guard case .mapped(let path, let table) = self, let text = Self.text(at: path, in: object) else { return false }
        return table[text] == nil
    }

    private static func text(at path: ObservationPath, in object: JSONValue) -> String? {
        let value = path.value(in: object)
        return value?.string ?? value?.boolean.map(String.init)
    }

    /// The value of an output, which has no kind.
    func readPlain(in object: JSONValue) -> Value? { readAlone(in: object, Value.init(plain:)) }

    /// The value at the place, where no description of its parts is needed to find it.
    private func readAlone(in object: JSONValue, _ convert: (JSONValue) -> Value?) -> Value? {
        switch self {
        case .path(let path):
            return path.value(in: object).flatMap(convert)
        case .firstOf(let paths):
            let found = paths.compactMap { $0.value(in: object) }
            return (found.first { !$0.isNull } ?? found.first).flatMap(convert)
        case .present(let path):
            return .boolean(path.value(in: object).map { !$0.isNull } ?? false)
        case .mapped(let path, let table):
            return Self.text(at: path, in: object).flatMap { table[$0] }
        case .firstAddress(let path):
            guard let json = path.value(in: object) else { return nil }
            guard let text = json.string else { return .null }
            return .string(CIDR.parse(text)?.range.address.description ?? text)
        case .constant(let value):
            return value
        case .elements, .nested, .firstEntry, .never:
            return nil
        }
    }
}
