import FoundationEssentials

@testable import HetznerCloud

extension Operation {
    static let networks: [Operation] = [
        Operation("GET /networks?label_selector=%21env&page=1&per_page=50") {
            try await $0.networks.all(labelSelector: .lacksLabel("env")).page()
        },
        Operation("GET /networks/6") { try await $0.networks.get(6) },
        Operation(
            "POST /networks",
            [
                "name": "inner", "ip_range": "10.0.0.0/16",
                "subnets": [["type": "cloud", "ip_range": "10.0.1.0/24", "network_zone": "eu-central"]],
                "routes": [["destination": "10.100.0.0/24", "gateway": "10.0.1.2"]],
                "expose_routes_to_vswitch": true, "labels": [:],
            ]
        ) {
            try await $0.networks.create(
                name: "inner",
                ipRange: "10.0.0.0/16",
                subnets: [.init(ipRange: "10.0.1.0/24", networkZone: "eu-central")],
                routes: [.init(destination: "10.100.0.0/24", gateway: "10.0.1.2")],
                exposeRoutesToVSwitch: true,
                labels: [:]
            )
        },
        Operation("PUT /networks/6", ["expose_routes_to_vswitch": false]) {
            try await $0.networks.update(6, exposeRoutesToVSwitch: false)
        },
        Operation("DELETE /networks/6") { try await $0.networks.delete(6) },
        Operation(
            "POST /networks/6/actions/add_subnet",
            ["type": "vswitch", "ip_range": "10.0.2.0/24", "network_zone": "eu-central", "vswitch_id": 1000]
        ) {
            let subnet = Network.Subnet(
                type: .vSwitch,
                ipRange: "10.0.2.0/24",
                networkZone: "eu-central",
                vSwitchID: 1000
            )
            return try await $0.networks.addSubnet(6, subnet)
        },
        Operation("POST /networks/6/actions/delete_subnet", ["ip_range": "10.0.2.0/24"]) {
            try await $0.networks.deleteSubnet(6, "10.0.2.0/24")
        },
        Operation("POST /networks/6/actions/add_route", ["destination": "10.9.0.0/24", "gateway": "10.0.1.2"]) {
            try await $0.networks.addRoute(6, .init(destination: "10.9.0.0/24", gateway: "10.0.1.2"))
        },
        Operation("POST /networks/6/actions/delete_route", ["destination": "10.9.0.0/24", "gateway": "10.0.1.2"]) {
            try await $0.networks.deleteRoute(6, .init(destination: "10.9.0.0/24", gateway: "10.0.1.2"))
        },
        Operation("POST /networks/6/actions/change_ip_range", ["ip_range": "10.0.0.0/8"]) {
            try await $0.networks.changeIPRange(6, to: "10.0.0.0/8")
        },
        Operation("POST /networks/6/actions/change_protection", ["delete": false]) {
            try await $0.networks.changeProtection(6, delete: false)
        },
        Operation("GET /networks/6/members?type=server&status=ok&subnet=10.0.1.0/24&page=1&per_page=50") {
            try await $0.networks.members(of: 6, type: [.server], status: [.ok], subnet: ["10.0.1.0/24"]).collect()
        },
        Operation("GET /networks/6/actions?page=1&per_page=50") { try await $0.networks.actions(of: 6).page() },
        Operation("GET /networks/6/actions/90") { try await $0.networks.action(90, of: 6) },
        Operation("GET /networks/actions?page=1&per_page=50") { try await $0.networks.actions().page() },
        Operation("GET /networks/actions/90") { try await $0.networks.action(90) },
    ]

    static let firewalls: [Operation] = [
        Operation("GET /firewalls?page=1&per_page=50") { try await $0.firewalls.all().page() },
        Operation("GET /firewalls/7") { try await $0.firewalls.get(7) },
        Operation(
            "POST /firewalls",
            [
                "name": "web", "rules": [["direction": "in", "protocol": "icmp", "source_ips": ["::/0"]]],
                "apply_to": [["type": "label_selector", "label_selector": ["selector": "env"]]],
            ]
        ) {
            try await $0.firewalls.create(
                name: "web",
                rules: [.init(direction: .incoming, networkProtocol: .icmp, sourceIPs: ["::/0"])],
                applyTo: [.labelSelector(.hasLabel("env"))]
            )
        },
        Operation("PUT /firewalls/7", ["name": "w", "labels": ["a": "b"]]) {
            try await $0.firewalls.update(7, name: "w", labels: ["a": "b"])
        },
        Operation("DELETE /firewalls/7") { try await $0.firewalls.delete(7) },
        Operation("POST /firewalls/7/actions/set_rules", ["rules": []]) { try await $0.firewalls.setRules(7, []) },
        Operation(
            "POST /firewalls/7/actions/apply_to_resources",
            ["apply_to": [["type": "server", "server": ["id": 10]]]]
        ) {
            try await $0.firewalls.apply(7, to: [.server(10)])
        },
        Operation(
            "POST /firewalls/7/actions/remove_from_resources",
            ["remove_from": [["type": "server", "server": ["id": 10]]]]
        ) {
            try await $0.firewalls.remove(7, from: [.server(10)])
        },
        Operation("GET /firewalls/7/actions?page=1&per_page=50") { try await $0.firewalls.actions(of: 7).page() },
        Operation("GET /firewalls/7/actions/90") { try await $0.firewalls.action(90, of: 7) },
        Operation("GET /firewalls/actions?page=1&per_page=50") { try await $0.firewalls.actions().page() },
        Operation("GET /firewalls/actions/90") { try await $0.firewalls.action(90) },
    ]

