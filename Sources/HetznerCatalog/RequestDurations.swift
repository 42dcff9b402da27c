import ResourceModel

extension RequestDurations {
    /// What Hetzner's users see.
    package static let hetzner = RequestDurations([
        "POST servers": 22,
        "DELETE servers": 3,
        "POST servers/actions/poweron": 3,
        "POST servers/actions/poweroff": 3,
        "POST servers/actions/shutdown": 15,
        "POST servers/actions/rebuild": 40,
        "POST servers/actions/change_type": 160,
        "POST servers/actions/attach_to_network": 4,
        "POST servers/actions/detach_from_network": 4,
        "POST servers/actions/change_alias_ips": 2,
        "POST servers/actions/change_dns_ptr": 2,
        "POST servers/actions/add_to_placement_group": 2,
        "POST volumes": 3,
        "POST volumes/actions/attach": 3,
        "POST volumes/actions/detach": 3,
        "POST volumes/actions/resize": 3,
        "POST networks/actions/add_subnet": 2,
        "POST networks/actions/delete_subnet": 2,
        "POST networks/actions/add_route": 2,
        "POST networks/actions/delete_route": 2,
        "POST primary_ips": 2,
        "POST primary_ips/actions/unassign": 2,
        "POST floating_ips/actions/assign": 2,
        "POST floating_ips/actions/unassign": 2,
        "POST primary_ips/actions/assign": 2,
        "POST certificates": 75,
        "POST servers/actions/create_image": 60,
        "POST load_balancers": 3,
        "POST load_balancers/actions/change_type": 5,
        "POST load_balancers/actions/attach_to_network": 3,
        "POST load_balancers/actions/detach_from_network": 3,
    ])
}
