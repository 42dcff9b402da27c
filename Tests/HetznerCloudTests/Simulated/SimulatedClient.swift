import CloudSimulator
import SimulatedTransport

@testable import HetznerCloud

extension CloudClient {
    /// A client of an empty project in a simulated cloud of its own, in which no action takes time.
    static func simulated() -> CloudClient {
        let settings = SimulatorSettings(pace: .instant, requestsPerHour: nil)
        var configuration = ClientConfiguration(token: "test")
        configuration.clock = JumpingClock().clock
        let cloud = SimulatedCloud(settings: settings, clock: .virtual())
        return CloudClient(configuration: configuration, transport: SimulatedTransport(cloud))
    }

    /// Creates a server and waits for it.
    func server(_ name: String = "web", in location: IDOrName<Location> = "fsn1") async throws -> Server {
        let created = try await servers.create(
            name: name,
            serverType: "cx23",
            image: "debian-12",
            location: location
        )
        try await wait(for: created)
        return try await servers.get(created.resource.id)
    }
}
