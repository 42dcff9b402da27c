import FoundationEssentials

@testable import HetznerCloud

extension Operation {
    static let servers: [Operation] = [
        Operation(
            "GET /servers?name=web&status=off&status=running&label_selector=env%3Dprod&sort=name:desc&page=2&per_page=10"
        ) {
            try await $0.servers.all(
                name: "web",
                status: [.off, .running],
                labelSelector: .label("env", is: "prod"),
                sort: [.name.descending]
            ).page(2, perPage: 10)
        },
        Operation("GET /servers/10") { try await $0.servers.get(10) },
        Operation("GET /servers?name=web&page=1&per_page=1") { try await $0.servers.get(name: "web") },
        Operation("POST /servers", ["name": "web", "server_type": "cx23", "image": 3]) {
            try await $0.servers.create(name: "web", serverType: "cx23", image: 3)
        },
        Operation(
            "POST /servers",
            [
                "name": "web", "server_type": "cx23", "image": "debian-13", "location": "fsn1", "ssh_keys": ["ops", 9],
                "user_data": "#cloud-config", "public_net": ["enable_ipv4": true, "enable_ipv6": false, "ipv4": 21],
                "networks": [6], "firewalls": [["firewall": 7]], "volumes": [8], "automount": true,
                "placement_group": 5, "start_after_create": false, "labels": ["a": "1", "b": ""],
            ]
        ) {
            try await $0.servers.create(
                name: "web",
                serverType: "cx23",
                image: "debian-13",
                location: "fsn1",
                sshKeys: ["ops", 9],
                userData: "#cloud-config",
                publicNet: .init(enableIPv6: false, ipv4: 21),
                networks: [6],
                firewalls: [7],
                volumes: [8],
                automount: true,
                placementGroup: 5,
                startAfterCreate: false,
                labels: ["b": "", "a": "1"]
            )
        },
        Operation("PUT /servers/10", ["name": "w2"]) { try await $0.servers.update(10, name: "w2") },
        Operation("DELETE /servers/10") { try await $0.servers.delete(10) },
        Operation(
            "GET /servers/10/metrics?type=cpu,disk&start=1970-01-01T00:00:00Z&end=1970-01-01T01:00:00Z&step=60"
        ) {
            try await $0.servers.metrics(
                10,
                types: [.cpu, .disk],
                from: .init(timeIntervalSince1970: 0),
                to: .init(timeIntervalSince1970: 3600),
                step: 60
            )
        },
        Operation("GET /servers/10/actions?status=running&sort=id:asc&page=1&per_page=50") {
            try await $0.servers.actions(of: 10, status: [.running], sort: [.id]).page()
        },
        Operation("GET /servers/actions?id=1&id=2&page=1&per_page=50") {
            try await $0.servers.actions(ids: [1, 2]).page()
        },
        Operation("GET /servers/actions/90") { try await $0.servers.action(90) },
        Operation("GET /servers/10/actions/90") { try await $0.servers.action(90, of: 10) },
    ]

