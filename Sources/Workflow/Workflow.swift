import Diagnostics
import Execution
import Fingerprinting
import HetznerCloud
import Reconciliation
import Refreshing
import ResourceModel
import StackConfiguration

/// The way from files to a changed project: each arrow is a function from values to a value.
///
///     files ───────load─────▶ DesiredState  ─┐
///     state file ──read─────▶ RecordedState ─┼─plan─▶ Planning ─agree, carryOut─▶ ApplyReport ─confirm─▶ Confirmation
///     project ─────observe──▶ ObservedState ─┘
///
/// It prints nothing, asks nobody and reads no environment: who calls it hands in a connection, and an
/// ``ApplyAudience`` for what a person is shown and asked.
public struct Workflow: Sendable {
    package let catalog: Catalog
    package let client: CloudClient
    let stateKey: StateKey?
    /// See ``Refresher``.
    package var leavesOut: @Sendable (String) -> Bool = { _ in false }
    /// Where the token was found, to be said where it is refused: `HCLOUD_TOKEN`.
    package var tokenOrigin: String?

    /// - Parameters:
    ///   - client: the connection to the project.
    ///   - stateKey: what the fingerprints of secrets are made with, in place of a slow function.
    public init(catalog: Catalog, client: CloudClient, stateKey: StateKey? = nil) {
        self.catalog = catalog
        self.client = client
        self.stateKey = stateKey
    }

    /// Looks up what a file says is in the project without it.
    package func find(_ lookups: [ExistingLookup]) async throws(WorkflowFailure) -> ExistingObjects {
        let result = try await calling { try await ExistingFinder(client: client, catalog: catalog).find(lookups) }
        guard result.problems.isEmpty else { throw WorkflowFailure(result.problems) }
        return result.found
    }

    /// What is there, and how many requests it took to learn it.
    package func observe(
        _ desired: DesiredState,
        _ recorded: RecordedState,
        _ reading: ProjectReading = ProjectReading()
    ) async throws(WorkflowFailure) -> (observed: ObservedState, requests: Int) {
        switch reading.source {
        case .recordedState:
            return (ObservedState(assuming: recorded), 0)
        case .project(let extent):
            let sent = client.requestCount
            let refresher = Refresher(client: client, catalog: catalog, leavingOut: leavesOut)
            let observed = try await calling {
                let found = try await refresher.observe(
                    desired: desired,
                    recorded: recorded,
                    extent: extent,
                    withPrices: reading.withPrices,
                    namingLosers: reading.namesLosers
                )
                return try await lookedAt(found, recorded, reading.lock)
            }
            return (observed, client.requestCount - sent)
        }
    }

    /// Reads the project and plans.
    ///
    /// What is wrong with the wish is thrown; warnings are in the ``Planning``.
    public func plan(
        for desired: DesiredState,
        recorded: RecordedState,
        reading: ProjectReading = ProjectReading(),
        selection: Selection = .all
    ) async throws(WorkflowFailure) -> Planning {
        let recorded = stateKey == nil ? recorded.salted : recorded
        async let prepared = fingerprinter(for: desired, recorded)
        let (observed, requests) = try await observe(desired, recorded, reading)
        let fingerprinter = await prepared.deriving(
            desired.secretComparisons(with: recorded, found: observed.ownerships, catalog)
        )
        let outcome = planner(fingerprinter)
            .plan(for: desired, recorded: recorded, observed: observed, selection: selection)
        guard let plan = outcome.plan else { throw WorkflowFailure(outcome.diagnostics) }
        return Planning(
            plan: plan,
            recorded: recorded,
            observed: observed,
            fingerprinter: fingerprinter,
            requests: requests,
            warnings: outcome.diagnostics
        )
    }

    /// Does what asks the API, and throws what it says as something that a person can act on.
    package func calling<Result>(_ ask: () async throws -> Result) async throws(WorkflowFailure) -> Result {
        do {
            return try await ask()
        } catch let failure as WorkflowFailure {
            throw failure
        } catch {
            throw WorkflowFailure(.cloudProblem(error, endpoint: client.configuration.endpoint, tokenOrigin))
        }
    }
}

/// How much of a project is read, and from where.
public struct ProjectReading: Sendable {
    /// Where what is there is learned from.
    package enum Source: Sendable {
        case project(Refresher.Extent)
        /// No request is sent: the project is as the last apply left it.
        case recordedState

        /// All objects of all types, in full.
        package static let wholeProject = Source.project(.everything)
    }

    /// Whether a plan says what it costs, for which the price list is asked.
    public var withPrices = false
    package var source = Source.project(.needed)
    package var lock = StackLock.unknown
    /// Whether those are looked up who lose something with what is to go.
    package var namesLosers = true

    public init(withPrices: Bool = false) { self.withPrices = withPrices }
}
