import Execution
import HetznerCatalog
import ResourceModel
import TestSupport

extension SimulatedProject {
    /// An executor whose saves and events go to a recorder.
    func executor(_ recorder: Recorder = Recorder()) -> Executor {
        Executor(
            client: client,
            catalog: .hetzner,
            evaluator: .none,
            fingerprinter: .fixture,
            save: { recorder.save($0) },
            report: { recorder.report($0) }
        )
    }
}
