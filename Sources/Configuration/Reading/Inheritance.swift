import Diagnostics
import ResourceModel

/// Gives attributes the value that the resource they belong with has: a volume the location of its server.
struct Inheritance {
    let catalog: Catalog
    let settings: Settings

    func complete(_ drafts: inout Drafts) {
        let heirs = Dictionary(
            catalog.types.map { type in (type.name, type.attributes.filter(\.isInherited)) }
        ) { first, _ in first }
        for index in drafts.all.indices {
            for attribute in heirs[drafts.all[index].type] ?? [] {
                complete(attribute, at: index, &drafts, following: [])
            }
        }
    }

    /// The one that is inherited from is completed first; a circle of references gives nothing.
    private func complete(_ attribute: Attribute, at index: Int, _ drafts: inout Drafts, following: Set<Int>) {
        let draft = drafts.all[index]
        guard case .inherited(let through, let setting) = attribute.presence, !following.contains(index),
            !draft.isBroken, draft.attributes[attribute.name] == nil, !draft.failed.contains(attribute.name)
        else { return }
        guard let link = draft.attributes[through], case .reference(.resource(let address)) = link.value else {
            if draft.failed.contains(through) {
                drafts.markFailed(attribute.name, at: index)
            } else {
                useSetting(setting, for: attribute.name, at: index, &drafts)
            }
            return
        }
        guard let target = drafts.index(of: address) else { return drafts.markFailed(attribute.name, at: index) }
        if let inherited = catalog[drafts.all[target].type].attribute(attribute.name), inherited.isInherited {
            complete(inherited, at: target, &drafts, following: following.union([index]))
        }
        let source = drafts.all[target]
        if source.isUncertain(attribute.name) {
            drafts.markFailed(attribute.name, at: index)
        } else if let value = source.attributes[attribute.name]?.value, !value.isNull {
            drafts.set(DesiredValue(value, places: link.places), of: attribute.name, at: index)
        }
    }

    private func useSetting(_ setting: AttributeName, for name: AttributeName, at index: Int, _ drafts: inout Drafts) {
        if let value = settings.defaults[setting] ?? nil {
            drafts.set(DesiredValue(value.value, places: value.places), of: name, at: index)
        } else if settings.isBroken(setting) {
            drafts.markFailed(name, at: index)
        }
    }
}

extension Attribute {
    fileprivate var isInherited: Bool {
        switch presence {
        case .inherited: true
        case .required, .optional, .setting, .sibling, .defaulted: false
        }
    }
}
