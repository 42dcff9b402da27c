/// Which object of the project a resource takes over where the state knows none; `adopt` in the file.
package enum Adoption: Hashable, Sendable {
    /// The one that has its name; where there is none, it is created.
    case named
    /// This one.
    case object(ResourceID)

    /// The ID, where it says one.
    package var id: ResourceID? {
        guard case .object(let id) = self else { return nil }
        return id
    }
}
