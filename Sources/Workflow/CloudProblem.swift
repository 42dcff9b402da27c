import Diagnostics
import HetznerCloud

extension Diagnostic {
    /// What the client threw, as something that a person can act on.
    ///
    /// - Parameter origin: where the token was found.
    package static func cloudProblem(_ error: any Error, endpoint: String, _ origin: String? = nil) -> Diagnostic {
        switch error {
        case let error as APIError where error.code == .tokenReadonly:
            return .readOnlyToken(error, origin)
        case let error as APIError where error.status == 401:
            return .error(
                "token-refused",
                "the API refused the token: \(error.summary)",
                notes: notes(of: origin),
                hint: "Was the token copied whole, and does it belong to a project at \(endpoint)?"
            )
        case let error as APIError where error.status == 404 && error.isAboutAllOfAKind:
            return .error(
                "api-error",
                "\(error.method.rawValue) \(error.path) failed: \(error.summary)",
                hint: "Is \(endpoint) the right endpoint? Hetzner's ends in /v1."
            )
        case let error as APIError:
            return .error("api-error", "\(error.method.rawValue) \(error.path) failed: \(error.summary)")
        case let error as TransportError:
            return .error("unreachable", "the API at \(endpoint) gave no answer: \(error.summary)", hint: error.hint)
        case let error as InvalidRequest where error.reason == .token:
            return .error(
                "token-refused",
                "\(error)",
                notes: notes(of: origin),
                hint: "Was the token copied whole, without anything around it?"
            )
        case let error as Diagnostic:
            return error
        case let error:
            return .error("api-error", "\(error)")
        }
    }

    /// Says which token it is, where several may be at hand.
    static func notes(of origin: String?) -> [Note] {
        origin.map { [Note("it is the token of \($0)")] } ?? []
    }
}

extension APIError {
    /// Whether the path names no single object: every API has its lists, so that it is not this one.
    fileprivate var isAboutAllOfAKind: Bool { path.split(separator: "/").count == 1 }
}
