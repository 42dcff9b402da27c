/// A place where Hetzner has data centers.
public struct Location: APIResource {
    public static let names = ResourceNames(path: "locations", singular: "location")

    /// Given by Hetzner.
    public let id: Identifier<Location>
    /// Such as `fsn1`.
    public var name: String
    /// Names the park for people, such as `Falkenstein DC Park 1`.
    public var description: String
    /// ISO 3166-1 alpha-2.
    public var country: String
    /// The nearest city, with the state where that is usual: `Ashburn, VA`.
    public var city: String
    /// Of that city, in degrees, north positive.
    public var latitude: Double
    /// Of that city, in degrees, east positive.
    public var longitude: Double
    /// Networks, load balancers and their members are in one zone, such as `eu-central`.
    public var networkZone: String

    /// Creates one that a program makes up, in a test of its own.
    public init(
        id: Identifier<Location>,
        name: String,
        description: String,
        country: String,
        city: String,
        latitude: Double,
        longitude: Double,
        networkZone: String
    ) {
        self.id = id
        self.name = name
        self.description = description
        self.country = country
        self.city = city
        self.latitude = latitude
        self.longitude = longitude
        self.networkZone = networkZone
    }

    public init(_ json: JSONFields) throws(ModelError) {
        id = try json.read("id")
        name = try json.read("name")
        description = try json.read("description")
        country = try json.read("country")
        city = try json.read("city")
        latitude = try json.read("latitude")
        longitude = try json.read("longitude")
        networkZone = try json.read("network_zone")
    }

    public var json: JSONValue {
        [
            "id": id.json,
            "name": name.json,
            "description": description.json,
            "country": country.json,
            "city": city.json,
            "latitude": latitude.json,
            "longitude": longitude.json,
            "network_zone": networkZone.json,
        ]
    }
}

extension CloudClient {
    /// The places where objects can be created.
    public var locations: LocationsClient { LocationsClient(client: self) }
}

/// The operations on [locations](https://docs.hetzner.cloud/reference/cloud#locations).
public struct LocationsClient: ResourceClient {
    public typealias Resource = Location

    public let client: CloudClient

    /// All locations that fit, fetched page by page as they are asked for.
    public func all(name: String? = nil, sort: [Sort] = []) -> ResourceList<Location> {
        all(ListQuery().with("name", name).with("sort", each: sort))
    }
}
