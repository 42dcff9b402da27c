import Diagnostics
import Fingerprinting
import PlanFiles
import Reconciliation
import ResourceModel
import Synchronization

/// What a saved plan is made with, besides the plan.
package struct PlanContext: Sendable {
    /// The version of the program.
    package var version: String
    package var configuration: ConfigurationDigest
    package var folder: ReadFolder
    package var terms: PlanTerms

    package init(version: String, configuration: ConfigurationDigest, folder: ReadFolder, terms: PlanTerms) {
        self.version = version
        self.configuration = configuration
        self.folder = folder
        self.terms = terms
    }
}

/// A plan that was reviewed, and what it is compared with.
package struct Receipt: Sendable {
    package let saved: SavedPlan
    package let context: PlanContext

    package init(_ saved: SavedPlan, _ context: PlanContext) {
        self.saved = saved
        self.context = context
    }
}

extension RecordedState {
    /// The state with what a saved plan's fingerprints were made with, where nothing was drawn for it yet.
    func salted(for receipt: Receipt?) -> RecordedState {
        var state = self
        if let receipt, salts.isEmpty { state.salts = receipt.saved.salts }
        return state
    }
}

extension Workflow {
    /// The plan as it can be kept and compared, without a secret.
    package func saved(_ planning: Planning, _ context: PlanContext) async -> SavedPlan {
        // Fingerprints are slow on purpose: first it is found out of what they are needed, then all are made at once.
        let secrets = Mutex<[Value]>([])
        _ = saved(planning, context, salts: []) { secret, _, _ in
            secrets.withLock { $0.append(secret) }
            return ""
        }
        let needed = secrets.withLock { $0 }.map { Fingerprinter.Comparison($0, nil) }
        let fingerprinter = await planning.fingerprinter.deriving(needed)
        // A salt that was drawn for nothing would make each plan another one.
        let salts = needed.isEmpty ? planning.recorded.usedSalts : planning.recorded.salts
        return saved(planning, context, salts: salts) { fingerprinter.fingerprint(of: $0, at: $1, $2).text }
    }

    private func saved(
        _ planning: Planning,
        _ context: PlanContext,
        salts: [Salt],
        fingerprint: @escaping @Sendable (Value, ResourceAddress, AttributeName) -> String
    ) -> SavedPlan {
        SavedPlan(
            planning.plan,
            recorded: planning.recorded,
            salts: salts,
            version: context.version,
            configuration: context.configuration,
            terms: context.terms,
            requests: planning.requests,
            catalog: catalog,
            folder: context.folder,
            fingerprint: fingerprint
        )
    }

    /// Throws where something else would happen than what was reviewed.
    func check(_ planning: Planning, against receipt: Receipt) async throws(WorkflowFailure) {
        let now = await saved(planning, receipt.context)
        let difference = PlanDifference(from: receipt.saved, to: now)
        guard difference.fits else { throw WorkflowFailure([.moved(difference)], .moved) }
    }
}

extension Diagnostic {
    fileprivate static func moved(_ difference: PlanDifference) -> Diagnostic {
        .error(
            "plan-moved",
            "nothing was changed: the saved plan is not what would happen now",
            notes: brief(difference.inputs + difference.effects).map { Note($0) },
            hint: "Plan again with 'hzform plan --out', and have the new plan reviewed."
        )
    }

    /// As much as is read.
    private static func brief(_ lines: [String]) -> [String] {
        let most = 20
        guard lines.count > most else { return lines }
        return lines.prefix(most) + ["… and \(lines.count - most) more: see 'hzform show OLD NEW'"]
    }
}
