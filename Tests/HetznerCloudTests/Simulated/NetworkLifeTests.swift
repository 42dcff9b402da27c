import Testing

@testable import HetznerCloud

/// Lives of what connects, from creation to deletion, by typed calls against the simulated cloud.
@Suite struct NetworkLifeTests {
    let client = CloudClient.simulated()

    @Test("a network gets subnets, routes and a server, and loses them again")
    func network() async throws {
        let subnet = Network.Subnet(ipRange: "10.0.1.0/24", networkZone: "eu-central")
        let network = try await client.networks.create(name: "backend", ipRange: "10.0.0.0/16", subnets: [subnet])
            .resource
        let server = try await client.server()
        try await client.wait(for: client.servers.attach(server.id, to: network.id, ip: "10.0.1.5"))
        let route = Network.Route(destination: "192.168.0.0/24", gateway: "10.0.1.5")
        try await client.wait(for: client.networks.addRoute(network.id, route))
        let more = Network.Subnet(ipRange: "10.0.2.0/24", networkZone: "eu-central")
        try await client.wait(for: client.networks.addSubnet(network.id, more))
        let full = try await client.networks.get(network.id)
        #expect(full.subnets.compactMap(\.ipRange) == ["10.0.1.0/24", "10.0.2.0/24"])
        #expect((full.routes, full.servers) == ([route], [server.id]))
        #expect(try await client.servers.get(server.id).privateNet.first?.ip == "10.0.1.5")
        try await client.wait(for: client.servers.detach(server.id, from: network.id))
        try await client.wait(for: client.networks.deleteRoute(network.id, route))
        try await client.wait(for: client.networks.deleteSubnet(network.id, "10.0.2.0/24"))
        try await client.networks.delete(network.id)
        #expect(try await client.networks.get(name: "backend") == nil)
    }

    @Test("a firewall gets rules, is applied to a server and taken from it")
    func firewall() async throws {
        let server = try await client.server()
        let rule = Firewall.Rule(
            direction: .incoming,
            networkProtocol: .tcp,
            port: "443",
            sourceIPs: ["0.0.0.0/0", "::/0"]
        )
        let firewall = try await client.firewalls.create(name: "web").resource
        try await client.wait(for: client.firewalls.setRules(firewall.id, [rule]))
        try await client.wait(for: client.firewalls.apply(firewall.id, to: [.server(server.id)]))
        let applied = try await client.firewalls.get(firewall.id)
        #expect(applied.rules == [rule])
        #expect(applied.appliedTo.map(\.servers) == [[server.id]])
        try await client.wait(for: client.firewalls.remove(firewall.id, from: [.server(server.id)]))
        try await client.firewalls.delete(firewall.id)
    }

    @Test("a floating IP is assigned, named and released")
    func floatingIP() async throws {
        let server = try await client.server()
        let created = try await client.floatingIPs.create(type: .ipv4, in: .location("fsn1"), name: "vip")
        try await client.wait(for: created)
        let id = created.resource.id
        try await client.wait(for: client.floatingIPs.assign(id, to: server.id))
        let ip = try await client.floatingIPs.get(id)
        #expect(ip.server == server.id)
        try await client.wait(for: client.floatingIPs.changeReverseDNS(id, ip: ip.ip, name: "vip.example.com"))
        #expect(try await client.floatingIPs.get(id).reverseDNS.first?.name == "vip.example.com")
        try await client.wait(for: client.floatingIPs.unassign(id))
        try await client.floatingIPs.delete(id)
    }

    @Test("a primary IP is created, protected and deleted")
    func primaryIP() async throws {
        let created = try await client.primaryIPs.create(name: "own", type: .ipv4, in: .location("fsn1"))
        try await client.wait(for: created)
        let id = created.resource.id
        try await client.wait(for: client.primaryIPs.changeProtection(id, delete: true))
        let ip = try await client.primaryIPs.update(id, labels: ["env": "prod"])
        #expect((ip.isDeleteProtected, ip.assignee, ip.labels) == (true, nil, ["env": "prod"]))
        try await client.wait(for: client.primaryIPs.changeProtection(id, delete: false))
        try await client.primaryIPs.delete(id)
    }

    @Test("a load balancer gets a service and a target, changes its algorithm and is deleted")
    func loadBalancer() async throws {
        let server = try await client.server()
        let created = try await client.loadBalancers.create(name: "lb", type: "lb11", in: .location("fsn1"))
        try await client.wait(for: created)
        let id = created.resource.id
        let service = LoadBalancer.Service(listenPort: 80, servedProtocol: .tcp, destinationPort: 8080)
        try await client.wait(for: client.loadBalancers.addService(id, service))
        try await client.wait(for: client.loadBalancers.addTarget(id, .server(server.id)))
        try await client.wait(for: client.loadBalancers.changeAlgorithm(id, to: .leastConnections))
        let full = try await client.loadBalancers.get(id)
        #expect(full.services.map(\.listenPort) == [80])
        #expect(full.targets.map(\.target) == [.server(server.id)])
        #expect(full.algorithm == .leastConnections)
        try await client.wait(for: client.loadBalancers.removeTarget(id, .server(server.id)))
        try await client.wait(for: client.loadBalancers.deleteService(id, listenPort: 80))
        _ = try await client.loadBalancers.delete(id)
        #expect(try await client.loadBalancers.get(name: "lb") == nil)
    }
}
