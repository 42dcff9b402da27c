import CloudSimulator
import Diagnostics
import Execution
import HetznerCatalog
import HetznerCloud
import Reconciliation
import ResourceModel
import SimulatedTransport
import StackConfiguration
import Synchronization
import TestSupport

/// A simulated project, and the state file of one stack in it.
final class LiveProject: Sendable {
    struct Applied: Sendable {
        let plan: Plan
        let report: ApplyReport
    }

    struct Unusable: Error, CustomStringConvertible {
        let description: String
    }

    let time = VirtualTime()
    let cloud: SimulatedCloud
    let client: CloudClient
    private let configuration: ClientConfiguration
    private let transport: SimulatedTransport
    private let state = Mutex(RecordedState(stack: "random"))

    private let options: Executor.Options

    /// With `parallelism: 1` the same file gives the same IDs every time.
    init(parallelism: Int? = nil) {
        var options = Executor.Options()
        if let parallelism { options.parallelism = parallelism }
        self.options = options
        let settings = SimulatorSettings(pace: .times(1), requestsPerHour: nil)
        cloud = SimulatedCloud(settings: settings, clock: time.simulatorClock)
        let time = time
        var configuration = ClientConfiguration(token: "project")
        configuration.clock = time.clientClock
        configuration.random = { 0.5 }
        transport = SimulatedTransport(cloud) { try await time.sleep($0) }
        self.configuration = configuration
        client = CloudClient(configuration: configuration, transport: transport)
    }

    var recorded: RecordedState {
        get { state.withLock { $0 } }
        set { state.withLock { $0 = newValue } }
    }

    func plan(_ yaml: String) async throws -> (plan: Plan, observed: ObservedState) {
        let loaded = Loader(catalog: .hetzner) { _ in [] }.load(Array(yaml.utf8), path: "random.yaml")
        guard let desired = loaded.desired else {
            throw Unusable(description: DiagnosticRenderer(loaded.diagnostics).text(color: false))
        }
        return try await plan(desired)
    }

    func plan(_ desired: DesiredState) async throws -> (plan: Plan, observed: ObservedState) {
        let observed = try await Refresher(client: client, catalog: .hetzner).observe(
            desired: desired,
            recorded: recorded
        )
        let planner = Planner(catalog: .hetzner) { value, address, name in
            Fingerprint.of(value, stack: desired.stack, address: address, attribute: name)
        }
        let outcome = planner.plan(for: desired, recorded: recorded, observed: observed)
        guard let plan = outcome.plan else {
            throw Unusable(description: DiagnosticRenderer(outcome.diagnostics).text(color: false))
        }
        return (plan, observed)
    }

    func apply(_ yaml: String) async throws -> Applied {
        let (plan, observed) = try await plan(yaml)
        return await apply(plan, observed)
    }

    /// Applies with one of the changing requests spoiled.
    func apply(_ yaml: String, spoiling number: Int, _ failure: FailingTransport.Failure) async throws -> Applied {
        let (plan, observed) = try await plan(yaml)
        var configuration = configuration
        configuration.maxRetries = 0
        let failing = CloudClient(
            configuration: configuration,
            transport: FailingTransport(transport, failure, at: number)
        )
        return await apply(plan, observed, through: failing)
    }

    /// Applies with one of the changing requests left out; which one, or `nil` where there are not that many.
    func apply(_ yaml: String, without number: Int) async throws -> (applied: Applied, missing: String?) {
        let (plan, observed) = try await plan(yaml)
        let swallowing = SwallowingTransport(transport, at: number)
        let client = CloudClient(configuration: configuration, transport: swallowing)
        return (await apply(plan, observed, through: client), swallowing.missing)
    }

    func apply(_ plan: Plan, _ observed: ObservedState, through client: CloudClient? = nil) async -> Applied {
        let executor = Executor(client: client ?? self.client, catalog: .hetzner, options: options) {
            self.recorded = $0
        }
        return Applied(plan: plan, report: await executor.apply(plan, observed: observed))
    }
}
