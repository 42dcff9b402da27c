import HetznerCloud
import Reconciliation
import ResourceModel
import Synchronization
import TestSupport

@testable import Execution

/// Collects what an apply reports and saves, in order.
final class Recorder: Sendable {
    private let storage = Mutex<(events: [ExecutionEvent], saves: [RecordedState])>(([], []))

    var events: [ExecutionEvent] { storage.withLock { $0.events } }
    var saves: [RecordedState] { storage.withLock { $0.saves } }

    func report(_ event: ExecutionEvent) { storage.withLock { $0.events.append(event) } }
    func save(_ state: RecordedState) { storage.withLock { $0.saves.append(state) } }

    /// Titles of steps in the order in which they started.
    func started(_ plan: Plan) -> [String] {
        events.compactMap { event in
            guard case .stepStarted(let id) = event else { return nil }
            return plan[id].title
        }
    }

    /// The steps that ran together at some time, at most.
    var mostRunning: Int { runningSets.map(\.count).max() ?? 0 }

    /// Which steps ran after each event.
    var runningSets: [Set<Step.ID>] {
        var running: Set<Step.ID> = []
        return events.map { event in
            switch event {
            case .stepStarted(let id): running.insert(id)
            case .stepFinished(let id, _), .stepFailed(let id, _, _), .stepAbandoned(let id): running.remove(id)
            case .stepAccepted, .stepProgress, .stepWaiting, .stepFellBack, .stepSkipped, .slowedDown, .stateSaved,
                .stateNotSaved, .interrupted:
                break
            }
            return running
        }
    }
}

/// Collects steps into a plan; each step's ID is its place.
struct PlanDraft {
    var steps: [Step] = []
    var recorded = RecordedState(stack: "toy")

    @discardableResult
    mutating func add(
        _ title: String,
        _ request: Step.Request,
        at address: ResourceAddress = ResourceAddress("boxes", "a"),
        after: [Step.ID] = [],
        occupies: [Reference] = [],
        completion: Step.Completion = .actions,
        outcome: Step.Outcome = .nothing,
        restores: Step.ID? = nil
    ) -> Step.ID {
        let id = Step.ID(steps.count)
        steps.append(
            Step(
                id: id,
                address: address,
                type: Catalog.toy.type(section: address.section)?.name ?? .box,
                title: title,
                request: request,
                waitsFor: after,
                occupies: occupies,
                completion: completion,
                outcome: outcome,
                restores: restores
            )
        )
        return id
    }

    /// A creation of a box; its title is the address.
    @discardableResult
    mutating func create(
        _ key: String,
        after: [Step.ID] = [],
        body: [String: Value] = [:],
        occupies: [Reference] = []
    ) -> Step.ID {
        let address = ResourceAddress("boxes", key)
        let labels = Ownership(stack: "toy", address: address).labels.mapValues { Value.string($0) }
        let all: [String: Value] = ["name": .string(key), "labels": .map(labels)]
        return add(
            "create \(key)",
            Step.Request(.post, ["boxes"], body: .map(all.merging(body) { _, new in new })),
            at: address,
            after: after,
            occupies: occupies,
            outcome: .created(
                objectKey: "box",
                NewRecord(type: .box, attributes: [.name: .string(key)])
            )
        )
    }

    /// An action of a box that is in the state.
    @discardableResult
    mutating func act(
        _ name: String,
        on key: String = "a",
        after: [Step.ID] = [],
        completion: Step.Completion = .actions,
        outcome: Step.Outcome = .nothing,
        restores: Step.ID? = nil
    ) -> Step.ID {
        let address = ResourceAddress("boxes", key)
        return add(
            name,
            Step.Request(.post, ["boxes", .reference(.resource(address)), "actions", .string(name)]),
            at: address,
            after: after,
            occupies: [.resource(address)],
            completion: completion,
            outcome: outcome,
            restores: restores
        )
    }

    /// A box that is there before the plan is carried out.
    mutating func record(_ key: String, _ id: Int64, attributes: [AttributeName: Value] = [:]) {
        recorded.resources[ResourceAddress("boxes", key)] = RecordedResource(
            type: .box,
            id: ResourceID(id),
            attributes: attributes
        )
    }

    var plan: Plan {
        Plan(stack: "toy", changes: [], steps: steps, recorded: recorded, unchanged: 0, remarks: [])
    }
}

/// A toy cloud with an executor in front of it, in virtual time.
struct Bench {
    let time = VirtualTime()
    let recorder = Recorder()
    let cloud: ScriptedCloud
    let client: CloudClient
    var options = Executor.Options()

    /// - Parameter clock: another time than ``time``.
    init(actionSeconds: Int = 2, clock: ClientClock? = nil) {
        let clock = clock ?? time.clientClock
        cloud = ScriptedCloud(now: clock.now, actionSeconds: actionSeconds)
        var configuration = ClientConfiguration(token: "toy")
        configuration.clock = clock
        configuration.random = { 0.5 }
        client = CloudClient(configuration: configuration, transport: cloud)
    }

    func executor(save: Executor.Save? = nil) -> Executor {
        Executor(
            client: client,
            catalog: .toy,
            evaluator: .none,
            fingerprinter: .fixture,
            options: options,
            save: save ?? { [recorder] in recorder.save($0) },
            report: { [recorder] in recorder.report($0) }
        )
    }

    func apply(
        _ plan: Plan,
        observed: ObservedState = ObservedState(),
        interruption: Interruption = Interruption()
    ) async -> ApplyReport {
        await executor().apply(plan, observed: observed, interruption: interruption)
    }
}

extension ApplyReport {
    func titles(_ ids: [Step.ID], _ plan: Plan) -> [String] { ids.map { plan[$0].title } }
}
