import ResourceModel

/// What the provider of Terraform calls the types.
public enum TerraformTypes {
    /// What the names of its types begin with.
    package static let prefix = "hcloud_"

    /// The types whose resources are objects of ours.
    package static let objects: [String: ResourceType.Name] = [
        "hcloud_ssh_key": .sshKey,
        "hcloud_network": .network,
        "hcloud_placement_group": .placementGroup,
        "hcloud_firewall": .firewall,
        "hcloud_primary_ip": .primaryIP,
        "hcloud_floating_ip": .floatingIP,
        "hcloud_certificate": .certificate,
        "hcloud_uploaded_certificate": .certificate,
        "hcloud_managed_certificate": .certificate,
        "hcloud_volume": .volume,
        "hcloud_server": .server,
        "hcloud_snapshot": .snapshot,
        "hcloud_load_balancer": .loadBalancer,
        "hcloud_zone": .zone,
        "hcloud_storage_box": .storageBox,
    ]

    /// The types whose resources are parts of an object, which shows them.
    package static let parts: Set<String> = [
        "hcloud_network_subnet", "hcloud_network_route", "hcloud_server_network", "hcloud_firewall_attachment",
        "hcloud_volume_attachment", "hcloud_floating_ip_assignment", "hcloud_rdns", "hcloud_load_balancer_network",
        "hcloud_load_balancer_service", "hcloud_load_balancer_target", "hcloud_storage_box_snapshot",
        "hcloud_storage_box_subaccount",
    ]

    /// The types whose resources are parts of an object, or objects of ours where that object is somebody else's.
    package static let kept: [String: KeptType] = [
        "hcloud_zone_rrset": KeptType(name: .recordSet),
        "hcloud_zone_record": KeptType(name: .recordSet, entries: "records"),
    ]

    /// What is kept below an object that has a name.
    package struct KeptType: Hashable, Sendable {
        package let name: ResourceType.Name
        /// Of what several resources make up: the attribute of which each is an entry.
        package var entries: AttributeName?
    }

    /// The parts that have a secret which the API does not show.
    package static let secretParts: [String: SecretPart] = [
        "hcloud_storage_box_subaccount": SecretPart(of: .storageBox, in: "subaccounts", secret: "password")
    ]

    /// A part that is told by its name from others of a list.
    package struct SecretPart: Hashable, Sendable {
        package let owner: ResourceType.Name
        package let list: AttributeName
        package let secret: AttributeName

        init(of owner: ResourceType.Name, in list: AttributeName, secret: AttributeName) {
            self.owner = owner
            self.list = list
            self.secret = secret
        }
    }
}
