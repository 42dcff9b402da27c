/// Why a recorded state is not where it is kept.
package struct SaveFailure: Error, CustomStringConvertible {
    package let description: String
    /// What can be done about it.
    package let hint: String?
    /// Whether somebody else's state is there, which is not to be written over.
    package let isTaken: Bool

    package init(_ description: String, hint: String? = nil, isTaken: Bool = false) {
        self.description = description
        self.hint = hint
        self.isTaken = isTaken
    }
}
