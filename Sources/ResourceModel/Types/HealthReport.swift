/// Where objects show how others do that they pass connections on to.
///
/// Each is a list of elements with the ID of one of those, and the states that it is in; an element can have a list of the
/// same kind below it, of those that it stands for.
package struct HealthReport: Sendable {
    /// What it is told of.
    package let type: ResourceType.Name
    /// The key of the list, in the object and in its elements.
    package let list: String
    /// The keys that lead to the ID.
    package let id: [String]
    /// The key of the states, in each of which the key of its word.
    package let states: String
    package let state: String
    package let healthy: String

    package init(
        of type: ResourceType.Name,
        list: String,
        id: [String],
        states: String,
        state: String,
        healthy: String
    ) {
        self.type = type
        self.list = list
        self.id = id
        self.states = states
        self.state = state
        self.healthy = healthy
    }
}
