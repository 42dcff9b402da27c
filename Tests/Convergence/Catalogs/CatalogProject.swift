import Execution
import HetznerCloud
import Reconciliation
import ResourceModel
import Synchronization
import TestSupport
import Workflow

/// A project of any catalog, and the state of one stack in it.
final class CatalogProject: Sendable {
    let catalog: Catalog
    let cloud: InterpretedCloud
    private let time = VirtualTime()
    private let state = Mutex(RecordedState(stack: "random"))

    /// A project of its own, or one that others use too.
    init(_ catalog: Catalog, in cloud: InterpretedCloud? = nil) {
        self.catalog = catalog
        self.cloud = cloud ?? InterpretedCloud(catalog)
    }

    var recorded: RecordedState { state.withLock { $0 } }

    func plan(_ desired: DesiredState) async throws -> Planning {
        try await workflow(cloud).plan(for: desired, recorded: recorded)
    }

    func apply(_ desired: DesiredState) async throws -> LiveProject.Applied {
        try await apply(desired, through: cloud)
    }

    /// Applies with one of the changing requests spoiled.
    func apply(
        _ desired: DesiredState,
        spoiling number: Int,
        _ failure: FailingTransport.Failure
    ) async throws -> LiveProject.Applied {
        try await apply(desired, through: FailingTransport(cloud, failure, at: number))
    }

    private func apply(_ desired: DesiredState, through transport: some Transport) async throws -> LiveProject.Applied {
        let planning = try await plan(desired)
        let report = await workflow(transport).carryOut(planning, Executor.Options()) { recorded in
            self.state.withLock { $0 = recorded }
        }
        return LiveProject.Applied(plan: planning.plan, report: report)
    }

    private func workflow(_ transport: some Transport) -> Workflow {
        var configuration = ClientConfiguration(token: "project")
        configuration.clock = time.clientClock
        configuration.random = { 0.5 }
        configuration.maxRetries = 0
        return Workflow(
            catalog: catalog,
            client: CloudClient(configuration: configuration, transport: transport),
            stateKey: .fixture
        )
    }
}
