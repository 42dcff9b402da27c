import PlanFiles
import Reconciliation
import ResourceModel

/// A request as it may be shown: what is known later by its name, no secret.
struct RequestView {
    let method: String
    /// Below the endpoint: `servers/{servers.web}/actions/poweron`.
    let path: String
    let body: Value?

    /// Hides what the type says is sensitive, and what else is of this resource.
    init(_ request: Step.Request, of type: ResourceType, hiding secrets: Set<String> = []) {
        method = request.method.rawValue
        path = request.shownPath
        body = request.body?.withoutSecrets(named: type.sensitiveNames.union(secrets)).mapLeaves(\.standIn)
    }

    /// The body as JSON on one line.
    var bodyText: String? { body.map { JSONText.line($0.encodable) } }
}

extension Value {
    /// The value with everything under one of the keys replaced, however deep.
    ///
    /// Requests carry an attribute under its own name, so the names tell what is secret.
    fileprivate func withoutSecrets(named names: Set<String>) -> Value {
        switch self {
        case .map(let entries):
            var shown = entries
            for (key, value) in entries {
                shown[key] = names.contains(key) && !value.isNull ? "(sensitive)" : value.withoutSecrets(named: names)
            }
            return .map(shown)
        case .list(let values): return .list(values.map { $0.withoutSecrets(named: names) })
        case .null, .boolean, .integer, .number, .string, .reference, .deferred: return self
        }
    }

    /// What stands for a leaf that is not known before it is sent.
    fileprivate var standIn: Value {
        switch self {
        case .reference(.resource), .deferred: .string(placeholder)
        case .reference(.object(_, let id)): id.value
        case .null, .boolean, .integer, .number, .string, .list, .map: self
        }
    }
}

extension Plan {
    /// The names of the attributes of a resource whose values are not shown.
    func secrets(of step: Step) -> Set<String> {
        let hidden = changes.filter { $0.address == step.address }.flatMap(\.attributes).filter(\.isSensitive)
        return Set(hidden.map(\.path.root.text))
    }
}
