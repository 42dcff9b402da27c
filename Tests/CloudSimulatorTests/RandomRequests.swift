import JSONDocuments

@testable import CloudSimulator

/// One request of a random walk.
struct RandomRequest {
    let method: String
    let path: String
    let body: JSONValue?

    init(_ method: String, _ path: String, _ body: JSONValue? = nil) {
        self.method = method
        self.path = path
        self.body = body
    }
}

/// Makes requests that mostly mean something: about objects that exist, with bodies that are often right.
struct RandomRequests {
    var random: SeededGenerator

    mutating func next(_ ids: SimulatedCloud.IDs) -> RandomRequest {
        switch Int.random(in: 0..<10, using: &random) {
        case 0: readRequest(ids)
        case 1: zoneRequest(ids)
        case 2: storageRequest(ids)
        default: serverRequest(ids)
        }
    }

    mutating func post(_ requests: [(String, JSONValue)]) -> RandomRequest {
        guard let (path, body) = requests.randomElement(using: &random) else { return RandomRequest("GET", "servers") }
        return RandomRequest("POST", path, body)
    }

    /// Mostly the ID of something that exists.
    mutating func anyID(_ ids: [Int]) -> Int {
        random.chance(0.03) ? 7 : ids.randomElement(using: &random) ?? 7
    }

