import Diagnostics
import ResourceModel

extension Diagnostic {
    /// Something of the project has a name already that a resource is to have.
    static func nameTaken(
        _ resource: DesiredResource,
        _ type: ResourceType,
        _ name: String,
        _ holder: ObservedObject
    ) -> Diagnostic {
        .error(
            "name-taken",
            "the project already has a \(type.name.words) named '\(name)' (ID \(holder.id)), which \(holder.whose)",
            at: resource.attributes[.name]?.range ?? resource.range,
            address: resource.address.description,
            hint: holder.ownership == nil ? untakenHint(resource, type, holder.id) : sharedHint(resource, type)
        )
    }

    /// Something of the project has a value already that only one can have, like a public key.
    static func valueTaken(
        _ resource: DesiredResource,
        _ type: ResourceType,
        _ attribute: AttributeName,
        _ holder: ObservedObject
    ) -> Diagnostic {
        let title = (holder.name.map { "'\($0)', " } ?? "") + "ID \(holder.id)"
        let criterion = holder.name.map { "name: \($0)" } ?? "id: \(holder.id)"
        let lookup = "Refer to that one: existing: { \(type.section): { \(resource.address.key): { \(criterion) } } }"
        let command = "hzform import '\(resource.address)' \(holder.id)"
        return .error(
            "value-taken",
            "the project already has a \(type.name.words) with this '\(attribute)' (\(title)), which \(holder.whose)",
            at: resource.attributes[attribute]?.range ?? resource.range,
            address: resource.address.description,
            hint: holder.ownership == nil ? "\(lookup) Or take it over: \(command)" : lookup
        )
    }

    /// What to do where the object is nobody's.
    private static func untakenHint(_ resource: DesiredResource, _ type: ResourceType, _ id: ResourceID) -> String {
        guard type.collection.parent == nil else { return "To take it over, write: adopt: true" }
        let command = "hzform import '\(resource.address)' \(id)"
        guard type.takesOtherNames else { return "Take it over: \(command)" }
        return "Give it another name: \(resource.address.withOtherName) Or take it over: \(command)"
    }

    /// What to do where two stacks meet in one project.
    private static func sharedHint(_ resource: DesiredResource, _ type: ResourceType) -> String {
        guard type.takesOtherNames else {
            return "Take it out of that stack first: with 'removed' it stays in the cloud."
        }
        return "Stacks in one project need different names: \(resource.address.withOtherName)"
            + " Or give each a project of its own, by its token."
    }
}

extension ObservedObject {
    /// To whom it belongs, for a sentence about something that is not of this stack.
    fileprivate var whose: String {
        ownership.map { "is \($0.addressLabel) of stack '\($0.stack)'" } ?? "is not part of this stack"
    }
}

extension ResourceType {
    /// Whether it stays what it is under another name, which a domain does not.
    fileprivate var takesOtherNames: Bool {
        if case .replace? = attribute(.name)?.update { return false }
        return true
    }
}

extension ResourceAddress {
    /// What to write for another name, one for each instance.
    fileprivate var withOtherName: String {
        switch instance {
        case .index: "\(key): { name: \"…-${index + 1}\" }"
        case .key: "\(key): { name: \"…-${each.key}\" }"
        case nil: "\(key): { name: … }"
        }
    }
}
