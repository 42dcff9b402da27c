import ResourceModel

extension Catalog {
    /// The resource types of Hetzner Cloud.
    package static let hetzner = Catalog([
        .sshKey,
        .network,
        .placementGroup,
        .firewall,
        .primaryIP,
        .floatingIP,
        .certificate,
        .volume,
        .server,
        .snapshot,
        .loadBalancer,
    ])
}

extension ResourceType.Name {
    static let sshKey: Self = "ssh_key"
    static let network: Self = "network"
    static let placementGroup: Self = "placement_group"
    static let firewall: Self = "firewall"
    static let volume: Self = "volume"
    static let server: Self = "server"
    static let primaryIP: Self = "primary_ip"
    static let floatingIP: Self = "floating_ip"
    static let certificate: Self = "certificate"
    static let snapshot: Self = "snapshot"
    static let loadBalancer: Self = "load_balancer"
}
