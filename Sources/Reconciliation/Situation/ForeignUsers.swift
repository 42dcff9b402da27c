import ResourceModel

/// Something that is in no file of this stack and uses an object of it.
struct ForeignUser {
    let user: Reference
    let effect: UserList.Effect
}

extension Situation {
    /// Who uses an object and is not part of this stack.
    func foreignUsers(of object: ObservedObject, _ type: ResourceType) -> [ForeignUser] {
        object.users.sorted().compactMap { user in
            guard case .object(let name, let id) = user, owner(of: name, id) == nil, !isDeposed(name, id),
                let list = type.users.first(where: { $0.type == name })
            else { return nil }
            return ForeignUser(user: user, effect: list.effect)
        }
    }

    /// What they are called: nothing but the ID is known of what was not read.
    func title(of user: ForeignUser) -> String {
        guard case .object(let type, let id) = user.user else { return "\(user.user)" }
        return observed.object(type, id).map { title(of: $0, type) } ?? "the \(type.words) with ID \(id)"
    }
}
