import Diagnostics
import ResourceModel
import YAMLDocuments

/// What `settings` says for every resource.
struct Settings {
    /// Nil as a value where the setting is written and could not be read.
    var defaults: [AttributeName: ReadValue?] = [:]
    var labels: ReadValue?
    var usesOwnershipLabels = true
    var lock = LockPolicy.project
    /// Whether the whole of it could not be read, so that nothing is known to be missing.
    var isBroken = false

    /// Nothing is known about it.
    static var broken: Settings {
        var settings = Settings()
        settings.isBroken = true
        return settings
    }

    /// What holds in a module: what it says itself, and for the rest what its user says.
    func inheriting(_ outer: Settings) -> Settings {
        var settings = self
        settings.defaults.merge(outer.defaults) { own, _ in own }
        settings.usesOwnershipLabels = outer.usesOwnershipLabels
        settings.lock = outer.lock
        settings.isBroken = isBroken || outer.isBroken
        guard let common = outer.labels else { return settings }
        guard let own = labels, case .map(let ownLabels) = own.value, case .map(let others) = common.value else {
            settings.labels = labels ?? common
            return settings
        }
        settings.labels = ReadValue(
            value: .map(ownLabels.merging(others) { own, _ in own }),
            places: Places(own.places.range, parts: own.places.parts + common.places.parts)
        )
        return settings
    }

    func isBroken(_ name: AttributeName) -> Bool {
        isBroken || defaults[name].map { $0 == nil } == true
    }
}

/// Reads `settings`, which takes what the attributes of the catalog take defaults from.
struct SettingsReader {
    private let values: ValueReader
    private let attributes: [String: Attribute]

    init(catalog: Catalog, values: ValueReader) {
        self.values = values
        attributes = Self.attributes(of: catalog)
    }

    /// The defaults that can be set, with an attribute that takes them.
    static func attributes(of catalog: Catalog) -> [String: Attribute] {
        let pairs = catalog.types.flatMap(\.attributes).compactMap { attribute in
            attribute.presence.setting.map { ($0.text, attribute) }
        }
        return Dictionary(pairs) { first, _ in first }
    }

    func read(_ node: Node?, _ problems: inout Problems) -> Settings {
        var settings = Settings()
        guard let node, !node.isNull else { return settings }
        guard case .mapping(let entries) = node.content else {
            settings.isBroken = true
            if case .invalid = node.content { return settings }
            problems.report(.wrongType(expected: "a map", for: "settings", node))
            return settings
        }
        for entry in entries {
            read(entry, into: &settings, &problems)
        }
        return settings
    }

    private func read(_ entry: Node.Entry, into settings: inout Settings, _ problems: inout Problems) {
        let known = attributes.keys.sorted() + ["labels", "lock", "ownership_labels"]
        guard known.contains(entry.name) else {
            problems.reportUnknownAttribute(entry, of: "'settings'", known: known)
            return
        }
        guard !entry.value.isNull else { return }
        switch entry.name {
        case "labels":
            settings.labels = values.read(entry.value, as: ValueKind.labels, for: "labels", &problems)
        case "ownership_labels":
            let flag = values.read(entry.value, as: .boolean, for: entry.name, &problems)
            settings.usesOwnershipLabels = flag?.value.boolean ?? true
        case "lock":
            let policy = values.read(entry.value, as: LockPolicy.kind, for: entry.name, &problems)
            settings.lock = (policy?.value.string).flatMap(LockPolicy.init) ?? .project
        case let name:
            guard let attribute = attributes[name] else { return }
            let value = values.read(entry.value, as: attribute, for: name, &problems)
            settings.defaults.updateValue(value, forKey: AttributeName(name))
        }
    }
}
