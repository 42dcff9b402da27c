import JSONDocuments

/// A size in which load balancers are sold, with what fits into it.
struct LoadBalancerType: Offered {
    let id: Int
    let name: String?
    let mostServices: Int
    let mostTargets: Int
    let mostCertificates: Int
    /// By location, in bytes; where it is missing, the type is not on sale.
    let includedTraffic: [String: Int]
    let unavailableAfter: Moment?
    let rendered: [UInt8]

    init(_ json: JSONValue) {
        id = json.embeddedInt("id")
        name = json.embeddedString("name")
        mostServices = json.embeddedInt("max_services")
        mostTargets = json.embeddedInt("max_targets")
        mostCertificates = json.embeddedInt("max_assigned_certificates")
        var traffic: [String: Int] = [:]
        for price in json.embeddedArray("prices") {
            traffic[price.embeddedString("location")] = price.embeddedInt("included_traffic")
        }
        includedTraffic = traffic
        unavailableAfter = json["deprecation"]?["unavailable_after"]?.string.flatMap { Moment($0) }
        rendered = json.encoded()
    }
}
