@testable import HetznerCloud

extension Operation {
    static let volumes: [Operation] = [
        Operation("GET /volumes?status=available&page=1&per_page=50") {
            try await $0.volumes.all(status: [.available]).page()
        },
        Operation("GET /volumes/8") { try await $0.volumes.get(8) },
        Operation("POST /volumes", ["name": "data", "size": 10, "location": "fsn1", "format": "ext4"]) {
            try await $0.volumes.create(name: "data", size: 10, in: .location("fsn1"), format: .ext4)
        },
        Operation("POST /volumes", ["name": "data", "size": 10, "server": 10, "automount": true]) {
            try await $0.volumes.create(name: "data", size: 10, in: .server(10, automount: true))
        },
        Operation("PUT /volumes/8", ["labels": [:]]) { try await $0.volumes.update(8, labels: [:]) },
        Operation("DELETE /volumes/8") { try await $0.volumes.delete(8) },
        Operation("POST /volumes/8/actions/attach", ["server": 10, "automount": false]) {
            try await $0.volumes.attach(8, to: 10, automount: false)
        },
        Operation("POST /volumes/8/actions/detach") { try await $0.volumes.detach(8) },
        Operation("POST /volumes/8/actions/resize", ["size": 20]) { try await $0.volumes.resize(8, to: 20) },
        Operation("POST /volumes/8/actions/change_protection", ["delete": true]) {
            try await $0.volumes.changeProtection(8, delete: true)
        },
        Operation("GET /volumes/8/actions?page=1&per_page=50") { try await $0.volumes.actions(of: 8).page() },
        Operation("GET /volumes/8/actions/90") { try await $0.volumes.action(90, of: 8) },
        Operation("GET /volumes/actions?page=1&per_page=50") { try await $0.volumes.actions().page() },
        Operation("GET /volumes/actions/90") { try await $0.volumes.action(90) },
    ]

    static let keysAndGroups: [Operation] = [
        Operation("GET /ssh_keys?fingerprint=aa:bb&page=1&per_page=50") {
            try await $0.sshKeys.all(fingerprint: "aa:bb").page()
        },
        Operation("GET /ssh_keys/9") { try await $0.sshKeys.get(9) },
        Operation("POST /ssh_keys", ["name": "ops", "public_key": "ssh-ed25519 AAAA"]) {
            try await $0.sshKeys.create(name: "ops", publicKey: "ssh-ed25519 AAAA")
        },
        Operation("PUT /ssh_keys/9", ["name": "o"]) { try await $0.sshKeys.update(9, name: "o") },
        Operation("DELETE /ssh_keys/9") { try await $0.sshKeys.delete(9) },
        Operation("GET /placement_groups?type=spread&page=1&per_page=50") {
            try await $0.placementGroups.all(type: .spread).page()
        },
        Operation("GET /placement_groups/5") { try await $0.placementGroups.get(5) },
        Operation("POST /placement_groups", ["name": "apart", "type": "spread"]) {
            try await $0.placementGroups.create(name: "apart")
        },
        Operation("PUT /placement_groups/5", ["name": "a"]) { try await $0.placementGroups.update(5, name: "a") },
        Operation("DELETE /placement_groups/5") { try await $0.placementGroups.delete(5) },
    ]

    static let certificates: [Operation] = [
        Operation("GET /certificates?type=managed&page=1&per_page=50") {
            try await $0.certificates.all(type: [.managed]).page()
        },
        Operation("GET /certificates/31") { try await $0.certificates.get(31) },
        Operation("POST /certificates", ["name": "s", "type": "uploaded", "certificate": "C", "private_key": "K"]) {
            try await $0.certificates.upload(name: "s", certificate: "C", privateKey: "K")
        },
        Operation("POST /certificates", ["name": "s", "type": "managed", "domain_names": ["example.com"]]) {
            try await $0.certificates.createManaged(name: "s", domainNames: ["example.com"])
        },
        Operation("PUT /certificates/31", ["name": "t"]) { try await $0.certificates.update(31, name: "t") },
        Operation("DELETE /certificates/31") { try await $0.certificates.delete(31) },
        Operation("POST /certificates/31/actions/retry") { try await $0.certificates.retry(31) },
        Operation("GET /certificates/31/actions?page=1&per_page=50") {
            try await $0.certificates.actions(of: 31).page()
        },
        Operation("GET /certificates/31/actions/90") { try await $0.certificates.action(90, of: 31) },
        Operation("GET /certificates/actions?page=1&per_page=50") { try await $0.certificates.actions().page() },
        Operation("GET /certificates/actions/90") { try await $0.certificates.action(90) },
    ]

