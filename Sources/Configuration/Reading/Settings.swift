import Diagnostics
import ResourceModel
import YAMLDocuments

/// What `settings` says for every resource.
struct Settings {
    /// Nil as a value where the setting is written and could not be read.
    var defaults: [AttributeName: ReadValue?] = [:]
    var labels: ReadValue?
    var usesOwnershipLabels = true
    /// Whether the whole of it could not be read, so that nothing is known to be missing.
    var isBroken = false

    func isBroken(_ name: AttributeName) -> Bool {
        isBroken || defaults[name].map { $0 == nil } == true
    }
}

/// Reads `settings`, which takes what the attributes of the catalog take defaults from.
struct SettingsReader {
    private let values: ValueReader
    private let kinds: [String: ValueKind]

    init(catalog: Catalog, values: ValueReader) {
        self.values = values
        kinds = Self.kinds(of: catalog)
    }

    /// The defaults that can be set, with what values they take.
    static func kinds(of catalog: Catalog) -> [String: ValueKind] {
        let pairs = catalog.types.flatMap(\.attributes).compactMap { attribute in
            attribute.presence.setting.map { ($0.text, attribute.kind) }
        }
        return Dictionary(pairs) { first, _ in first }
    }

    func read(_ node: YAMLNode?, _ problems: inout Problems) -> Settings {
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

    private func read(_ entry: YAMLEntry, into settings: inout Settings, _ problems: inout Problems) {
        let known = kinds.keys.sorted() + ["labels", "ownership_labels"]
        guard known.contains(entry.name) else {
            problems.report(.unknownAttribute(entry, of: "'settings'", known: known))
            return
        }
        guard !entry.value.isNull else { return }
        switch entry.name {
        case "labels":
            settings.labels = values.read(entry.value, as: .labels, for: "labels", &problems)
        case "ownership_labels":
            let flag = values.read(entry.value, as: .boolean, for: entry.name, &problems)
            settings.usesOwnershipLabels = flag?.value.boolean ?? true
        case let name:
            guard let kind = kinds[name] else { return }
            let value = values.read(entry.value, as: kind, for: name, &problems)
            settings.defaults.updateValue(value, forKey: AttributeName(name))
        }
    }
}

extension Attribute.Presence {
    /// The setting that gives the value where it is not written.
    var setting: AttributeName? {
        switch self {
        case .setting(let name), .inherited(_, orSetting: let name): name
        case .required, .optional, .sibling, .defaulted: nil
        }
    }
}
