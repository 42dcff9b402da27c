/// How a run sees to it that no other one changes the stack meanwhile.
package enum LockPolicy: String, Hashable, Sendable, CaseIterable {
    /// In the project itself, and beside the state file.
    case project
    /// Beside the state file alone: runs on other machines are not noticed.
    case local
    case off

    package static let kind = ValueKind.oneOf(allCases.map(\.rawValue))
}
