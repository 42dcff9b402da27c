import CloudSimulator
import HetznerCatalog
import HetznerCloud
import ResourceModel
import SimulatedTransport
import Workflow

/// A simulated project in virtual time, and the way to it that the program takes.
package struct SimulatedProject: Sendable {
    package let time = VirtualTime()
    package let cloud: SimulatedCloud
    package let client: CloudClient
    private let transport: SimulatedTransport

    package init(
        _ settings: SimulatorSettings = SimulatorSettings(
            pace: .times(1),
            requestsPerHour: nil,
            limits: ["placement_groups": 500]
        )
    ) {
        cloud = SimulatedCloud(settings: settings, clock: time.simulatorClock)
        let time = time
        transport = SimulatedTransport(cloud) { try await time.sleep($0) }
        client = CloudClient(configuration: Self.configuration(time), transport: transport)
    }

    package var workflow: Workflow { Workflow(catalog: .hetzner, client: client, stateKey: .fixture) }

    /// The way over a transport that spoils something; the client repeats nothing where it says so.
    package func workflow(
        repeatingRequests: Bool = true,
        through wrap: (SimulatedTransport) -> some Transport
    ) -> Workflow {
        var configuration = Self.configuration(time)
        if !repeatingRequests { configuration.maxRetries = 0 }
        let client = CloudClient(configuration: configuration, transport: wrap(transport))
        return Workflow(catalog: .hetzner, client: client, stateKey: .fixture)
    }

    private static func configuration(_ time: VirtualTime) -> ClientConfiguration {
        var configuration = ClientConfiguration(token: "project")
        configuration.clock = time.clientClock
        configuration.random = { 0.5 }
        return configuration
    }
}
