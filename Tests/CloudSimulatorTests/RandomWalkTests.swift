import Testing

@testable import CloudSimulator

/// Sends random requests and checks what must hold whatever they were.
struct RandomWalkTests {
    @Test("invariants hold after random requests", arguments: [1, 2, 3, 4] as [UInt64])
    func walk(_ seed: UInt64) async throws {
        var settings = SimulatorSettings.test()
        settings.faults = try ["action * error 0.03", "POST /servers 504 0.02"].map { rule in try SimulatorFault(rule) }
        let test = TestCloud(settings)
        var random = SeededGenerator(seed: seed)
        for _ in 0..<1_500 {
            let (method, path, body) = await step(test, &random)
            let answer = await test.send(method, path, body)
            #expect(answer.status < 500 || answer.status == 504, "seed \(seed): \(method) \(path) \(answer.text)")
            if random.chance(0.3) { await test.wait(seconds: Int64.random(in: 0...20, using: &random)) }
        }
        try await checkInvariants(test)
        await test.wait(seconds: 10_000)
        try await checkInvariants(test)
        for kind in [
            "servers", "volumes", "networks", "firewalls", "primary_ips", "floating_ips", "images", "certificates",
            "load_balancers",
        ] {
            #expect(await test.get("\(kind)/actions?status=running").total == 0, "seed \(seed)")
        }
    }

    private func all(_ test: TestCloud, _ kind: String) async -> [JSON] {
        var objects: [JSON] = []
        var page = 1
        while true {
            let answer = await test.get("\(kind)?per_page=50&page=\(page)")
            objects += answer[kind].elements
            guard let next = answer["meta"]["pagination"]["next_page"].int else {
                #expect(answer.total == objects.count)
                return objects
            }
            page = next
        }
    }

    /// Mostly the ID of something that exists.
    private func anyID(_ ids: [Int], _ random: inout SeededGenerator) -> Int {
        random.chance(0.03) ? 7 : ids.randomElement(using: &random) ?? 7
    }

