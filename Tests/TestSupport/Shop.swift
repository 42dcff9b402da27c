import HetznerCatalog
import ResourceModel

extension DesiredState {
    /// Two servers in a network behind a firewall, with a volume and a key.
    package static func shop(
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
        return shop(of: resources)
    }

    package static func shop(of resources: [String: [AttributeName: Value]]) -> DesiredState {
        DesiredState(
            stack: "shop",
            resources: resources.map { DesiredResource.fixture($0.key, $0.value, catalog: .hetzner) }
        )
    }
}
