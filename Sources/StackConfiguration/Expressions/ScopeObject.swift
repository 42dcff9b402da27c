import CELExpressions
import ResourceModel

/// Something of the file that expressions walk through: `servers`, `servers.web`, `existing`, `existing.images`.
enum ScopeObject: Hashable {
    case section(String)
    case resource(ResourceAddress)
    case existing
    case existingSection(String)
    case lookedUp(section: String, key: String)
    /// The modules that the file uses.
    case modules
    case module(ModulePath)

    private static let prefix = "existing."

    init?(_ object: CELObject) {
        if object.id == "existing" {
            self = .existing
        } else if object.id.hasPrefix(Self.prefix) {
            let parts = object.id.dropFirst(Self.prefix.count).split(separator: ".", maxSplits: 1).map(String.init)
            guard let section = parts.first else { return nil }
            self = parts.count == 1 ? .existingSection(section) : .lookedUp(section: section, key: parts[1])
        } else if object.id == "modules" {
            self = .modules
        } else if let path = ModulePath(object.id) {
            self = .module(path)
        } else if let address = ResourceAddress(object.id) {
            self = .resource(address)
        } else {
            self = .section(object.id)
        }
    }

    var object: CELObject {
        switch self {
        case .section(let section): CELObject(id: section)
        case .resource(let address): CELObject(id: address.description)
        case .existing: CELObject(id: "existing")
        case .existingSection(let section): CELObject(id: "\(Self.prefix)\(section)")
        case .lookedUp(let section, let key): CELObject(id: "\(Self.prefix)\(section).\(key)")
        case .modules: CELObject(id: "modules")
        case .module(let path): CELObject(id: path.description)
        }
    }

    var value: CELValue { .object(object) }

    /// What an attribute of it is; nil where there is none.
    func answer(_ name: String, in scope: Scope) -> Answer? {
        switch self {
        case .section(let section):
            guard let group = scope.group(section, name) else {
                guard scope.isBroken(section) else { return nil }
                return .failed
            }
            return Self.answer(group)
        case .resource(let address):
            return scope.answer(address, AttributeName(name))
        case .existing:
            return scope.existing.sections.contains(name)
                ? .value(ScopeObject.existingSection(name).value, isSensitive: false) : nil
        case .existingSection(let section):
            return scope.existing[section, name] == nil
                ? nil : .value(ScopeObject.lookedUp(section: section, key: name).value, isSensitive: false)
        case .lookedUp(let section, let key):
            return scope.existing[section, key]?.answer(name, scope.catalog)
        case .modules:
            return scope.modules?.group(name).map { Self.answer($0) }
        case .module(let path):
            return scope.unit(at: path)?.scope.output(name)
        }
    }

    private static func answer(_ group: Scope.Group) -> Answer {
        func value(_ declaration: Declaration) -> CELValue { ScopeObject.resource(declaration.address).value }
        switch group {
        case .failed: return .failed
        case .single(let declaration): return .value(value(declaration), isSensitive: false)
        case .counted(let all): return .value(.list(all.map(value)), isSensitive: false)
        case .keyed(let all):
            let entries = all.map { (name: $0.address.instance?.key ?? "", value: value($0)) }
            return .value(.map(CELMap(entries)), isSensitive: false)
        }
    }

    private static func answer(_ group: ModuleUses.Group) -> Answer {
        func value(_ unit: Unit) -> CELValue { ScopeObject.module(unit.path).value }
        switch group {
        case .failed: return .failed
        case .single(let unit): return .value(value(unit), isSensitive: false)
        case .counted(let all): return .value(.list(all.map(value)), isSensitive: false)
        case .keyed(let all):
            return .value(.map(CELMap(all.map { (name: $0.key, value: value($0.unit)) })), isSensitive: false)
        }
    }

    /// What it is walked over as; what is secret of a resource is not.
    func attributeNames(in scope: Scope) -> [String] {
        switch self {
        case .section(let section): scope.keys(in: section)
        case .resource(let address):
            scope.catalog.type(section: address.section).map { type in
                type.offered.filter { type.attribute($0)?.isSensitive != true }.map(\.text)
            } ?? []
        case .existing: scope.existing.sections
        case .existingSection(let section): scope.existing.keys(in: section)
        case .lookedUp(let section, let key): scope.existing[section, key]?.attributeNames(scope.catalog) ?? []
        case .modules: scope.modules?.names ?? []
        case .module(let path): scope.unit(at: path)?.scope.outputNames ?? []
        }
    }
}

extension ResourceAddress.Instance {
    /// The key of `for_each`.
    var key: String? {
        guard case .key(let key) = self else { return nil }
        return key
    }
}
