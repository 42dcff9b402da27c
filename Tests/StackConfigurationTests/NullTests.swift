import HetznerCatalog
import ResourceModel
import StackConfiguration
import Testing

@Suite("Null")
struct NullTests {
    /// A resource of each type with what it needs and nothing else.
    private static let least: [String: String] = [
        "ssh_keys":
            "public_key: ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIGVKQLcUZ4GZ4R0e2GmNxwm3m8k3BvI3c3lqsmSMX1zG deploy",
        "networks": "ip_range: 10.0.0.0/16",
        "placement_groups": "type: spread",
        "firewalls": "labels: {}",
        "primary_ips": "type: ipv4",
        "floating_ips": "type: ipv4",
        "volumes": "size: 10",
        "servers": "server_type: cx23, image: debian-12",
        "snapshots": "server: other",
        "certificates": "type: managed, domain_names: [shop.example]",
        "load_balancers": "load_balancer_type: lb11",
        "zones": "name: shop.example",
        "rrsets": "zone: there, type: A, records: [203.0.113.1]",
        "storage_boxes": "storage_box_type: bx11, password: Correct-Horse-7-Battery",
    ]

    private func attributes(_ section: String, _ body: String) throws -> [AttributeName: Value] {
        let server = section == "servers" ? "" : "servers: { other: { server_type: cx23, image: debian-12 } }\n"
        let text = """
            stack: shop
            settings: { location: fsn1, labels: { team: shop } }
            locals: { nothing: null }
            existing: { zones: { there: { name: there.example } } }
            \(server)\(section): { it: { \(body) } }
            """
        let loaded = load(text)
        let desired = try #require(loaded.desired, "\(body): \(loaded.diagnostics)")
        return try #require(desired.resources[ResourceAddress(section, "it")]).attributes.mapValues(\.value)
    }

    @Test("is as if nothing were written, for every attribute of every type", arguments: ["null", "\"${nothing}\""])
    func asUnwritten(null: String) throws {
        for type in Catalog.hetzner.types {
            let body = try #require(Self.least[type.section], "no resource for \(type.section)")
            let unwritten = try attributes(type.section, body)
            for attribute in type.attributes where !body.contains("\(attribute.name.text):") {
                let written = try attributes(type.section, "\(body), \(attribute.name.text): \(null)")
                #expect(written == unwritten, "\(type.section): \(attribute.name) is \(null)")
            }
        }
    }

    @Test("does not stand for what has to be there", arguments: ["null", "\"${nothing}\""])
    func required(null: String) {
        let text = """
            stack: shop
            settings: { location: fsn1 }
            locals: { nothing: null }
            servers: { web: { server_type: \(null), image: debian-12 } }
            """
        #expect(problems(text).contains { $0.contains("[missing-attribute]") })
    }
}
