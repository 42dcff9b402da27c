import ResourceModel

extension Misnomers {
    /// What Hetzner's types and their attributes are called in other tools and in the API's requests.
    static let hetzner: Misnomers = {
        var misnomers = Misnomers()
        misnomers.prefix = "hcloud_"
        misnomers.sections = [
            "resource": "Sections are at the top: servers: { web: { server_type: cx23, image: debian-12 } }",
            "resources": "Sections are at the top: servers: { web: { server_type: cx23, image: debian-12 } }",
            "services": "Machines are declared under 'servers'.",
            "firewall_rules": "Rules stand in their firewall: firewalls: { web: { rules: […] } }",
            "subnets": "Subnets stand in their network: networks: { backend: { subnets: […] } }",
            "routes": "Routes stand in their network: networks: { backend: { routes: […] } }",
            "records": "Records stand in their zone, zones: { main: { rrsets: […] } }, or under 'rrsets'.",
            "dns": "Zones are declared under 'zones', with their records in 'rrsets'.",
            "ips": "Addresses are declared under 'primary_ips' or 'floating_ips'.",
            "images": "An image that is in the project is looked up: existing: { images: { … } }",
        ]
        misnomers.attributes = [
            "datacenter": .init("location", "A location is enough: fsn1-dc14 lies in fsn1."),
            "region": .init("location"),
            "zone": .init("location"),
            "size": .init("server_type"),
            "flavor": .init("server_type"),
            "plan": .init("server_type"),
            "os": .init("image"),
            "cloud_init": .init("user_data"),
            "userdata": .init("user_data"),
            "keys": .init("ssh_keys"),
            "ipv4_enabled": .init("enable_ipv4"),
            "ipv6_enabled": .init("enable_ipv6"),
            "delete_protection": .init("protection", "Write 'protection: { delete: true }'."),
            "rebuild_protection": .init("protection", "Write 'protection: { rebuild: true }'."),
            "keep_disk": .init(
                "upgrade_disk",
                "The disk stays as it is by default; 'upgrade_disk: true' is what 'keep_disk: false' is elsewhere."
            ),
            "start_after_create": .init("power", "Write 'power: off' for a server that is not to run."),
            "ignore_remote_firewall_ids": .init(
                "firewalls",
                "Firewalls that others put on a server stay; take the line out."
            ),
            "ip_address": .init("ip"),
            "subnet_id": .init("ip_range", "A subnet is told by its 'ip_range', or by an 'ip' that lies in it."),
            "ports": .init("firewalls", "Ports are opened in a firewall: firewalls: { web: { rules: […] } }"),
            "reverse_dns": .init("dns_ptr"),
            "rdns": .init("dns_ptr"),
            "cidr": .init("ip_range"),
            "address_prefix": .init("ip_range"),
            "target": .init("targets"),
            "service": .init("services"),
        ]
        misnomers.otherSides = [
            "volumes": "A volume names its server: volumes: { data: { size: 10, server: web } }",
            "floating_ips": "A Floating IP names its server: floating_ips: { ip: { type: ipv4, server: web } }",
            "primary_ips": "Primary IPs are named in 'public_net': public_net: { ipv4: NAME, ipv6: NAME }",
            "load_balancers": "A load balancer names its targets: targets: [{ type: server, server: web }]",
            "servers": "The relation is written at the server: servers: { web: { … } }",
            "server": "The relation is written at the server: servers: { web: { firewalls: [NAME] } }",
            "assignee_id": "A server names its address: servers: { web: { public_net: { ipv4: NAME } } }",
            "assignee_type": "A server names its address: servers: { web: { public_net: { ipv4: NAME } } }",
            "allow_deprecated_images": "A deprecated image is taken with a warning; take the line out.",
            "server_id": "The relation is written at the server: servers: { web: { firewalls: [NAME] } }",
        ]
        misnomers.names = [
            "data": "What is looked up is named existing.SECTION.KEY: ${existing.images.golden.id}.",
            "self": "A resource is named by its address: ${servers.web.ipv4}.",
        ]
        misnomers.reverseZone = "Names for addresses are written as 'dns_ptr' where the address is."
        // https://docs.hetzner.cloud/reference/cloud#labels
        misnomers.labelOwners = ["hetzner.cloud/": "Hetzner Cloud"]
        return misnomers
    }()
}
