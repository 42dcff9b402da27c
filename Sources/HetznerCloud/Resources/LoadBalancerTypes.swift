/// How much a load balancer can do, and what that costs.
public struct LoadBalancerType: APIResource {
    public static let names = ResourceNames(path: "load_balancer_types", singular: "load_balancer_type")

    /// Given by Hetzner.
    public let id: Identifier<LoadBalancerType>
    /// Such as `lb11`.
    public var name: String
    /// The name as people write it, such as `LB11`.
    public var description: String
    /// How many connections may be open at the same time.
    public var maxConnections: Int
    /// How many ports it can listen on.
    public var maxServices: Int
    /// How many targets it can have.
    public var maxTargets: Int
    /// How many certificates its services can use together.
    public var maxAssignedCertificates: Int
    /// One for each location.
    public var prices: [LocationPrice]
    /// Until when it can be ordered; `nil` if it stays.
    public var deprecation: Deprecation?

    /// Creates one that a program makes up, in a test of its own.
    public init(
        id: Identifier<LoadBalancerType>,
        name: String,
        description: String,
        maxConnections: Int,
        maxServices: Int,
        maxTargets: Int,
        maxAssignedCertificates: Int,
        prices: [LocationPrice] = [],
        deprecation: Deprecation? = nil
    ) {
        self.id = id
        self.name = name
        self.description = description
        self.maxConnections = maxConnections
        self.maxServices = maxServices
        self.maxTargets = maxTargets
        self.maxAssignedCertificates = maxAssignedCertificates
        self.prices = prices
        self.deprecation = deprecation
    }

    public init(_ json: JSONFields) throws(ModelError) {
        id = try json.read("id")
        name = try json.read("name")
        description = try json.read("description")
        maxConnections = try json.read("max_connections")
        maxServices = try json.read("max_services")
        maxTargets = try json.read("max_targets")
        maxAssignedCertificates = try json.read("max_assigned_certificates")
        prices = try json.read("prices")
        deprecation = try json.read("deprecation")
    }

    public var json: JSONValue {
        [
            "id": id.json,
            "name": name.json,
            "description": description.json,
            "max_connections": maxConnections.json,
            "max_services": maxServices.json,
            "max_targets": maxTargets.json,
            "max_assigned_certificates": maxAssignedCertificates.json,
            "prices": prices.json,
            "deprecation": deprecation.json,
        ]
    }
}

extension CloudClient {
    /// The sizes that load balancers come in.
    public var loadBalancerTypes: LoadBalancerTypesClient { LoadBalancerTypesClient(client: self) }
}

/// The operations on [load balancer types](https://docs.hetzner.cloud/reference/cloud#load-balancer-types).
public struct LoadBalancerTypesClient: NamedResourceClient {
    public typealias Resource = LoadBalancerType

    public let client: CloudClient
}
