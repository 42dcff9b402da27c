import ResourceModel

/// What the API offers by name.
extension Offering {
    package static let location: Offering = {
        var offering = Offering("locations", "location", examples: ["fsn1", "nbg1", "hel1", "ash", "hil", "sin"])
        offering.isPlace = true
        offering.zoneKey = "network_zone"
        return offering
    }()

    package static let networkZone = Offering(
        "network_zones",
        "network zone",
        at: "locations",
        examples: ["eu-central", "us-east", "us-west", "ap-southeast"],
        reading: .values(of: "network_zone")
    )

    package static let serverType: Offering = {
        var offering = Offering(
            "server_types",
            "server type",
            examples: ["cx23", "cax11", "cpx22", "ccx13"],
            places: .listed(under: "locations"),
            figures: ["disk"]
        )
        offering.takesRoom = true
        return offering
    }()

    package static let image: Offering = {
        var offering = Offering(
            "images",
            "image",
            examples: ["debian-12", "debian-13", "ubuntu-24.04", "alma-10", "rocky-10"],
            // Without it the API keeps quiet about images that are on their way out but can be used.
            reading: .byName(["include_deprecated": "true"]),
            figures: ["disk_size"]
        )
        offering.canBeMade = true
        return offering
    }()

    package static let loadBalancerType: Offering = {
        var offering = Offering(
            "load_balancer_types",
            "load balancer type",
            examples: ["lb11", "lb21", "lb31"],
            places: .priced,
            figures: ["max_services", "max_targets", "max_assigned_certificates"]
        )
        offering.takesRoom = true
        return offering
    }()

    package static let iso = Offering("isos", "ISO", examples: [])

    package static let storageBoxType: Offering = {
        var offering = Offering(
            "storage_box_types",
            "storage box type",
            examples: ["bx11", "bx21", "bx31", "bx41"],
            places: .priced,
            figures: ["size", "snapshot_limit", "automatic_snapshot_limit", "subaccounts_limit"]
        )
        offering.takesRoom = true
        return offering
    }()
}
