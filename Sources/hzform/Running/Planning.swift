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

    /// Reads the project and plans; what is wrong with the wish ends the command, warnings are shown.
    init(
        for desired: DesiredState,
        recorded: RecordedState,
        catalog: Catalog,
        cloud: CloudAccess,
        withPrices: Bool,
        output: Output
    ) async throws(CommandFailure) {
        let sent = cloud.client.requestCount
        let observed = try await cloud.observe(desired, recorded, catalog, withPrices: withPrices)
        let stack = desired.stack
        let planner = Planner(catalog: catalog) { value, address, attribute in
            Fingerprint.of(value, stack: stack, address: address, attribute: attribute)
        }
        let outcome = planner.plan(for: desired, recorded: recorded, observed: observed)
        guard let plan = outcome.plan else { throw CommandFailure(outcome.diagnostics) }
        output.diagnostics(outcome.diagnostics)
        self.plan = plan
        self.recorded = recorded
        self.observed = observed
        requests = cloud.client.requestCount - sent
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

    /// Reads the part of the project that the file and the state have to do with.
    func observe(
        _ desired: DesiredState,
        _ recorded: RecordedState,
        _ catalog: Catalog,
        withPrices: Bool
    ) async throws(CommandFailure) -> ObservedState {
        do {
            return try await Refresher(client: client, catalog: catalog)
                .observe(desired: desired, recorded: recorded, withPrices: withPrices)
        } catch {
            throw CommandFailure(.cloudProblem(error, endpoint: client.configuration.endpoint))
        }
    }
}
