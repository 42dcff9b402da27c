import Reconciliation

extension Plan {
    /// What a plan that was carried out has done: `3 created`, `1 replaced`.
    var deeds: [String] {
        PlanSummary.Verb.allCases.compactMap { verb in
            let count = changes.count { $0.kind.verb == verb }
            return count == 0 ? nil : "\(count) \(verb.past)"
        }
    }
}

extension PlanSummary.Verb {
    /// What was done, in a report.
    package var past: String {
        switch self {
        case .create: "created"
        case .update: "updated"
        case .replace: "replaced"
        case .delete: "deleted"
        case .adopt: "adopted"
        case .forget: "forgotten"
        case .move: "moved"
        }
    }
}
