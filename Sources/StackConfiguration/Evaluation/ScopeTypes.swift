import CELExpressions
import ResourceModel

/// What the checker of expressions knows of resources: which attributes there are, and of what types.
struct ScopeTypes {
    let scope: Scope

    /// A type of the language whose attributes the file and the catalog tell.
    private enum Described {
        case section(String)
        case resource(ResourceType.Name)
        /// An object, or an element of a list, with the path to it.
        case part([Attribute], path: String)
        case existing
        case existingSection(String)
        case modules
        case module(String)
    }

    /// The type of a name at the root; nil where no section is called so.
    func type(ofRoot name: String) -> CELType? {
        if name == "existing" { return .object(CELObjectType(id: name, name: "section", Described.existing)) }
        if name == "modules" { return .object(CELObjectType(id: name, name: "module", Described.modules)) }
        guard scope.isSection(name), let type = scope.catalog.type(section: name) else { return nil }
        return .object(CELObjectType(id: name, name: type.name.words, Described.section(name)))
    }

    func attributeType(_ object: CELObjectType, _ name: String) -> CELType? {
        switch object.payload as? Described {
        case .section(let section): type(ofGroup: name, in: section)
        case .resource(let type): scope.catalog.find(type).flatMap { self.type(of: AttributeName(name), $0) }
        case .part(let attributes, let path):
            attributes.first { $0.name.text == name }.map { type(of: $0.kind, path: "\(path).\(name)") }
        case .existing: type(ofExisting: name)
        case .existingSection(let section): type(ofLookedUp: name, in: section)
        case .modules: scope.moduleGroup(name).map { type(of: $0, name) }
        case .module(let module): type(ofOutput: name, of: module)
        case nil: nil
        }
    }

    func attributeNames(_ object: CELObjectType) -> [String] {
        switch object.payload as? Described {
        case .section(let section): scope.keys(in: section)
        case .resource(let type): scope.catalog.find(type)?.offered.map(\.text) ?? []
        case .part(let attributes, _): attributes.map(\.name.text)
        case .existing: scope.existing.sections
        case .existingSection(let section): scope.existing.keys(in: section)
        case .modules: scope.moduleNames
        case .module(let module): firstUse(of: module)?.outputNames ?? []
        case nil: []
        }
    }

    /// What to say where there is no such attribute.
    func missing(_ object: CELObjectType, _ name: String) -> String {
        switch object.payload as? Described {
        case .section: "there is no \(object.name) '\(name)' in this file"
        case .existing: "there is no section '\(name)' under 'existing'"
        case .existingSection: "there is no '\(name)' under '\(object.name)'"
        case .modules: "this file uses no module '\(name)'"
        case .module: "\(object.name) has no output '\(name)'"
        case .part: "\(object.name) has no attribute '\(name)'"
        case .resource, nil: "a \(object.name) has no attribute '\(name)'"
        }
    }

    private func firstUse(of module: String) -> Scope? {
        scope.moduleGroup(module)?.units.first.map { Scope(evaluation: scope.evaluation, unit: $0) }
    }

    private func type(ofExisting section: String) -> CELType? {
        guard scope.existing.sections.contains(section) else { return nil }
        let id = "existing.\(section)"
        return .object(CELObjectType(id: id, name: id, Described.existingSection(section)))
    }

    private func type(ofLookedUp key: String, in section: String) -> CELType? {
        guard let entry = scope.existing[section, key] else { return nil }
        let one = scope.catalog.type(section: section).map(Self.object) ?? .dyn
        return entry.lookup.criteria.isMany ? .list(one) : one
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

    private func type(of group: ModuleGroup, _ name: String) -> CELType {
        let object = CELType.object(
            CELObjectType(id: "modules.\(name)", name: "the module '\(name)'", Described.module(name))
        )
        return switch group {
        case .single: object
        case .counted: .list(object)
        case .keyed: .map(.string, object)
        case .failed: .failed
        }
    }

    private func type(ofOutput name: String, of module: String) -> CELType? {
        firstUse(of: module)?.output(name)?.type
    }

    private static func object(_ type: ResourceType) -> CELType {
        .object(CELObjectType(id: "resource:\(type.name.text)", name: type.name.words, Described.resource(type.name)))
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
        case .elements(let set):
            .list(.object(Self.part(set.attributes, path, name: "an element of '\(path.last)'")))
        case .object(let attributes): .object(Self.part(attributes, path, name: "'\(path.last)'"))
        }
    }

    private static func part(_ attributes: [Attribute], _ path: String, name: String) -> CELObjectType {
        CELObjectType(id: "part:\(path)", name: name, Described.part(attributes, path: path))
    }
}

extension String {
    /// The last name of a path.
    fileprivate var last: String { split(separator: ".").last.map(String.init) ?? self }
}