    private func step(_ test: TestCloud, _ random: inout SeededGenerator) async -> (String, String, JSON?) {
        let number = Int.random(in: 0..<30, using: &random)
        let name = JSON.string("n\(number)")
        let ids = await test.cloud.ids(of: test.token)
        let server = anyID(ids.servers, &random)
        let network = anyID(ids.networks, &random)
        let volume = anyID(ids.volumes, &random)
        let firewall = anyID(ids.firewalls, &random)
        let group = anyID(ids.groups, &random)
        let ip = anyID(ids.addresses, &random)
        let image = anyID(ids.images, &random)
        let floating = anyID(ids.floating, &random)
        let certificate = anyID(ids.certificates, &random)
        let balancer = anyID(ids.balancers, &random)
        let destination: JSON = [
            "type": "server", "server": ["id": .int(server)], "use_private_ip": .bool(number % 2 == 0),
        ]
        let service: JSON = ["protocol": "tcp", "listen_port": .int(number + 1), "destination_port": 80]
        let target: JSON = ["type": "server", "server": ["id": .int(server)]]
        let selector: JSON = ["type": "label_selector", "label_selector": ["selector": "a"]]
        let octet = Int.random(in: 0..<8, using: &random)
        let subnet: JSON = [
            "type": "cloud", "network_zone": "eu-central", "ip_range": .string("10.\(number).\(octet).0/24"),
        ]
        let labels: JSON = random.chance(0.5) ? ["a": "b"] : [:]
        let creations: [(String, JSON)] = [
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
        let changes: [(String, JSON)] = [
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
        case 0..<4: return random.pick(creations).map { ("POST", $0.0, $0.1) } ?? ("GET", "servers", nil)
        case 4: return ("PUT", "servers/\(server)", ["name": name, "labels": labels])
        case 5: return ("DELETE", deletions.randomElement(using: &random) ?? "", nil)
        default: return random.pick(changes).map { ("POST", $0.0, $0.1) } ?? ("GET", "servers", nil)
        }
    }

    private func checkInvariants(_ test: TestCloud) async throws {
        let servers = await all(test, "servers")
        let volumes = await all(test, "volumes")
        let ips = await all(test, "primary_ips")
        let balancers = await all(test, "load_balancers")
        let serverIDs = Set(servers.compactMap { $0["id"].int })
        let floating = await all(test, "floating_ips")
        let addresses = (ips + floating).compactMap { $0["ip"].text }
        #expect(Set(addresses).count == addresses.count, "no public address is given twice")
        for kind in [servers, volumes, ips, floating, balancers] {
            let names = kind.compactMap { $0["name"].text }
            #expect(Set(names).count == names.count, "names are unique")
        }
        for volume in volumes {
            guard let server = volume["server"].int else { continue }
            let holder = servers.first { $0["id"].int == server }
            #expect(try holder?["volumes"].ints.contains(#require(volume["id"].int)) == true)
        }
        for ip in ips {
            guard let holder = ip["assignee_id"].int else { continue }
            let candidates = ip["assignee_type"].text == "server" ? servers : balancers
            let net: JSON = candidates.first { $0["id"].int == holder }?["public_net"] ?? .null
            let shown = ip["type"].text == "ipv4" ? net["ipv4"]["id"].int : net["ipv6"]["id"].int
            #expect(shown == ip["id"].int, "a primary IP and its holder know each other")
        }
        for server in servers {
            let mine = floating.filter { $0["server"].int == server["id"].int }
            #expect(server["public_net"]["floating_ips"].ints == mine.compactMap { $0["id"].int }.sorted())
            let id = server["id"].int
            let senders = balancers.filter { targets(of: $0).contains { $0["server"]["id"].int == id } }
            #expect(server["load_balancers"].ints == senders.compactMap { $0["id"].int }.sorted())
        }
        for target in balancers.flatMap(targets) {
            #expect(target["server"]["id"].int.map(serverIDs.contains) ?? true, "targets exist")
        }
        #expect(floating.allSatisfy { $0["server"].int.map(serverIDs.contains) ?? true })
        for group in await all(test, "placement_groups") {
            let members = servers.filter { $0["placement_group"]["id"].int == group["id"].int }
            #expect(group["servers"].ints == members.compactMap { $0["id"].int }.sorted())
            #expect(members.count <= 10)
        }
        for firewall in await all(test, "firewalls") {
            for target in firewall["applied_to"].elements where target["type"].text == "server" {
                #expect(serverIDs.contains(target["server"]["id"].int ?? 0), "firewalls are on servers that exist")
            }
        }
        for network in await all(test, "networks") {
            let id = try #require(network["id"].int)
            let members = await all(test, "members", of: id)
            let inside = members.flatMap { [$0["ip"].text].compactMap { $0 } + $0["alias_ips"].texts }
            #expect(Set(inside).count == inside.count, "no private address is given twice")
            let attached = servers.filter { $0["private_net"].elements.contains { $0["network"].int == id } }
            #expect(network["servers"].ints == attached.compactMap { $0["id"].int }.sorted())
            let spreading = balancers.filter { $0["private_net"].elements.contains { $0["network"].int == id } }
            #expect(network["load_balancers"].ints == spreading.compactMap { $0["id"].int }.sorted())
        }
    }

    private func targets(of balancer: JSON) -> [JSON] {
        balancer["targets"].elements.flatMap { [$0] + $0["targets"].elements }
    }

    private func all(_ test: TestCloud, _ kind: String, of network: Int) async -> [JSON] {
        await test.get("networks/\(network)/\(kind)?per_page=50")[kind].elements
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
    }

    fileprivate func ids(of token: String) -> IDs {
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
            balancers: project.loadBalancers.ids
        )
    }
}

extension SeededGenerator {
    fileprivate mutating func pick<Element>(_ elements: [Element]) -> Element? {
        elements.randomElement(using: &self)
    }
}