    static let loadBalancers: [Operation] = [
        Operation("GET /load_balancers?name=front&page=1&per_page=50") {
            try await $0.loadBalancers.all(name: "front").page()
        },
        Operation("GET /load_balancers/30") { try await $0.loadBalancers.get(30) },
        Operation(
            "POST /load_balancers",
            [
                "name": "front", "load_balancer_type": "lb11", "network_zone": "eu-central",
                "algorithm": ["type": "least_connections"],
                "services": [["listen_port": 80, "protocol": "tcp", "destination_port": 8080]],
                "targets": [["type": "server", "server": ["id": 10], "use_private_ip": true]], "network": 6,
                "public_interface": true, "public_net": ["ipv4": 23, "ipv6": 24],
            ]
        ) {
            try await $0.loadBalancers.create(
                name: "front",
                type: "lb11",
                in: .networkZone("eu-central"),
                algorithm: .leastConnections,
                services: [.init(listenPort: 80, servedProtocol: .tcp, destinationPort: 8080)],
                targets: [.server(10, usePrivateIP: true)],
                network: 6,
                publicInterface: true,
                publicIPv4: 23,
                publicIPv6: 24
            )
        },
        Operation("PUT /load_balancers/30", ["name": "f"]) { try await $0.loadBalancers.update(30, name: "f") },
        Operation("DELETE /load_balancers/30") { try await $0.loadBalancers.delete(30) },
        Operation(
            "POST /load_balancers/30/actions/add_service",
            [
                "listen_port": 443, "protocol": "https", "destination_port": 80, "proxyprotocol": false,
                "http": ["certificates": [31], "redirect_http": true, "timeout_idle": 90],
                "health_check": [
                    "protocol": "http", "port": 80, "interval": 15, "timeout": 10, "retries": 3,
                    "http": ["path": "/health", "status_codes": ["2??"]],
                ],
            ]
        ) {
            let check = LoadBalancer.HealthCheck(
                checkedProtocol: .http,
                port: 80,
                interval: 15,
                timeout: 10,
                retries: 3,
                http: .init(path: "/health", statusCodes: ["2??"])
            )
            let service = LoadBalancer.Service(
                listenPort: 443,
                servedProtocol: .https,
                destinationPort: 80,
                usesProxyProtocol: false,
                http: .init(certificates: [31], redirectsHTTP: true, idleTimeout: 90),
                healthCheck: check
            )
            return try await $0.loadBalancers.addService(30, service)
        },
        Operation("POST /load_balancers/30/actions/update_service", ["listen_port": 443, "destination_port": 81]) {
            try await $0.loadBalancers.updateService(30, .init(listenPort: 443, destinationPort: 81))
        },
        Operation("POST /load_balancers/30/actions/delete_service", ["listen_port": 443]) {
            try await $0.loadBalancers.deleteService(30, listenPort: 443)
        },
        Operation("POST /load_balancers/30/actions/add_target", ["type": "ip", "ip": ["ip": "192.0.2.99"]]) {
            try await $0.loadBalancers.addTarget(30, .ip("192.0.2.99"))
        },
        Operation("POST /load_balancers/30/actions/remove_target", ["type": "server", "server": ["id": 10]]) {
            try await $0.loadBalancers.removeTarget(30, .server(10, usePrivateIP: true))
        },
        Operation("POST /load_balancers/30/actions/change_algorithm", ["type": "round_robin"]) {
            try await $0.loadBalancers.changeAlgorithm(30, to: .roundRobin)
        },
        Operation("POST /load_balancers/30/actions/change_type", ["load_balancer_type": "lb21"]) {
            try await $0.loadBalancers.changeType(30, to: "lb21")
        },
        Operation("POST /load_balancers/30/actions/attach_to_network", ["network": 6, "ip": "10.0.1.30"]) {
            try await $0.loadBalancers.attach(30, to: 6, ip: "10.0.1.30")
        },
        Operation("POST /load_balancers/30/actions/detach_from_network", ["network": 6]) {
            try await $0.loadBalancers.detach(30, from: 6)
        },
        Operation("POST /load_balancers/30/actions/enable_public_interface") {
            try await $0.loadBalancers.enablePublicInterface(30)
        },
        Operation("POST /load_balancers/30/actions/disable_public_interface") {
            try await $0.loadBalancers.disablePublicInterface(30)
        },
        Operation("POST /load_balancers/30/actions/change_protection", ["delete": true]) {
            try await $0.loadBalancers.changeProtection(30, delete: true)
        },
        Operation("POST /load_balancers/30/actions/change_dns_ptr", ["ip": "192.0.2.30", "dns_ptr": "lb.example.com"]) {
            try await $0.loadBalancers.changeReverseDNS(30, ip: "192.0.2.30", name: "lb.example.com")
        },
        Operation(
            "GET /load_balancers/30/metrics?type=bandwidth&start=1970-01-01T00:00:00Z&end=1970-01-01T01:00:00Z"
        ) {
            try await $0.loadBalancers.metrics(
                30,
                types: [.bandwidth],
                from: .init(timeIntervalSince1970: 0),
                to: .init(timeIntervalSince1970: 3600)
            )
        },
        Operation("GET /load_balancers/30/actions?page=1&per_page=50") {
            try await $0.loadBalancers.actions(of: 30).page()
        },
        Operation("GET /load_balancers/30/actions/90") { try await $0.loadBalancers.action(90, of: 30) },
        Operation("GET /load_balancers/actions?page=1&per_page=50") { try await $0.loadBalancers.actions().page() },
        Operation("GET /load_balancers/actions/90") { try await $0.loadBalancers.action(90) },
    ]
}
