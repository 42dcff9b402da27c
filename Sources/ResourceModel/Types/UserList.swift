/// Where an object shows which others use it, those included that are in no file.
package struct UserList: Sendable {
    package enum Effect: Hashable, Sendable {
        /// The API refuses to delete the object as long as somebody does.
        case refusal
        /// They lose it, and notice that.
        case loss(Set<Impact>)
    }

    /// What the users are.
    package let type: ResourceType.Name
    /// The IDs of the users.
    package let path: ObservationPath
    /// What becomes of them, or of the deletion.
    package let effect: Effect
    /// An object that does not say this shows others at the path: a key and its text.
    package let condition: [String: String]

    package init(
        _ type: ResourceType.Name,
        at path: ObservationPath,
        _ effect: Effect,
        where condition: [String: String] = [:]
    ) {
        self.type = type
        self.path = path
        self.effect = effect
        self.condition = condition
    }
}
