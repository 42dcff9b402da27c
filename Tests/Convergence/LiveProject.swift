import CloudSimulator
import Diagnostics
import Execution
import HetznerCatalog
import HetznerCloud
import PlanFiles
import Reconciliation
import ResourceModel
import StackConfiguration
import Synchronization
import TestSupport
import Testing
import Workflow

/// A simulated project, and the state file of one stack in it.
final class LiveProject: Sendable {
    struct Applied: Sendable {
        let plan: Plan
        let report: ApplyReport
    }

    private let project: SimulatedProject
    let stack: String
    private let state: Mutex<RecordedState>
    private let options: Executor.Options

    /// With `stepLimit: 1` the same file gives the same IDs every time.
    ///
    /// Domains are registered, every one by default: what the cloud finds out by itself about others would look as if a
    /// plan had changed it.
    init(stack: String = "random", stepLimit: Int? = nil, registeredDomains: Set<String>? = nil) {
        self.stack = stack
        state = Mutex(RecordedState(stack: stack))
        var options = Executor.Options()
        if let stepLimit { options.stepLimit = stepLimit }
        self.options = options
        var settings = SimulatorSettings(pace: .times(1), requestsPerHour: nil)
        settings.registeredDomains = registeredDomains
        project = SimulatedProject(settings)
    }

    var time: VirtualTime { project.time }
    var cloud: SimulatedCloud { project.cloud }
    var client: CloudClient { project.client }

    var recorded: RecordedState {
        get { state.withLock { $0 } }
        set { state.withLock { $0 = newValue } }
    }

    func plan(_ yaml: String) async throws -> Planning {
        let loaded = Loader(catalog: .hetzner) { _ in [] }.load(Array(yaml.utf8), path: "random.yaml")
        guard let desired = loaded.desired else { throw WorkflowFailure(loaded.diagnostics) }
        return try await plan(desired)
    }

    /// Plans; the plan comes back whole from the file that it is kept in, with the same bytes.
    func plan(_ desired: DesiredState) async throws -> Planning {
        let planning = try await project.workflow.plan(for: desired, recorded: recorded)
        let saved = await saved(planning)
        let text = PlanDocument.text(saved)
        let read = try PlanFile.plan(Array(text.utf8), path: "plan.json", catalog: .hetzner)
        #expect(read == saved, "\(planning.plan)")
        #expect(PlanDocument.text(read) == text, "\(planning.plan)")
        return planning
    }

    func saved(_ planning: Planning) async -> SavedPlan {
        let context = PlanContext(
            version: "1.2.3",
            configuration: ConfigurationDigest(files: [:], variables: []),
            folder: ReadFolder(of: "random.yaml"),
            terms: PlanTerms()
        )
        return await project.workflow.saved(planning, context)
    }

    /// Whether a file asks for a circle, as one does whose server is to be there before the old one goes, while what both
    /// stand on goes first: that is refused as a whole, and nothing is to converge.
    func isCircle(_ yaml: String) async throws -> Bool {
        do {
            _ = try await plan(yaml)
            return false
        } catch let failure as WorkflowFailure
            where failure.diagnostics.contains(where: { $0.code == "steps-in-a-circle" })
        {
            return true
        }
    }

    func apply(_ yaml: String) async throws -> Applied { await apply(try await plan(yaml)) }

    /// Applies with one of the changing requests spoiled.
    func apply(_ yaml: String, spoiling number: Int, _ failure: FailingTransport.Failure) async throws -> Applied {
        let planning = try await plan(yaml)
        let spoiled = project.workflow(repeatingRequests: false) {
            FailingTransport($0, to: cloud, failure, at: number)
        }
        return await apply(planning, through: spoiled)
    }

    /// Applies with one of the changing requests left out; which one, or `nil` where there are not that many.
    func apply(_ yaml: String, without number: Int) async throws -> (applied: Applied, missing: String?) {
        let planning = try await plan(yaml)
        var swallowing: SwallowingTransport?
        let spoiled = project.workflow { transport in
            let swallower = SwallowingTransport(transport, at: number)
            swallowing = swallower
            return swallower
        }
        return (await apply(planning, through: spoiled), swallowing?.missing)
    }

    func apply(_ planning: Planning, through workflow: Workflow? = nil) async -> Applied {
        let workflow = workflow ?? project.workflow
        let report = await workflow.carryOut(planning, options, save: { self.recorded = $0 })
        return Applied(plan: planning.plan, report: report)
    }
}
