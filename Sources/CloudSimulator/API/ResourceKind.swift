/// The kinds of objects that have an ID in a project, as actions and data files name them.
enum ResourceKind: String, Codable, Sendable, CaseIterable {
    case action
    case certificate
    case firewall
    case floatingIP = "floating_ip"
    case image
    case iso
    case loadBalancer = "load_balancer"
    case network
    case placementGroup = "placement_group"
    case primaryIP = "primary_ip"
    case rrset = "zone_rrset"
    case server
    case sshKey = "ssh_key"
    case storageBox = "storage_box"
    case storageSnapshot = "storage_box_snapshot"
    case subaccount = "storage_box_subaccount"
    case volume
    case zone

    /// The name in paths and the key of lists.
    var collection: String {
        switch self {
        case .action, .firewall, .image, .iso, .network, .placementGroup, .primaryIP, .server, .sshKey, .volume,
            .rrset, .storageSnapshot, .subaccount, .zone:
            rawValue + "s"
        case .certificate: "certificates"
        case .storageBox: "storage_boxes"
        case .loadBalancer: "load_balancers"
        case .floatingIP: "floating_ips"
        }
    }

    /// The name in messages.
    var title: String {
        switch self {
        case .action, .firewall, .image, .network, .server, .volume: rawValue
        case .certificate: rawValue
        case .loadBalancer: "load balancer"
        case .floatingIP: "Floating IP"
        case .zone: rawValue
        case .storageBox: "storage box"
        case .storageSnapshot: "snapshot"
        case .subaccount: "subaccount"
        case .rrset: "RRSet"
        case .iso: "ISO"
        case .placementGroup: "placement group"
        case .primaryIP: "Primary IP"
        case .sshKey: "SSH key"
        }
    }

    /// How many a project may have unless `SimulatorSettings.limits` says otherwise; nil for as many as it likes.
    var standardLimit: Int? {
        switch self {
        case .firewall, .placementGroup: 50
        case .certificate: nil
        case .loadBalancer: nil
        case .floatingIP: nil
        case .action, .image, .iso, .network, .primaryIP, .server, .sshKey, .volume: nil
        case .rrset, .storageBox, .storageSnapshot, .subaccount, .zone: nil
        }
    }

    /// Whether `key!=value` selects only objects that have the key, unlike in Kubernetes; known of record sets alone.
    var isSelectedByKeysThatItHas: Bool { self == .rrset }

    /// What a request finds when an action runs on such an object: some are locked, the others changed.
    var busy: APIFailure {
        switch self {
        case .server, .volume: .locked(self)
        case .storageBox, .storageSnapshot, .subaccount: .locked(self)
        case .floatingIP: .locked(self)
        case .action, .certificate, .firewall, .image, .iso, .loadBalancer, .network, .placementGroup, .primaryIP,
            .rrset, .sshKey, .zone:
            .conflict("\(title) has changed during request")
        }
    }
}

/// One object among all kinds.
struct ObjectKey: Hashable, Codable, Sendable {
    let kind: ResourceKind
    let id: Int

    static func server(_ id: Int) -> ObjectKey { ObjectKey(kind: .server, id: id) }
    static func volume(_ id: Int) -> ObjectKey { ObjectKey(kind: .volume, id: id) }
    static func network(_ id: Int) -> ObjectKey { ObjectKey(kind: .network, id: id) }
    static func firewall(_ id: Int) -> ObjectKey { ObjectKey(kind: .firewall, id: id) }
    static func certificate(_ id: Int) -> ObjectKey { ObjectKey(kind: .certificate, id: id) }
    static func loadBalancer(_ id: Int) -> ObjectKey { ObjectKey(kind: .loadBalancer, id: id) }
    static func floatingIP(_ id: Int) -> ObjectKey { ObjectKey(kind: .floatingIP, id: id) }
    static func image(_ id: Int) -> ObjectKey { ObjectKey(kind: .image, id: id) }
    static func iso(_ id: Int) -> ObjectKey { ObjectKey(kind: .iso, id: id) }
    static func primaryIP(_ id: Int) -> ObjectKey { ObjectKey(kind: .primaryIP, id: id) }
    static func placementGroup(_ id: Int) -> ObjectKey { ObjectKey(kind: .placementGroup, id: id) }
    static func storageBox(_ id: Int) -> ObjectKey { ObjectKey(kind: .storageBox, id: id) }
    static func storageSnapshot(_ id: Int) -> ObjectKey { ObjectKey(kind: .storageSnapshot, id: id) }
    static func subaccount(_ id: Int) -> ObjectKey { ObjectKey(kind: .subaccount, id: id) }
    static func zone(_ id: Int) -> ObjectKey { ObjectKey(kind: .zone, id: id) }
}

/// How a request names a catalogue entry, an image or an SSH key: by its ID or by its name.
enum Reference: Sendable, Hashable {
    case id(Int)
    case name(String)

    /// A numeric string is an ID, as the real API has it.
    init(_ text: String) {
        self = Int(text).map(Reference.id) ?? .name(text)
    }

    var text: String {
        switch self {
        case .id(let id): String(id)
        case .name(let name): name
        }
    }
}
