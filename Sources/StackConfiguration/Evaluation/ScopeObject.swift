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

    init?(_ object: CELObject) {
        guard let object = object.payload as? ScopeObject else { return nil }
        self = object
    }

    /// What an expression has at hand of it.
    var value: CELValue { .object(CELObject(id: path, self)) }

    /// How messages name it.
    private var path: String {
        switch self {
        case .section(let section): section
        case .resource(let address): address.description
        case .existing: "existing"
        case .existingSection(let section): "existing.\(section)"
        case .lookedUp(let section, let key): "existing.\(section).\(key)"
        case .modules: "modules"
        case .module(let path): path.description
        }
    }

    /// What an attribute of it is; nil where there is none.
    func meaning(of name: String, in scope: Scope) -> Meaning? {
        switch self {
        case .section(let section):
            guard let group = scope.group(section, name) else { return scope.isBroken(section) ? .failed : nil }
            return Meaning(group)
        case .resource(let address):
            return scope.meaning(of: AttributeName(name), at: address)
        case .existing:
            return scope.existing.sections.contains(name) ? Meaning(.existingSection(name)) : nil
        case .existingSection(let section):
            return scope.existing[section, name].map { Meaning($0, in: section, key: name) }
        case .lookedUp(let section, let key):
            return scope.existing[section, key]?.meaning(of: name, scope.catalog)
        case .modules:
            return scope.moduleGroup(name).map { Meaning($0) }
        case .module(let path):
            return scope.module(at: path)?.output(name)
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
        case .modules: scope.moduleNames
        case .module(let path): scope.module(at: path)?.outputNames ?? []
        }
    }
}

extension Meaning {
    init(_ object: ScopeObject) { self = .value(object.value, isSensitive: false) }

    fileprivate init(_ entry: Existing.Entry, in section: String, key: String) {
        guard entry.lookup.criteria.isMany else {
            self.init(.lookedUp(section: section, key: key))
            return
        }
        guard let instances = entry.instances else {
            self = .unknown(UnknownRead(nil, words: "existing.\(section).\(key)"))
            return
        }
        self = .value(
            .list(instances.map { ScopeObject.lookedUp(section: section, key: $0).value }),
            isSensitive: false
        )
    }

    fileprivate init(_ group: DeclarationGroup) {
        func value(_ declaration: Declaration) -> CELValue { ScopeObject.resource(declaration.address).value }
        switch group {
        case .failed: self = .failed
        case .single(let declaration): self = .value(value(declaration), isSensitive: false)
        case .counted(let all): self = .value(.list(all.map(value)), isSensitive: false)
        case .keyed(let all):
            let entries = all.map { (name: $0.address.instance?.key ?? "", value: value($0)) }
            self = .value(.map(CELMap(entries)), isSensitive: false)
        }
    }

    fileprivate init(_ group: ModuleGroup) {
        func value(_ unit: Unit) -> CELValue { ScopeObject.module(unit.path).value }
        switch group {
        case .failed: self = .failed
        case .single(let unit): self = .value(value(unit), isSensitive: false)
        case .counted(let all): self = .value(.list(all.map(value)), isSensitive: false)
        case .keyed(let all):
            self = .value(.map(CELMap(all.map { (name: $0.key, value: value($0.unit)) })), isSensitive: false)
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
