import CELExpressions
import ResourceModel

/// What the checker of expressions knows of resources: which attributes there are, and of what types.
struct ScopeTypes {
    let scope: Scope

    private static let resource = "resource:"
    private static let section = "section:"
    private static let existingSection = "existing:"
    private static let part = "part:"
    private static let module = "module:"

    /// The type of a name at the root; nil where no section is called so.
    func type(ofRoot name: String) -> CELType? {
        if name == "existing" { return .object(CELObjectType(id: "existing", name: "section")) }
        if name == "modules" { return .object(CELObjectType(id: "modules", name: "module")) }
        guard let type = scope.catalog.type(section: name) else { return nil }
        return .object(CELObjectType(id: Self.section + name, name: type.name.words))
    }

    func attributeType(_ object: CELObjectType, _ name: String) -> CELType? {
        if let section = object.id.suffix(after: Self.section) {
            return type(ofGroup: name, in: section)
        }
        if let typeName = object.id.suffix(after: Self.resource) {
            return scope.catalog.find(ResourceType.Name(typeName)).flatMap { type(of: AttributeName(name), $0) }
        }
        if let path = object.id.suffix(after: Self.part) {
            return parts(at: path)?.first { $0.name.text == name }.map { type(of: $0.kind, path: "\(path).\(name)") }
        }
        if object.id == "modules" { return scope.modules?.group(name).map { type(of: $0, name) } }
        if let module = object.id.suffix(after: Self.module) { return type(ofOutput: name, of: module) }
        if object.id == "existing" {
            let noun = "existing.\(name)"
            return scope.existing.sections.contains(name)
                ? .object(CELObjectType(id: Self.existingSection + name, name: noun)) : nil
        }
        guard let section = object.id.suffix(after: Self.existingSection), scope.existing[section, name] != nil else {
            return nil
        }
        return scope.catalog.type(section: section).map(Self.object) ?? .dyn
    }

    func attributeNames(_ object: CELObjectType) -> [String] {
        if let section = object.id.suffix(after: Self.section) { return scope.keys(in: section) }
        if let typeName = object.id.suffix(after: Self.resource) {
            return scope.catalog.find(ResourceType.Name(typeName))?.offered.map(\.text) ?? []
        }
        if let path = object.id.suffix(after: Self.part) { return parts(at: path)?.map(\.name.text) ?? [] }
        if object.id == "existing" { return scope.existing.sections }
        if object.id == "modules" { return scope.modules?.names ?? [] }
        if let module = object.id.suffix(after: Self.module) {
            return scope.modules?.group(module)?.units.first?.scope.outputNames ?? []
        }
        return object.id.suffix(after: Self.existingSection).map { scope.existing.keys(in: $0) } ?? []
    }

    /// What to say where there is no such attribute.
    func missing(_ object: CELObjectType, _ name: String) -> String {
        if object.id.hasPrefix(Self.section) { return "there is no \(object.name) '\(name)' in this file" }
        if object.id == "existing" { return "there is no section '\(name)' under 'existing'" }
        if object.id == "modules" { return "this file uses no module '\(name)'" }
        if object.id.hasPrefix(Self.module) { return "\(object.name) has no output '\(name)'" }
        if object.id.hasPrefix(Self.existingSection) { return "there is no '\(name)' under '\(object.name)'" }
        if object.id.hasPrefix(Self.part) { return "\(object.name) has no attribute '\(name)'" }
        return "a \(object.name) has no attribute '\(name)'"
    }

    private func type(ofGroup key: String, in section: String) -> CELType? {
        guard let type = scope.catalog.type(section: section) else { return nil }
        guard let group = scope.group(section, key) else { return scope.isBroken(section) ? .failed : nil }
        return switch group {
        case .single: Self.object(type)
        case .counted: .list(Self.object(type))
        case .keyed: .map(.string, Self.object(type))
        case .failed: .failed
        }
    }

    private func type(of group: ModuleUses.Group, _ name: String) -> CELType {
        let object = CELType.object(CELObjectType(id: Self.module + name, name: "the module '\(name)'"))
        return switch group {
        case .single: object
        case .counted: .list(object)
        case .keyed: .map(.string, object)
        case .failed: .failed
        }
    }

    private func type(ofOutput name: String, of module: String) -> CELType? {
        guard let unit = scope.modules?.group(module)?.units.first, let answer = unit.scope.output(name) else {
            return nil
        }
        return switch answer {
        case .failed: .failed
        case .value(let value, _): value.type
        case .pending(let node, let isSensitive): NamedValue.pending(node, isSensitive: isSensitive).type
        case .unknown: .dyn
        }
    }

    private static func object(_ type: ResourceType) -> CELType {
        .object(CELObjectType(id: resource + type.name.text, name: type.name.words))
    }

    private func type(of name: AttributeName, _ type: ResourceType) -> CELType? {
        if name == .id { return .int }
        if let output = type.output(name) {
            return switch output.kind {
            case .text, .first: .string
            case .number: .int
            case .byReference: .map(.string, .string)
            }
        }
        if let attribute = type.attribute(name) {
            return self.type(of: attribute.kind, path: "\(type.name.text).\(name)")
        }
        return name == .name ? .string : name == .labels ? .map(.string, .string) : nil
    }

    private func type(of kind: ValueKind, path: String) -> CELType {
        switch kind {
        case .string, .oneOf, .offering: .string
        case .integer: .int
        case .boolean: .bool
        case .reference: .dyn
        case .labels: .map(.string, .string)
        case .list(let element, _, _): .list(type(of: element, path: path))
        case .elements: .list(.object(CELObjectType(id: Self.part + path, name: "an element of '\(path.last)'")))
        case .object: .object(CELObjectType(id: Self.part + path, name: "'\(path.last)'"))
        }
    }

    /// The attributes of the object, or of the elements of the list, at a path that begins with a type.
    private func parts(at path: String) -> [Attribute]? {
        let names = path.split(separator: ".").map(String.init)
        guard let first = names.first, let type = scope.catalog.find(ResourceType.Name(first)) else { return nil }
        return names.dropFirst().reduce(Optional(type.attributes)) { attributes, name in
            attributes?.first { $0.name.text == name }?.kind.nestedAttributes
        }
    }
}

extension ValueKind {
    fileprivate var nestedAttributes: [Attribute]? {
        switch self {
        case .object(let attributes): attributes
        case .elements(let set): set.attributes
        case .list(let kind, _, _): kind.nestedAttributes
        case .string, .integer, .boolean, .oneOf, .reference, .offering, .labels: nil
        }
    }
}

extension String {
    fileprivate func suffix(after prefix: String) -> String? {
        hasPrefix(prefix) ? String(dropFirst(prefix.count)) : nil
    }

    /// The last name of a path.
    fileprivate var last: String { split(separator: ".").last.map(String.init) ?? self }
}
