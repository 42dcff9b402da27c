/// How much a load balancer can do, and what that costs.
public struct LoadBalancerType: APIResource, Hashable {
    public static let names = ResourceNames(path: "load_balancer_types", singular: "load_balancer_type")

    public let id: Identifier<LoadBalancerType>
    /// Such as `lb11`.
    public var name: String
    public var description: String
    public var maxConnections: Int
    public var maxServices: Int
    public var maxTargets: Int
    public var maxAssignedCertificates: Int
    /// One for each location.
    public var prices: [LocationPrice]
    public var deprecation: Deprecation?

    public init(_ json: JSONObject) throws(ModelError) {
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
    public var loadBalancerTypes: LoadBalancerTypesClient { LoadBalancerTypesClient(client: self) }
}

/// The operations on [load balancer types](https://docs.hetzner.cloud/reference/cloud#load-balancer-types).
public struct LoadBalancerTypesClient: ResourceClient {
    public typealias Resource = LoadBalancerType

    public let client: CloudClient

    /// All load balancer types that fit, fetched page by page as they are asked for.
    public func all(name: String? = nil) -> ResourceSequence<LoadBalancerType> {
        all(ListQuery().with("name", name))
    }

    /// One page of the load balancer types that fit.
    public func list(
        name: String? = nil,
        page: Int = 1,
        perPage: Int = 25
    ) async throws -> ResourcePage<LoadBalancerType> {
        try await all(name: name).page(page, perPage: perPage)
    }
}