    static let floatingIPs: [Operation] = [
        Operation("GET /floating_ips?sort=created:desc&page=1&per_page=50") {
            try await $0.floatingIPs.all(sort: [.created.descending]).page()
        },
        Operation("GET /floating_ips/20") { try await $0.floatingIPs.get(20) },
        Operation("POST /floating_ips", ["type": "ipv4", "home_location": "fsn1", "name": "moving"]) {
            try await $0.floatingIPs.create(type: .ipv4, in: .location("fsn1"), name: "moving")
        },
        Operation("POST /floating_ips", ["type": "ipv6", "server": 10, "description": "d"]) {
            try await $0.floatingIPs.create(type: .ipv6, in: .server(10), description: "d")
        },
        Operation("PUT /floating_ips/20", ["description": "d"]) {
            try await $0.floatingIPs.update(20, description: "d")
        },
        Operation("DELETE /floating_ips/20") { try await $0.floatingIPs.delete(20) },
        Operation("POST /floating_ips/20/actions/assign", ["server": 10]) {
            try await $0.floatingIPs.assign(20, to: 10)
        },
        Operation("POST /floating_ips/20/actions/unassign") { try await $0.floatingIPs.unassign(20) },
        Operation("POST /floating_ips/20/actions/change_dns_ptr", ["ip": "192.0.2.20", "dns_ptr": nil]) {
            try await $0.floatingIPs.changeReverseDNS(20, ip: "192.0.2.20", name: nil)
        },
        Operation("POST /floating_ips/20/actions/change_protection", ["delete": true]) {
            try await $0.floatingIPs.changeProtection(20, delete: true)
        },
        Operation("GET /floating_ips/20/actions?page=1&per_page=50") {
            try await $0.floatingIPs.actions(of: 20).page()
        },
        Operation("GET /floating_ips/20/actions/90") { try await $0.floatingIPs.action(90, of: 20) },
        Operation("GET /floating_ips/actions?page=1&per_page=50") { try await $0.floatingIPs.actions().page() },
        Operation("GET /floating_ips/actions/90") { try await $0.floatingIPs.action(90) },
    ]

    static let primaryIPs: [Operation] = [
        Operation("GET /primary_ips?ip=192.0.2.1&page=1&per_page=50") {
            try await $0.primaryIPs.all(ip: "192.0.2.1").page()
        },
        Operation("GET /primary_ips/21") { try await $0.primaryIPs.get(21) },
        Operation("POST /primary_ips", ["name": "p", "type": "ipv4", "location": 1, "auto_delete": false]) {
            try await $0.primaryIPs.create(name: "p", type: .ipv4, in: .location(1), deleteWithAssignee: false)
        },
        Operation("POST /primary_ips", ["name": "p", "type": "ipv6", "assignee_type": "server", "assignee_id": 10]) {
            try await $0.primaryIPs.create(name: "p", type: .ipv6, in: .assignee(.server(10)))
        },
        Operation("PUT /primary_ips/21", ["auto_delete": true]) {
            try await $0.primaryIPs.update(21, deleteWithAssignee: true)
        },
        Operation("DELETE /primary_ips/21") { try await $0.primaryIPs.delete(21) },
        Operation("POST /primary_ips/21/actions/assign", ["assignee_type": "load_balancer", "assignee_id": 30]) {
            try await $0.primaryIPs.assign(21, to: .loadBalancer(30))
        },
        Operation("POST /primary_ips/21/actions/unassign") { try await $0.primaryIPs.unassign(21) },
        Operation("POST /primary_ips/21/actions/change_dns_ptr", ["ip": "192.0.2.1", "dns_ptr": "a.example.com"]) {
            try await $0.primaryIPs.changeReverseDNS(21, ip: "192.0.2.1", name: "a.example.com")
        },
        Operation("POST /primary_ips/21/actions/change_protection", ["delete": true]) {
            try await $0.primaryIPs.changeProtection(21, delete: true)
        },
        Operation("GET /primary_ips/21/actions?page=1&per_page=50") { try await $0.primaryIPs.actions(of: 21).page() },
        Operation("GET /primary_ips/21/actions/90") { try await $0.primaryIPs.action(90, of: 21) },
        Operation("GET /primary_ips/actions?page=1&per_page=50") { try await $0.primaryIPs.actions().page() },
        Operation("GET /primary_ips/actions/90") { try await $0.primaryIPs.action(90) },
    ]
}
