import Diagnostics
import ResourceModel

/// Gives attributes the value that the resource they belong with has: a volume the location of its server.
struct Inheritance {
    let catalog: Catalog
    /// By the use of a module that they hold in.
    let settings: [ModulePath: Settings]

    func complete(_ drafts: Drafts) {
        let heirs = Dictionary(
            catalog.types.map { type in (type.name, type.attributes.filter(\.isInherited)) }
        ) { first, _ in first }
        for index in drafts.all.indices {
            for attribute in heirs[drafts.all[index].type] ?? [] {
                complete(attribute, at: index, drafts, following: [])
            }
        }
    }

    /// The one that is inherited from is completed first; a circle of references gives nothing.
    private func complete(_ attribute: Attribute, at index: Int, _ drafts: Drafts, following: Set<Int>) {
        let draft = drafts.all[index]
        guard case .inherited(let through, let setting) = attribute.presence, !following.contains(index),
            !draft.isBroken, draft.attributes[attribute.name] == nil, !draft.failed.contains(attribute.name)
        else { return }
        guard let link = draft.attributes[through], case .reference(.resource(let address)) = link.value else {
            if draft.failed.contains(through) {
                draft.failed.insert(attribute.name)
            } else {
                useSetting(setting, for: attribute.name, in: draft)
            }
            return
        }
        guard let target = drafts.index(of: address) else {
            draft.failed.insert(attribute.name)
            return
        }
        if let inherited = catalog[drafts.all[target].type].attribute(attribute.name), inherited.isInherited {
            complete(inherited, at: target, drafts, following: following.union([index]))
        }
        let source = drafts.all[target]
        if source.isUncertain(attribute.name) {
            draft.failed.insert(attribute.name)
        } else if let value = source.attributes[attribute.name]?.value, !value.isNull {
            draft.attributes[attribute.name] = DesiredValue(value, places: link.places)
        }
    }

    private func useSetting(_ setting: AttributeName, for name: AttributeName, in draft: Draft) {
        guard let settings = settings[draft.address.module] else { return }
        switch settings.source(of: setting) {
        case .value(let value): draft.attributes[name] = value
        case .failed: draft.failed.insert(name)
        case .sibling, .inherited, .open: break
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
