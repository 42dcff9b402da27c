import JSONDocuments
import Reconciliation
import ResourceModel
import StateFiles

/// How a plan was asked for, and what may be done to carry it out.
package struct PlanTerms: Equatable, Sendable {
    package var selection: Selection
    /// Whether it is for a project in which nothing of the file is left.
    package var isForDestruction: Bool
    /// Impacts that are fine without being asked again.
    package var allowed: Set<Impact>
    /// How many resources may be deleted or replaced; `nil` where nothing says so.
    package var mostDeletions: Int?

    package init(
        selection: Selection = .all,
        isForDestruction: Bool = false,
        allowed: Set<Impact> = [],
        mostDeletions: Int? = nil
    ) {
        self.selection = selection
        self.isForDestruction = isForDestruction
        self.allowed = allowed
        self.mostDeletions = mostDeletions
    }
}

/// A plan as it was reviewed, with what it was made of: the receipt that an apply is held against.
///
/// No secret, token, host or user name is in it.
public struct SavedPlan: Equatable, Sendable {
    /// The version of the program that planned.
    package let version: String
    package let configuration: ConfigurationDigest
    /// The digest of the recorded state.
    package let state: String
    /// What its fingerprints were made with, so that those of a later plan can be held against them.
    package let salts: [Salt]
    package let terms: PlanTerms
    /// How many requests were sent for it.
    package let requests: Int
    /// Sealed: it can be shown and compared, not carried out.
    package let plan: Plan

    init(
        version: String,
        configuration: ConfigurationDigest,
        state: String,
        salts: [Salt],
        terms: PlanTerms,
        requests: Int,
        plan: Plan
    ) {
        self.version = version
        self.configuration = configuration
        self.state = state
        self.salts = salts
        self.terms = terms
        self.requests = requests
        self.plan = plan
    }

    /// - Parameters:
    ///   - recorded: the state that was planned with.
    ///   - salts: what its fingerprints are made with.
    ///   - fingerprint: tells a secret by a text from which nobody can guess it.
    package init(
        _ plan: Plan,
        recorded: RecordedState,
        salts: [Salt],
        version: String,
        configuration: ConfigurationDigest,
        terms: PlanTerms,
        requests: Int,
        catalog: Catalog,
        folder: ReadFolder,
        fingerprint: @escaping @Sendable (Value, ResourceAddress, AttributeName) -> String
    ) {
        let seal = PlanSeal(catalog: catalog, fingerprint: fingerprint, folder: folder)
        self.init(
            version: version,
            configuration: configuration,
            state: Digest.of(StateDocument.text(recorded).utf8),
            salts: salts,
            terms: terms,
            requests: requests,
            plan: seal.sealed(plan)
        )
    }
}