    /// A request about the kinds around servers.
    mutating func serverRequest(_ ids: SimulatedCloud.IDs) -> RandomRequest {
        let number = Int.random(in: 0..<30, using: &random)
        let name = JSONValue.string("n\(number)")
        let server = anyID(ids.servers)
        let network = anyID(ids.networks)
        let volume = anyID(ids.volumes)
        let firewall = anyID(ids.firewalls)
        let group = anyID(ids.groups)
        let ip = anyID(ids.addresses)
        let image = anyID(ids.images)
        let floating = anyID(ids.floating)
        let certificate = anyID(ids.certificates)
        let balancer = anyID(ids.balancers)
        let destination: JSONValue = [
            "type": "server", "server": ["id": .int(server)], "use_private_ip": .bool(number % 2 == 0),
        ]
        let service: JSONValue = ["protocol": "tcp", "listen_port": .int(number + 1), "destination_port": 80]
        let target: JSONValue = ["type": "server", "server": ["id": .int(server)]]
        let selector: JSONValue = ["type": "label_selector", "label_selector": ["selector": "a"]]
        let octet = Int.random(in: 0..<8, using: &random)
        let subnet: JSONValue = [
            "type": "cloud", "network_zone": "eu-central", "ip_range": .string("10.\(number).\(octet).0/24"),
        ]
        let labels: JSONValue = random.chance(0.5) ? ["a": "b"] : [:]
        let creations: [(String, JSONValue)] = [
            ("servers", ["name": name, "server_type": "cx23", "image": "debian-13", "labels": labels]),
            (
                "servers",
                [
                    "name": name, "server_type": "cx23", "image": "debian-13", "networks": [.int(network)],
                    "volumes": [.int(volume)], "firewalls": [["firewall": .int(firewall)]],
                    "placement_group": .int(group), "public_net": ["ipv4": .int(ip)],
                ]
            ),
            ("volumes", ["name": name, "size": 10, "server": .int(server)]),
            ("volumes", ["name": name, "size": 10, "location": "fsn1"]),
            ("networks", ["name": name, "ip_range": .string("10.\(number).0.0/16"), "subnets": [subnet]]),
            ("firewalls", ["name": name, "apply_to": [random.chance(0.5) ? target : selector]]),
            ("placement_groups", ["name": name, "type": "spread"]),
            ("primary_ips", ["name": name, "type": "ipv4", "location": "fsn1"]),
            ("floating_ips", ["name": name, "type": "ipv4", "home_location": "fsn1"]),
            ("floating_ips", ["name": name, "type": "ipv6", "server": .int(server)]),
            ("certificates", CertificateTests.order("n\(number)")),
            ("load_balancers", LoadBalancerTests.body("n\(number)", ["targets": [selector], "services": [service]])),
            (
                "load_balancers",
                LoadBalancerTests.body("n\(number)", ["network": .int(network), "public_net": ["ipv4": .int(ip)]])
            ),
        ]
        let changes: [(String, JSONValue)] = [
            ("servers/\(server)/actions/poweron", [:]), ("servers/\(server)/actions/poweroff", [:]),
            ("servers/\(server)/actions/shutdown", [:]), ("servers/\(server)/actions/reboot", [:]),
            ("servers/\(server)/actions/rebuild", ["image": "debian-12"]),
            ("servers/\(server)/actions/change_type", ["server_type": "cx33", "upgrade_disk": false]),
            ("servers/\(server)/actions/create_image", [:]), ("servers/\(server)/actions/enable_backup", [:]),
            ("servers/\(server)/actions/attach_to_network", ["network": .int(network)]),
            ("servers/\(server)/actions/detach_from_network", ["network": .int(network)]),
            ("servers/\(server)/actions/add_to_placement_group", ["placement_group": .int(group)]),
            ("servers/\(server)/actions/remove_from_placement_group", [:]),
            ("volumes/\(volume)/actions/attach", ["server": .int(server)]), ("volumes/\(volume)/actions/detach", [:]),
            ("networks/\(network)/actions/add_subnet", subnet),
            ("networks/\(network)/actions/delete_subnet", subnet),
            ("firewalls/\(firewall)/actions/apply_to_resources", ["apply_to": [target]]),
            ("firewalls/\(firewall)/actions/remove_from_resources", ["remove_from": [target]]),
            ("firewalls/\(firewall)/actions/remove_from_resources", ["remove_from": [selector]]),
            ("primary_ips/\(ip)/actions/assign", ["assignee_id": .int(server), "assignee_type": "server"]),
            ("primary_ips/\(ip)/actions/unassign", [:]),
            ("floating_ips/\(floating)/actions/assign", ["server": .int(server)]),
            ("floating_ips/\(floating)/actions/unassign", [:]),
            ("certificates/\(certificate)/actions/retry", [:]),
            ("load_balancers/\(balancer)/actions/add_target", destination),
            ("load_balancers/\(balancer)/actions/remove_target", destination),
            ("load_balancers/\(balancer)/actions/add_target", selector),
            ("load_balancers/\(balancer)/actions/remove_target", selector),
            ("load_balancers/\(balancer)/actions/add_service", service),
            ("load_balancers/\(balancer)/actions/delete_service", service),
            ("load_balancers/\(balancer)/actions/attach_to_network", ["network": .int(network)]),
            ("load_balancers/\(balancer)/actions/detach_from_network", ["network": .int(network)]),
            ("load_balancers/\(balancer)/actions/change_type", ["load_balancer_type": "lb21"]),
            ("load_balancers/\(balancer)/actions/disable_public_interface", [:]),
        ]
        let deletions = [
            "servers/\(server)", "volumes/\(volume)", "networks/\(network)", "firewalls/\(firewall)",
            "placement_groups/\(group)", "primary_ips/\(ip)", "images/\(image)", "floating_ips/\(floating)",
            "certificates/\(certificate)", "load_balancers/\(balancer)",
        ]
        switch Int.random(in: 0..<10, using: &random) {
        case 0..<4: return post(creations)
        case 4: return RandomRequest("PUT", "servers/\(server)", ["name": name, "labels": labels])
        case 5: return RandomRequest("DELETE", deletions.randomElement(using: &random) ?? "")
        default: return post(changes)
        }
    }
}

extension SimulatedCloud {
    struct IDs: Sendable {
        let servers: [Int]
        let networks: [Int]
        let volumes: [Int]
        let firewalls: [Int]
        let groups: [Int]
        let addresses: [Int]
        let images: [Int]
        let floating: [Int]
        let certificates: [Int]
        let balancers: [Int]
        let zones: [Int]
        let boxes: [Int]
        let snapshots: [Int]
        let subaccounts: [Int]
    }

    func ids(of token: String) -> IDs {
        let project = project(token)
        return IDs(
            servers: project.servers.ids,
            networks: project.networks.ids,
            volumes: project.volumes.ids,
            firewalls: project.firewalls.ids,
            groups: project.placementGroups.ids,
            addresses: project.primaryIPs.ids,
            images: project.images.ids,
            floating: project.floatingIPs.ids,
            certificates: project.certificates.ids,
            balancers: project.loadBalancers.ids,
            zones: project.zones.ids,
            boxes: project.storageBoxes.ids,
            snapshots: project.storageSnapshots.ids,
            subaccounts: project.subaccounts.ids
        )
    }
}
