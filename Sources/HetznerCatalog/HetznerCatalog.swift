import ResourceModel

extension Catalog {
    /// The resource types of Hetzner Cloud.
    public static let hetzner = Catalog(
        [
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
            .zone,
            .recordSet,
            .storageBox,
        ],
        lookups: LookupKind.offerings,
        misnomers: .hetzner,
        controllers: Controller.ofClusters
    )
}

extension LookupKind {
    private static let architecture = Filter("architecture", "The processors that it is for.", ["x86", "arm"])

    /// What the API offers and nobody declares.
    fileprivate static let offerings = [
        LookupKind(
            .image,
            hasLabels: true,
            filters: [
                Filter("type", "What kind of image it is.", ["system", "snapshot", "backup", "app"]), architecture,
            ],
            newestWins: true
        ),
        LookupKind(.location),
        LookupKind(.serverType),
        LookupKind(.loadBalancerType),
        LookupKind(.iso, filters: [architecture]),
        LookupKind(.storageBoxType),
    ]
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
    static let zone: Self = "zone"
    static let recordSet: Self = "record_set"
    static let storageBox: Self = "storage_box"
}
