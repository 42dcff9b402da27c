import Diagnostics
import Execution
import HetznerCloud
import Reconciliation
import ResourceModel

/// A plan with the states that it was made of.
struct Planning: Sendable {
    let plan: Plan
    let recorded: RecordedState
    let observed: ObservedState
    /// How many requests it took to read the project.
    let requests: Int

    /// Reads the project and plans; what is wrong with the wish ends the command, warnings are shown where there is an
    /// output for them.
    init(
        for desired: DesiredState,
        recorded: RecordedState,
        reader: ProjectReader,
        selection: Selection = .all,
        output: Output?
    ) async throws(CommandFailure) {
        let (observed, requests) = try await reader.observe(desired, recorded)
        let planner = Planner(catalog: reader.catalog, stack: desired.stack)
        let outcome = planner.plan(for: desired, recorded: recorded, observed: observed, selection: selection)
        guard let plan = outcome.plan else { throw CommandFailure(outcome.diagnostics) }
        output?.diagnostics(outcome.diagnostics)
        self.plan = plan
        self.recorded = recorded
        self.observed = observed
        self.requests = requests
    }
}

extension CloudAccess {
    /// Looks up what the file says is in the project without it.
    func find(_ lookups: [ExistingLookup], _ catalog: Catalog) async throws(CommandFailure) -> ExistingObjects {
        let result: (found: ExistingObjects, problems: [Diagnostic])
        do {
            result = try await ExistingFinder(client: client, catalog: catalog).find(lookups)
        } catch {
            throw CommandFailure(.cloudProblem(error, endpoint: client.configuration.endpoint))
        }
        guard result.problems.isEmpty else { throw CommandFailure(result.problems) }
        return result.found
    }
}

/// Reads as much of the project as a command asks for.
struct ProjectReader: Sendable {
    /// Where what is there is learned from.
    enum Source: Sendable {
        case project(Refresher.Extent)
        /// No request is sent: the project is as the last apply left it.
        case recordedState
    }

    let catalog: Catalog
    let cloud: CloudAccess
    var withPrices = false
    var source = Source.project(.needed)

    /// What is there, and how many requests it took to learn it.
    func observe(
        _ desired: DesiredState,
        _ recorded: RecordedState
    ) async throws(CommandFailure) -> (observed: ObservedState, requests: Int) {
        switch source {
        case .recordedState:
            return (ObservedState(assuming: recorded), 0)
        case .project(let extent):
            let sent = cloud.client.requestCount
            do {
                let observed = try await Refresher(client: cloud.client, catalog: catalog)
                    .observe(desired: desired, recorded: recorded, extent: extent, withPrices: withPrices)
                return (observed, cloud.client.requestCount - sent)
            } catch {
                throw CommandFailure(.cloudProblem(error, endpoint: cloud.client.configuration.endpoint))
            }
        }
    }
}

extension Planner {
    init(catalog: Catalog, stack: String) {
        self.init(catalog: catalog, fingerprint: recordedFingerprint(stack))
    }
}

/// The hash of a sensitive value in the state file of a stack.
private func recordedFingerprint(_ stack: String) -> @Sendable (Value, ResourceAddress, AttributeName) -> String {
    { Fingerprint.of($0, stack: stack, address: $1, attribute: $2) }
}
