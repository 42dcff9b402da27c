import CloudSimulator
import HetznerCatalog
import HetznerCloud
import Reconciliation
import ResourceModel
import SimulatedTransport
import TestSupport

@testable import Execution

/// A simulated project in virtual time, with everything that goes from a desired state to a new recorded state.
struct SimulatedProject {
    let time = VirtualTime()
    let cloud: SimulatedCloud
    let client: CloudClient

    init(
        _ settings: SimulatorSettings = SimulatorSettings(
            pace: .times(1),
            requestsPerHour: nil,
            limits: ["placement_groups": 500]
        )
    ) {
        cloud = SimulatedCloud(settings: settings, clock: time.simulatorClock)
        var configuration = ClientConfiguration(token: "token")
        configuration.clock = time.clientClock
        configuration.random = { 0.5 }
        let time = time
        client = CloudClient(
            configuration: configuration,
            transport: SimulatedTransport(cloud, sleep: { try await time.sleep($0) })
        )
    }

    func observe(_ desired: DesiredState, _ recorded: RecordedState) async throws -> ObservedState {
        try await Refresher(client: client, catalog: .hetzner).observe(desired: desired, recorded: recorded)
    }

    func plan(
        _ desired: DesiredState,
        _ recorded: RecordedState
    ) async throws -> (plan: Planner.Outcome, observed: ObservedState) {
        let observed = try await observe(desired, recorded)
        let planner = Planner(catalog: .hetzner) { value, address, attribute in
            Fingerprint.of(value, stack: desired.stack, address: address, attribute: attribute)
        }
        return (planner.plan(for: desired, recorded: recorded, observed: observed), observed)
    }

    func executor(_ recorder: Recorder = Recorder()) -> Executor {
        Executor(client: client, catalog: .hetzner, save: { recorder.save($0) }, report: { recorder.report($0) })
    }
}

extension DesiredState {
    /// Two servers in a network behind a firewall, with a volume and a key.
    static func shop(
        _ adjust: (inout [String: [AttributeName: Value]]) -> Void = { _ in }
    ) -> DesiredState {
        var resources: [String: [AttributeName: Value]] = [
            "ssh_keys.deploy": [
                "public_key":
                    "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIGVKQLcUZ4GZ4R0e2GmNxwm3m8k3BvI3c3lqsmSMX1zG deploy@shop"
            ],
            "networks.backend": [
                "ip_range": "10.0.0.0/16",
                "subnets": [["type": "cloud", "network_zone": "eu-central", "ip_range": "10.0.1.0/24"]],
            ],
            "placement_groups.web": ["type": "spread"],
            "firewalls.web": [
                "rules": [["direction": "in", "protocol": "tcp", "port": "443", "source_ips": ["0.0.0.0/0", "::/0"]]]
            ],
            "volumes.data": ["size": 10, "format": "ext4", "server": .ref("servers.web-1")],
        ]
        for (number, name) in ["web-1", "web-2"].enumerated() {
            resources["servers.\(name)"] = [
                "server_type": "cx23", "image": "debian-12", "location": "fsn1", "labels": ["role": "web"],
                "ssh_keys": [.ref("ssh_keys.deploy")], "placement_group": .ref("placement_groups.web"),
                "firewalls": [.ref("firewalls.web")], "user_data": "#!/bin/sh\n",
                "networks": [["network": .ref("networks.backend"), "ip": .string("10.0.1.1\(number)")]],
                "backups": true,
            ]
        }
        adjust(&resources)
        return DesiredState(
            stack: "shop",
            resources: resources.map { DesiredResource.fixture($0.key, $0.value, catalog: .hetzner) }
        )
    }
}
