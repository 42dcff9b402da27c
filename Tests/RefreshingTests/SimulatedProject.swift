import HetznerCatalog
import Refreshing
import ResourceModel
import TestSupport

extension SimulatedProject {
    func observe(_ desired: DesiredState, _ recorded: RecordedState) async throws -> ObservedState {
        try await Refresher(client: client, catalog: .hetzner).observe(desired: desired, recorded: recorded)
    }
}