    static let serverActions: [Operation] = [
        Operation("POST /servers/10/actions/poweron") { try await $0.servers.powerOn(10) },
        Operation("POST /servers/10/actions/poweroff") { try await $0.servers.powerOff(10) },
        Operation("POST /servers/10/actions/shutdown") { try await $0.servers.shutdown(10) },
        Operation("POST /servers/10/actions/reboot") { try await $0.servers.reboot(10) },
        Operation("POST /servers/10/actions/reset") { try await $0.servers.reset(10) },
        Operation("POST /servers/10/actions/change_type", ["server_type": "cx33", "upgrade_disk": false]) {
            try await $0.servers.changeType(10, to: "cx33", upgradeDisk: false)
        },
        Operation("POST /servers/10/actions/rebuild", ["image": "debian-13", "user_data": "x"]) {
            try await $0.servers.rebuild(10, from: "debian-13", userData: "x")
        },
        Operation("POST /servers/10/actions/create_image", ["type": "snapshot", "description": "d", "labels": [:]]) {
            try await $0.servers.createImage(10, type: .snapshot, description: "d", labels: [:])
        },
        Operation("POST /servers/10/actions/enable_backup") { try await $0.servers.enableBackup(10) },
        Operation("POST /servers/10/actions/disable_backup") { try await $0.servers.disableBackup(10) },
        Operation("POST /servers/10/actions/attach_iso", ["iso": 4]) { try await $0.servers.attachISO(10, 4) },
        Operation("POST /servers/10/actions/detach_iso") { try await $0.servers.detachISO(10) },
        Operation("POST /servers/10/actions/change_protection", ["delete": true, "rebuild": true]) {
            try await $0.servers.changeProtection(10, delete: true, rebuild: true)
        },
        Operation("POST /servers/10/actions/enable_rescue", ["type": "linux64", "ssh_keys": [9]]) {
            try await $0.servers.enableRescue(10, type: "linux64", sshKeys: [9])
        },
        Operation("POST /servers/10/actions/disable_rescue") { try await $0.servers.disableRescue(10) },
        Operation("POST /servers/10/actions/reset_password") { try await $0.servers.resetPassword(10) },
        Operation("POST /servers/10/actions/request_console") { try await $0.servers.requestConsole(10) },
        Operation(
            "POST /servers/10/actions/attach_to_network",
            ["network": 6, "ip": "10.0.1.2", "ip_range": "10.0.1.0/24", "alias_ips": ["10.0.1.3"]]
        ) {
            try await $0.servers.attach(10, to: 6, ip: "10.0.1.2", ipRange: "10.0.1.0/24", aliasIPs: ["10.0.1.3"])
        },
        Operation("POST /servers/10/actions/detach_from_network", ["network": 6]) {
            try await $0.servers.detach(10, from: 6)
        },
        Operation("POST /servers/10/actions/change_alias_ips", ["network": 6, "alias_ips": []]) {
            try await $0.servers.changeAliasIPs(10, in: 6, to: [])
        },
        Operation("POST /servers/10/actions/change_dns_ptr", ["ip": "192.0.2.1", "dns_ptr": nil]) {
            try await $0.servers.changeReverseDNS(10, ip: "192.0.2.1", name: nil)
        },
        Operation("POST /servers/10/actions/add_to_placement_group", ["placement_group": 5]) {
            try await $0.servers.addToPlacementGroup(10, 5)
        },
        Operation("POST /servers/10/actions/remove_from_placement_group") {
            try await $0.servers.removeFromPlacementGroup(10)
        },
    ]

    static let offerings: [Operation] = [
        Operation("GET /actions?id=90") { try await $0.actions.get([90]) },
        Operation("GET /actions/90") { try await $0.actions.get(90) },
        Operation("GET /locations?name=fsn1&page=1&per_page=50") { try await $0.locations.all(name: "fsn1").page() },
        Operation("GET /locations/1") { try await $0.locations.get(1) },
        Operation("GET /server_types?page=1&per_page=50") { try await $0.serverTypes.all().collect() },
        Operation("GET /server_types/2") { try await $0.serverTypes.get(2) },
        Operation("GET /load_balancer_types?name=lb11&page=1&per_page=50") {
            try await $0.loadBalancerTypes.all(name: "lb11").page()
        },
        Operation("GET /load_balancer_types/32") { try await $0.loadBalancerTypes.get(32) },
        Operation("GET /isos?architecture=arm&include_architecture_wildcard=true&page=1&per_page=50") {
            try await $0.isos.all(architecture: [.arm], includeArchitectureWildcard: true).page()
        },
        Operation("GET /isos/4") { try await $0.isos.get(4) },
        Operation("GET /pricing") { try await $0.pricing() },
        Operation("GET /datacenters") { try await $0.datacenters() },
        Operation("GET /datacenters/1") { try await $0.datacenter(1) },
    ]

    static let images: [Operation] = [
        Operation(
            "GET /images?type=snapshot&status=available&architecture=x86&bound_to=10&include_deprecated=true&page=1&per_page=50"
        ) {
            try await $0.images.all(
                type: [.snapshot],
                status: [.available],
                architecture: [.x86],
                boundTo: [10],
                includeDeprecated: true
            ).page()
        },
        Operation("GET /images?name=debian-13&architecture=arm&include_deprecated=true&page=1&per_page=1") {
            try await $0.images.get(name: "debian-13", architecture: .arm)
        },
        Operation("GET /images/3") { try await $0.images.get(3) },
        Operation("PUT /images/3", ["description": "d", "type": "snapshot", "labels": ["a": "b"]]) {
            try await $0.images.update(3, description: "d", type: .snapshot, labels: ["a": "b"])
        },
        Operation("DELETE /images/3") { try await $0.images.delete(3) },
        Operation("POST /images/3/actions/change_protection", ["delete": true]) {
            try await $0.images.changeProtection(3, delete: true)
        },
        Operation("GET /images/3/actions?page=1&per_page=50") { try await $0.images.actions(of: 3).page() },
        Operation("GET /images/3/actions/90") { try await $0.images.action(90, of: 3) },
        Operation("GET /images/actions?page=1&per_page=50") { try await $0.images.actions().page() },
        Operation("GET /images/actions/90") { try await $0.images.action(90) },
    ]
}
