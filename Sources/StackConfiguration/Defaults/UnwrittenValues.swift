import Diagnostics
import ResourceModel

/// What holds for the attributes of a resource of which the file says nothing.
struct UnwrittenValues {
    /// Where such a value comes from.
    indirect enum Source {
        case value(DesiredValue)
        /// The same as another attribute of the resource.
        case sibling(AttributeName)
        /// What the resource has that an attribute refers to; the other where there is none.
        case inherited(through: AttributeName, or: Source)
        /// Something is wrong with what would tell it.
        case failed
        /// It is left to the API.
        case open
    }

    private let type: ResourceType
    private let settings: Settings

    init(_ type: ResourceType, _ settings: Settings) {
        self.type = type
        self.settings = settings
    }

    func source(of attribute: Attribute, at address: ResourceAddress) -> Source {
        if attribute.name == .name {
            return .value(DesiredValue(attribute.kind.normalized(.string(address.usualName))))
        }
        if attribute.name == .labels, let common = settings.labels {
            return .value(DesiredValue(common.value, places: common.places))
        }
        switch attribute.presence {
        case .setting(let name): return settings.source(of: name)
        case .inherited(let through, let name): return .inherited(through: through, or: settings.source(of: name))
        case .sibling(let name): return .sibling(name)
        case .defaulted(let value): return .value(DesiredValue(attribute.kind.normalized(value)))
        case .required, .optional: return .open
        }
    }
}

extension Settings {
    /// What a setting gives to attributes.
    func source(of setting: AttributeName) -> UnwrittenValues.Source {
        if isBroken(setting) { return .failed }
        guard let value = defaults[setting] ?? nil else { return .open }
        return .value(DesiredValue(value.value, places: value.places))
    }

    /// The labels of every resource that one does not have itself.
    func labels(besides own: [String: Value]) -> [String: Value] {
        labels?.value.map?.filter { own[$0.key] == nil } ?? [:]
    }
}
