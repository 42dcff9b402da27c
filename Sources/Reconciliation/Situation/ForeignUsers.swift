import ResourceModel

/// Something that uses an object of this stack and of which no change says that it loses the object.
struct ForeignUser {
    let user: Reference
    let effect: UserList.Effect
    /// Where it is in this stack; nil for what is in no file of it.
    let address: ResourceAddress?
}

extension Situation {
    /// Who uses an object and is not part of this stack.
    func foreignUsers(of object: ObservedObject, _ type: ResourceType) -> [ForeignUser] {
        users(of: object, type).filter { $0.address == nil }
    }

    /// Who uses an object and loses it when it goes, without a change of its own that says so.
    func bystanders(of object: ObservedObject, _ type: ResourceType) -> [ForeignUser] {
        users(of: object, type).filter { user in
            user.address.map { isSilent($0, about: .object(type.name, object.id)) } ?? true
        }
    }

    private func users(of object: ObservedObject, _ type: ResourceType) -> [ForeignUser] {
        object.users.sorted().compactMap { user in
            guard case .object(let name, let id) = user, !isDeposed(name, id),
                let list = type.users.first(where: { $0.type == name })
            else { return nil }
            return ForeignUser(user: user, effect: list.effect, address: owner(of: name, id))
        }
    }

    /// Whether nothing is compared where a resource has the target: it is not written there, it is ignored, or it is an
    /// element that the file leaves alone.
    func isSilent(_ address: ResourceAddress, about target: Reference) -> Bool {
        if forgotten.contains(address) { return true }
        guard let resource = desired.resources[address], let object = bindings[address],
            case .object(let name, let id) = target
        else { return false }
        let own = owner(of: name, id).map(Reference.resource)
        return type(of: address).attributes.contains { attribute in
            guard object.attributes[attribute.name]?.references.contains(target) == true else { return false }
            guard resource.lifecycle.ignoreChanges[attribute.name]?.isEmpty != true else { return true }
            func has(_ value: Value?) -> Bool { value?.references.contains { $0 == own || $0 == target } == true }
            // What an earlier apply put there and the file does not say any more is taken away.
            if has(resource.value(attribute.name)) || has(recorded.resources[address]?.attributes[attribute.name]) {
                return false
            }
            guard let wish = resource.value(attribute.name), !wish.isNull else { return true }
            return attribute.undeclared(resource.lifecycle.extra) == .kept
        }
    }

    /// What they are called: nothing but the ID is known of what was not read.
    func title(of user: ForeignUser) -> String {
        if let address = user.address { return address.description }
        guard case .object(let type, let id) = user.user else { return "\(user.user)" }
        return observed.object(type, id).map { title(of: $0, type) } ?? "the \(type.words) with ID \(id)"
    }
}
