import JSONDocuments

/// What Hetzner sells, in the API's own shape: server types, images, locations, prices.
public struct SimulatorCatalog: Sendable {
    let locations: Shelf<Location>
    var serverTypes: Shelf<ServerType>
    let loadBalancerTypes: Shelf<LoadBalancerType>
    let images: Shelf<Image>
    let isos: Shelf<ISO>
    let storageBoxTypes: Shelf<StorageBoxType>
    /// What the API had until October 2026.
    let datacenters: Shelf<Offering>
    let pricing: JSONValue

    /// The catalogue of November 2026 that comes with the simulator.
    public static let standard = SimulatorCatalog(
        locations: EmbeddedCatalog.locations,
        serverTypes: EmbeddedCatalog.serverTypes,
        delistedServerTypes: EmbeddedCatalog.delistedServerTypes,
        loadBalancerTypes: EmbeddedCatalog.loadBalancerTypes,
        images: EmbeddedCatalog.images,
        isos: EmbeddedCatalog.isos,
        storageBoxTypes: EmbeddedCatalog.storageBoxTypes,
        datacenters: EmbeddedCatalog.datacenters,
        pricing: EmbeddedCatalog.pricing
    )

    private init(
        locations: [String],
        serverTypes: [String],
        delistedServerTypes: [String],
        loadBalancerTypes: [String],
        images: [String],
        isos: [String],
        storageBoxTypes: [String],
        datacenters: [String],
        pricing: String
    ) {
        self.locations = Shelf(locations.map { Location(JSONValue.embedded($0)) })
        self.serverTypes = Shelf(
            serverTypes.map { ServerType(JSONValue.embedded($0)) },
            delisted: delistedServerTypes.map { ServerType(JSONValue.embedded($0)) }
        )
        self.loadBalancerTypes = Shelf(loadBalancerTypes.map { LoadBalancerType(JSONValue.embedded($0)) })
        self.images = Shelf(images.map { Image(catalog: JSONValue.embedded($0)) })
        self.isos = Shelf(isos.map { ISO(JSONValue.embedded($0)) })
        self.storageBoxTypes = Shelf(storageBoxTypes.map { StorageBoxType(JSONValue.embedded($0)) })
        self.datacenters = Shelf(datacenters.map { Offering(JSONValue.embedded($0)) })
        self.pricing = JSONValue.embedded(pricing)
    }
}

/// Something on sale: it has an ID, mostly a name, and one rendering for good.
protocol Offered: Sendable {
    var id: Int { get }
    var name: String? { get }
    var rendered: [UInt8] { get }
}

/// The offerings of one kind in the order of their IDs.
struct Shelf<Element: Offered>: Sendable {
    /// What lists show.
    let all: [Element]
    /// What was taken off the lists; IDs and names still find it.
    private let delisted: [Element]
    private let byID: [Int: Element]

    init(_ elements: [Element], delisted: [Element] = []) {
        all = elements.sorted { $0.id < $1.id }
        self.delisted = delisted
        byID = Dictionary(uniqueKeysWithValues: (elements + delisted).map { ($0.id, $0) })
    }

    func mapValues(_ change: (Element) -> Element) -> Shelf {
        Shelf(all.map(change), delisted: delisted.map(change))
    }

    subscript(id: Int) -> Element? { byID[id] }

    /// Every offering of that name: images have one for each architecture.
    func named(_ name: String) -> [Element] {
        (all + delisted).filter { $0.name == name }
    }

    func first(_ reference: Reference) -> Element? {
        switch reference {
        case .id(let id): self[id]
        case .name(let name): named(name).first
        }
    }
}

struct Location: Offered {
    let id: Int
    let name: String?
    let code: String
    let networkZone: String
    let rendered: [UInt8]

    init(_ json: JSONValue) {
        id = json.embeddedInt("id")
        code = json.embeddedString("name")
        name = code
        networkZone = json.embeddedString("network_zone")
        rendered = json.encoded()
    }
}

struct ServerType: Offered {
    let id: Int
    let name: String?
    let architecture: String
    let storageType: String
    let disk: Int
    /// By location; a location that is not here never had this type.
    let availability: [String: Availability]
    let includedTraffic: [String: Int]
    let rendered: [UInt8]

    struct Availability: Sendable {
        let isAvailable: Bool
        let unavailableAfter: Moment?
    }

    init(_ json: JSONValue) {
        id = json.embeddedInt("id")
        name = json.embeddedString("name")
        architecture = json.embeddedString("architecture")
        storageType = json.embeddedString("storage_type")
        disk = json.embeddedInt("disk")
        var availability: [String: Availability] = [:]
        for location in json.embeddedArray("locations") {
            var end: Moment?
            if let text = location["deprecation"]?["unavailable_after"]?.string { end = Moment(text) }
            var isAvailable = true
            if location["available"]?.boolean == false { isAvailable = false }
            availability[location.embeddedString("name")] = Availability(
                isAvailable: isAvailable,
                unavailableAfter: end
            )
        }
        self.availability = availability
        var traffic: [String: Int] = [:]
        for price in json.embeddedArray("prices") {
            traffic[price.embeddedString("location")] = price.embeddedInt("included_traffic")
        }
        includedTraffic = traffic
        rendered = json.encoded()
    }
}

struct ISO: Offered {
    let id: Int
    let name: String?
    let architecture: String?
    let unavailableAfter: Moment?
    let rendered: [UInt8]

    init(_ json: JSONValue) {
        id = json.embeddedInt("id")
        name = json["name"]?.string
        architecture = json["architecture"]?.string
        unavailableAfter = json["deprecation"]?["unavailable_after"]?.string.flatMap { Moment($0) }
        rendered = json.encoded()
    }
}

struct StorageBoxType: Offered {
    let id: Int
    let name: String?
    let size: Int
    let snapshotLimit: Int
    let automaticSnapshotLimit: Int
    let subaccountLimit: Int
    /// The locations that have a price.
    let locations: Set<String>
    let unavailableAfter: Moment?
    let rendered: [UInt8]

    init(_ json: JSONValue) {
        id = json.embeddedInt("id")
        name = json["name"]?.string
        size = json.embeddedInt("size")
        snapshotLimit = json.embeddedInt("snapshot_limit")
        automaticSnapshotLimit = json.embeddedInt("automatic_snapshot_limit")
        subaccountLimit = json.embeddedInt("subaccounts_limit")
        locations = Set(json.embeddedArray("prices").map { $0.embeddedString("location") })
        unavailableAfter = json["deprecation"]?["unavailable_after"]?.string.flatMap { Moment($0) }
        rendered = json.encoded()
    }
}

/// An offering of which only the name and the ID matter.
struct Offering: Offered {
    let id: Int
    let name: String?
    let rendered: [UInt8]

    init(_ json: JSONValue) {
        id = json.embeddedInt("id")
        name = json["name"]?.string
        rendered = json.encoded()
    }
}
