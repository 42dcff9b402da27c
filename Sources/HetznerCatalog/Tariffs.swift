import ResourceModel

/// What the API charges for: https://docs.hetzner.cloud/reference/cloud#pricing.
extension Tariff {
    package static let serverType = Tariff.variants("server_types", by: "name")
    package static let loadBalancerType = Tariff.variants("load_balancer_types", by: "name")
    package static let primaryIP = Tariff.variants("primary_ips", by: "type")
    package static let floatingIP = Tariff.variants("floating_ips", by: "type")
    package static let volume = Tariff.perGigabyte("volume")
    /// Of a snapshot.
    package static let image = Tariff.perGigabyte("image")
    package static let storageBoxType = Tariff.offered(.storageBoxType)
}

extension Surcharge {
    package static let serverBackup = Surcharge("server_backup")
}
