import Testing

/// The project that the number of requests is promised for: a hundred servers with all that belongs to them.
@Suite("A fleet", .inTurn, .timeLimit(.minutes(60)))
struct FleetTests {
    static let file = #"""
        stack: fleet
        settings: { location: fsn1 }
        networks:
          back:
            count: 2
            ip_range: 10.${index}.0.0/16
            subnets: [{ type: cloud, network_zone: eu-central, ip_range: "10.${index}.0.0/24" }]
        servers:
          web:
            count: 100
            server_type: cx23
            image: debian-12
            networks: [{ network: "back[${index % 2}]", ip: "10.${index % 2}.0.${index + 10}" }]
            dns_ptr: [{ ip: ipv4, dns_ptr: "web-${index}.fleet.example" }]
        volumes:
          data: { count: 100, size: 10, server: "web[${index}]" }
        floating_ips:
          entry:
            count: 20
            type: ipv4
            server: web[${index}]
            dns_ptr: [{ ip: ipv4, dns_ptr: "entry-${index}.fleet.example" }]
        load_balancers:
          front:
            count: 4
            load_balancer_type: lb11
            targets: "${lists.range(25).map(i, {'type': 'server', 'server': 'web[' + string(25 * index + i) + ']'})}"
            services: [{ protocol: tcp, listen_port: 80, destination_port: 8080 }]
        zones:
          main:
            name: fleet.example
            rrsets: "${lists.range(250).map(i, {'name': 'host-' + string(i), 'type': 'A', 'records': ['203.0.113.' + string(i)]})}"
        """#

    @Test("of 100 servers, with networks, volumes, names, targets and 250 records, is read with 40 requests at most")
    func requests() async throws {
        let sandbox = try Sandbox()
        try sandbox.write(Self.file, to: "hzform.yaml")
        try await sandbox.withSimulator { simulator in
            let environment = simulator.environment
            let applied = try await sandbox.shell("hzform apply --auto-approve", environment: environment)
            #expect(applied.status == 0, "\(applied.errors.suffix(2000))")

            try await simulator.forgetRequests()
            let planned = try await sandbox.shell("hzform plan --detailed-exitcode", environment: environment)
            #expect(planned.output.hasPrefix("No changes: 227 resources are as declared."), "\(planned.output)")
            let sent = try await simulator.requests()
            #expect(sent.allSatisfy { $0.method == "GET" })
            #expect(sent.count <= 40)
            #expect(planned.output.contains(" \(sent.count) requests."), "\(planned.output)")
        }
    }
}
