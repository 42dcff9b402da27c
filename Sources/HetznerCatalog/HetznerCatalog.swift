import ResourceModel

extension Catalog {
    /// The resource types of Hetzner Cloud.
    package static let hetzner = Catalog([
        .sshKey,
        .network,
        .placementGroup,
        .firewall,
        .volume,
        .server,
    ])
}

extension ResourceType.Name {
    static let sshKey: Self = "ssh_key"
    static let network: Self = "network"
    static let placementGroup: Self = "placement_group"
    static let firewall: Self = "firewall"
    static let volume: Self = "volume"
    static let server: Self = "server"
}
