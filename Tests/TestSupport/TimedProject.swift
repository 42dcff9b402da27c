import CloudSimulator
import HetznerCatalog
import HetznerCloud
import SimulatedTransport
import Workflow

/// A simulated project in a time in which waits overlap, so that what takes how long is as it would be.
package struct TimedProject: Sendable {
    package let time = EventTime()
    package let cloud: SimulatedCloud
    package let client: CloudClient

    package init(_ settings: SimulatorSettings) {
        cloud = SimulatedCloud(settings: settings, clock: time.simulatorClock)
        var configuration = ClientConfiguration(token: "project")
        configuration.clock = time.clientClock
        configuration.random = { 0.5 }
        let time = time
        let transport = SimulatedTransport(cloud) { try await time.sleep($0) }
        client = CloudClient(configuration: configuration, transport: transport)
    }

    package var workflow: Workflow { Workflow(catalog: .hetzner, client: client, stateKey: .fixture) }
}
