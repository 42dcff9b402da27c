/// What the host answers when an expression asks for a name or an attribute, or calls a function of the host.
package enum HostAnswer: Sendable {
    case value(CELValue, isSensitive: Bool = false)
    /// Not known yet; the text says what it is, like `servers.web.id`.
    case unknown([String], isSensitive: Bool = false)
    /// A list or map that is known part by part.
    case outline(CELOutline, isSensitive: Bool = false)
    case failure(CELFailure, isSensitive: Bool = false)
    /// Something is wrong with it that the host tells elsewhere; so is everything that reads it.
    case failed
}

extension HostAnswer {
    /// Whether the host has a name for something that is not there.
    var isNoValue: Bool {
        guard case .failure(let failure, _) = self else { return false }
        return failure.code == .noValue
    }
}
