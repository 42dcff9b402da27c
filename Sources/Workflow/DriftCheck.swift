import Diagnostics
import Fingerprinting
import Reconciliation
import ResourceModel
import StackConfiguration

/// What was changed in the cloud since the last apply.
package struct DriftCheck: Sendable {
    package let drift: Drift
    package let recorded: RecordedState
    package let requests: Int
}

extension Workflow {
    /// Reads what the state knows of; the files are asked for nothing but what they ignore, and need not be there.
    package func drift(
        since recorded: RecordedState,
        _ files: StackFiles,
        _ lock: StackLock = .unknown
    ) async throws(WorkflowFailure) -> DriftCheck {
        var reading = ProjectReading()
        reading.lock = lock
        reading.namesLosers = false
        let nothing = DesiredState(stack: recorded.stack, resources: [])
        let (observed, requests) = try await observe(nothing, recorded, reading)
        let planner = planner(Fingerprinter(recorded))
        do throws(Diagnostic) {
            let drift = try planner.drift(recorded: recorded, observed: observed, lifecycles: files.lifecycles)
            return DriftCheck(drift: drift, recorded: recorded, requests: requests)
        } catch {
            throw WorkflowFailure(error)
        }
    }
}

extension StackFiles {
    /// Those of files that are there and have no error.
    fileprivate var lifecycles: [ResourceAddress: Lifecycle] {
        guard let loaded = try? load() else { return [:] }  // The state alone will do.
        return loaded.desired?.resources.mapValues(\.lifecycle) ?? [:]
    }
}
