import FoundationEssentials

@testable import HetznerCloud

extension Feature {
    /// A client of one function an operation.
    static let functions = serverFunctions + addressFunctions + objectFunctions + offeringFunctions

    private static let serverFunctions: [Feature] = [
        .request("get-servers", "`servers.all(…)`", "GET /servers?page=1&per_page=50") {
            try await $0.servers.all().page()
        },
        .request("get-server", "`servers.get(_:)`", "GET /servers/10") { try await $0.servers.get(10) },
        .request(
            "create-server",
            "`servers.create(…)`",
            "POST /servers",
            ["name": "web", "server_type": "cx23", "image": "debian-13"]
        ) { try await $0.servers.create(name: "web", serverType: "cx23", image: "debian-13") },
        .request("change-server-name", "`servers.update(_:name:labels:)`", "PUT /servers/10", ["name": "w"]) {
            try await $0.servers.update(10, name: "w")
        },
        .request("delete-server", "`servers.delete(_:)`", "DELETE /servers/10") { try await $0.servers.delete(10) },
        .request(
            "get-server-metrics",
            "`servers.metrics(_:types:from:to:step:)`",
            "GET /servers/10/metrics?type=cpu&start=1970-01-01T00:00:00Z&end=1970-01-01T01:00:00Z"
        ) {
            try await $0.servers.metrics(
                10,
                types: [.cpu],
                from: .init(timeIntervalSince1970: 0),
                to: .init(timeIntervalSince1970: 3600)
            )
        },
        .request(
            "get-server-actions",
            "`servers.actions(of:status:sort:)`",
            "GET /servers/10/actions?page=1&per_page=50"
        ) { try await $0.servers.actions(of: 10).page() },
        .request("get-server-action", "`servers.action(_:of:)`", "GET /servers/10/actions/90") {
            try await $0.servers.action(90, of: 10)
        },
        action("power-on-server", "`servers.powerOn(_:)`", "poweron") { try await $0.powerOn(10) },
        action("power-off-server", "`servers.powerOff(_:)`", "poweroff") { try await $0.powerOff(10) },
        action("soft-reboot-server", "`servers.reboot(_:)`", "reboot") { try await $0.reboot(10) },
        action("reset-server", "`servers.reset(_:)`", "reset") { try await $0.reset(10) },
        action("shutdown-server", "`servers.shutdown(_:)`", "shutdown") { try await $0.shutdown(10) },
        action("reset-server-root-password", "`servers.resetPassword(_:)`", "reset_password") {
            try await $0.resetPassword(10)
        },
        action("request-server-console", "`servers.requestConsole(_:)`", "request_console") {
            try await $0.requestConsole(10)
        },
        action("enable-server-rescue-mode", "`servers.enableRescue(_:type:sshKeys:)`", "enable_rescue", [:]) {
            try await $0.enableRescue(10)
        },
        action("disable-server-rescue-mode", "`servers.disableRescue(_:)`", "disable_rescue") {
            try await $0.disableRescue(10)
        },
        action("enable-server-backup", "`servers.enableBackup(_:)`", "enable_backup") {
            try await $0.enableBackup(10)
        },
        action("disable-server-backup", "`servers.disableBackup(_:)`", "disable_backup") {
            try await $0.disableBackup(10)
        },
        action("create-server-image", "`servers.createImage(_:type:description:labels:)`", "create_image", [:]) {
            try await $0.createImage(10)
        },
        action(
            "rebuild-server-from-image",
            "`servers.rebuild(_:from:userData:)`",
            "rebuild",
            ["image": "debian-13"]
        ) { try await $0.rebuild(10, from: "debian-13") },
        action(
            "change-server-type",
            "`servers.changeType(_:to:upgradeDisk:)`",
            "change_type",
            ["server_type": "cx33", "upgrade_disk": false]
        ) { try await $0.changeType(10, to: "cx33", upgradeDisk: false) },
        action(
            "change-server-protection",
            "`servers.changeProtection(_:delete:rebuild:)`",
            "change_protection",
            ["delete": true, "rebuild": true]
        ) { try await $0.changeProtection(10, delete: true, rebuild: true) },
        action(
            "change-server-reverse-dns-entry",
            "`servers.changeReverseDNS(_:ip:name:)`",
            "change_dns_ptr",
            ["ip": "192.0.2.1", "dns_ptr": "a.example.com"]
        ) { try await $0.changeReverseDNS(10, ip: "192.0.2.1", name: "a.example.com") },
        action("attach-iso-to-server", "`servers.attachISO(_:_:)`", "attach_iso", ["iso": "netboot.iso"]) {
            try await $0.attachISO(10, "netboot.iso")
        },
        action("detach-iso-from-server", "`servers.detachISO(_:)`", "detach_iso") { try await $0.detachISO(10) },
    ]

    private static let addressFunctions: [Feature] = [
        .request("get-floating-ips", "`floatingIPs.all(…)`", "GET /floating_ips?page=1&per_page=50") {
            try await $0.floatingIPs.all().page()
        },
        .request("get-floating-ip", "`floatingIPs.get(_:)`", "GET /floating_ips/20") {
            try await $0.floatingIPs.get(20)
        },
        .request(
            "create-floating-ip",
            "`floatingIPs.create(…)`",
            "POST /floating_ips",
            ["type": "ipv4", "home_location": "fsn1"]
        ) { try await $0.floatingIPs.create(type: .ipv4, in: .location("fsn1")) },
        .request(
            "change-floating-ip-description",
            "`floatingIPs.update(…)`",
            "PUT /floating_ips/20",
            ["description": "d"]
        ) { try await $0.floatingIPs.update(20, description: "d") },
        .request("delete-floating-ip", "`floatingIPs.delete(_:)`", "DELETE /floating_ips/20") {
            try await $0.floatingIPs.delete(20)
        },
        .request(
            "assign-floating-ip-to-server",
            "`floatingIPs.assign(_:to:)`",
            "POST /floating_ips/20/actions/assign",
            ["server": 10]
        ) { try await $0.floatingIPs.assign(20, to: 10) },
        .request(
            "unassign-floating-ip-from-server",
            "`floatingIPs.unassign(_:)`",
            "POST /floating_ips/20/actions/unassign"
        ) { try await $0.floatingIPs.unassign(20) },
        .request(
            "change-floating-ip-protection",
            "`floatingIPs.changeProtection(_:delete:)`",
            "POST /floating_ips/20/actions/change_protection",
            ["delete": true]
        ) { try await $0.floatingIPs.changeProtection(20, delete: true) },
        .request(
            "change-floating-ip-reverse-dns-entry",
            "`floatingIPs.changeReverseDNS(_:ip:name:)`",
            "POST /floating_ips/20/actions/change_dns_ptr",
            ["ip": "192.0.2.20", "dns_ptr": nil]
        ) { try await $0.floatingIPs.changeReverseDNS(20, ip: "192.0.2.20", name: nil) },
        .request(
            "get-floating-ip-actions",
            "`floatingIPs.actions(of:status:sort:)`",
            "GET /floating_ips/20/actions?page=1&per_page=50"
        ) { try await $0.floatingIPs.actions(of: 20).page() },
        .request("get-floating-ip-action", "`floatingIPs.action(_:of:)`", "GET /floating_ips/20/actions/90") {
            try await $0.floatingIPs.action(90, of: 20)
        },
    ]

    private static let objectFunctions: [Feature] = [
        .request("get-images", "`images.all(…)`", "GET /images?page=1&per_page=50") {
            try await $0.images.all().page()
        },
        .request("get-image", "`images.get(_:)`", "GET /images/3") { try await $0.images.get(3) },
        .request("update-image", "`images.update(_:description:type:labels:)`", "PUT /images/3", ["description": "d"]) {
            try await $0.images.update(3, description: "d")
        },
        .request("delete-image", "`images.delete(_:)`", "DELETE /images/3") { try await $0.images.delete(3) },
        .request(
            "change-image-protection",
            "`images.changeProtection(_:delete:)`",
            "POST /images/3/actions/change_protection",
            ["delete": true]
        ) { try await $0.images.changeProtection(3, delete: true) },
        .request(
            "get-image-actions",
            "`images.actions(of:status:sort:)`",
            "GET /images/3/actions?page=1&per_page=50"
        ) { try await $0.images.actions(of: 3).page() },
        .request("get-image-action", "`images.action(_:of:)`", "GET /images/3/actions/90") {
            try await $0.images.action(90, of: 3)
        },
        .request("get-ssh-keys", "`sshKeys.all(…)`", "GET /ssh_keys?page=1&per_page=50") {
            try await $0.sshKeys.all().page()
        },
        .request("get-ssh-key", "`sshKeys.get(_:)`", "GET /ssh_keys/9") { try await $0.sshKeys.get(9) },
        .request(
            "create-ssh-key",
            "`sshKeys.create(name:publicKey:labels:)`",
            "POST /ssh_keys",
            ["name": "ops", "public_key": "ssh-ed25519 AAAA"]
        ) { try await $0.sshKeys.create(name: "ops", publicKey: "ssh-ed25519 AAAA") },
        .request("change-ssh-key-name", "`sshKeys.update(_:name:labels:)`", "PUT /ssh_keys/9", ["name": "o"]) {
            try await $0.sshKeys.update(9, name: "o")
        },
        .request("delete-ssh-key", "`sshKeys.delete(_:)`", "DELETE /ssh_keys/9") { try await $0.sshKeys.delete(9) },
        .request("get-actions", "`actions.get(_:)`", "GET /actions?id=90") { try await $0.actions.get([90]) },
        .request("get-action", "`actions.get(_:)`", "GET /actions/90") { try await $0.actions.get(90) },
    ]

    private static let offeringFunctions: [Feature] = [
        .request("get-server-types", "`serverTypes.all(name:)`", "GET /server_types?page=1&per_page=50") {
            try await $0.serverTypes.all().page()
        },
        .request("get-server-type", "`serverTypes.get(_:)`", "GET /server_types/2") {
            try await $0.serverTypes.get(2)
        },
        .request("get-locations", "`locations.all(name:sort:)`", "GET /locations?page=1&per_page=50") {
            try await $0.locations.all().page()
        },
        .request("get-location", "`locations.get(_:)`", "GET /locations/1") { try await $0.locations.get(1) },
        .request("get-isos", "`isos.all(…)`", "GET /isos?page=1&per_page=50") { try await $0.isos.all().page() },
        .request("get-iso", "`isos.get(_:)`", "GET /isos/4") { try await $0.isos.get(4) },
        .request("get-prices", "`client.pricing()`", "GET /pricing") { try await $0.pricing() },
        .request("get-datacenters", "`client.datacenters()`, which the API answers with 410", "GET /datacenters") {
            try await $0.datacenters()
        },
        .request("get-datacenter", "`client.datacenter(_:)`, which the API answers with 410", "GET /datacenters/1") {
            try await $0.datacenter(1)
        },
    ]

    private static func action<Result>(
        _ name: String,
        _ call: String,
        _ command: String,
        _ body: JSONValue? = nil,
        by make: @escaping @Sendable (ServersClient) async throws -> Result
    ) -> Feature {
        .request(name, call, "POST /servers/10/actions/\(command)", body) { try await make($0.servers) }
    }
}
