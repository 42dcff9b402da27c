import HetznerCatalog
import HetznerCloud
import ResourceModel
import TestSupport
import Testing

@testable import Refreshing

@Suite("Observation reader")
struct ObservationReaderTests {
    private func read(_ type: ResourceType.Name, _ json: JSONValue) throws -> ObservedObject {
        try #require(ObservationReader(type: Catalog.hetzner[type]).object(json))
    }

    @Test("a server is read with everything that its type describes")
    func server() throws {
        let server = try read("server", Self.server)
        #expect(server.id == ResourceID(42))
        #expect(server.name == "web-1")
        #expect(server.ownership?.stack == "shop")
        #expect(server.ownership?.addressLabel == "servers.web")
        #expect(
            server.attributes == [
                "name": "web-1",
                "labels": ["team": "shop"],
                "server_type": "cx23",
                "image": "debian-12",
                "location": "fsn1",
                "placement_group": .null,
                "firewalls": [.object("firewall", 38), .object("firewall", 7)],
                "networks": [
                    ["network": .object("network", 9), "ip": "10.0.1.10", "alias_ips": ["10.0.1.20", "10.0.1.3"]]
                ],
                "public_net": [
                    "enable_ipv4": true, "enable_ipv6": true, "ipv4": .object("primary_ip", 501),
                    "ipv6": .object("primary_ip", 502),
                ],
                "backups": true,
                "dns_ptr": [
                    ["ip": "192.0.2.1", "dns_ptr": "static.1.example"],
                    ["ip": "2001:db8:1::1", "dns_ptr": "web.example"],
                ],
                "power": "on",
                "protection": ["delete": false, "rebuild": false],
            ]
        )
        #expect(server.outputs["ipv4"] == "192.0.2.1")
        #expect(server.outputs["ipv4_id"] == 501)
        #expect(server.outputs["ipv6"] == "2001:db8:1::")
        #expect(server.outputs["ipv6_network"] == "2001:db8:1::/64")
    }

    @Test(
        "a server in between is neither on nor off",
        arguments: [
            ("running", "on"), ("starting", "on"), ("stopping", "off"), ("off", "off"), ("initializing", nil),
            ("rebuilding", nil), ("migrating", nil), ("deleting", nil), ("unknown", nil), ("of a new kind", nil),
        ] as [(String, Value?)]
    )
    func power(status: String, power: Value?) throws {
        let server = try read("server", ["id": 1, "name": "a", "status": .string(status), "rescue_enabled": false])
        #expect(server.attributes["power"] == power)
        #expect(server.attributes["rescue"] == .null)
        #expect(server.unsettled == (power == nil ? ["power"] : []))
    }

    @Test("a server without public addresses, image or labels is read too")
    func bareServer() throws {
        let server = try read(
            "server",
            [
                "id": 1, "name": "bare", "labels": [], "image": .null, "status": "initializing", "private_net": [],
                "public_net": ["ipv4": .null, "ipv6": .null, "firewalls": []], "placement_group": ["id": 5],
            ]
        )
        #expect(server.attributes["labels"] == [:])
        #expect(server.attributes["image"] == .null)
        #expect(server.attributes["public_net"] == ["enable_ipv4": false, "enable_ipv6": false])
        #expect(server.attributes["networks"] == [])
        #expect(server.attributes["dns_ptr"] == [])
        #expect(server.attributes["placement_group"] == .object("placement_group", 5))
        #expect(server.attributes["power"] == nil)
        #expect(server.attributes["user_data"] == nil)
        #expect(server.outputs["ipv4"] == .null)
        #expect(server.ownership == nil)
    }

    @Test("an image without a name is read as its ID")
    func namelessImage() throws {
        let server = try read("server", ["id": 1, "image": ["id": 777, "name": .null]])
        #expect(server.attributes["image"] == "777")
    }

    @Test("rules equal what is written, without the API's nulls and whatever their order")
    func firewall() throws {
        let rule: (String, JSONValue) -> JSONValue = { direction, port in
            [
                "direction": .string(direction), "protocol": "tcp", "port": port, "description": .null,
                "source_ips": ["::/0", "0.0.0.0/0"], "destination_ips": [],
            ]
        }
        let one = try read("firewall", ["id": 1, "rules": [rule("in", "443"), rule("in", .null)]])
        let other = try read("firewall", ["id": 1, "rules": [rule("in", .null), rule("in", "443")]])
        let written: Value = [
            ["direction": "in", "protocol": "tcp", "source_ips": ["0.0.0.0/0", "::/0"]],
            ["direction": "in", "protocol": "tcp", "port": "443", "source_ips": ["::/0", "0.0.0.0/0"]],
        ]
        let kind = try #require(Catalog.hetzner["firewall"].attribute("rules")?.kind)
        #expect(one.attributes["rules"] == kind.normalized(written))
        #expect(other.attributes["rules"] == one.attributes["rules"])
    }

    @Test("subnets and routes are read in normal form, with what the answer has")
    func network() throws {
        let network = try read(
            "network",
            [
                "id": 9, "ip_range": "10.0.0.0/16",
                "subnets": [
                    [
                        "ip_range": "10.0.2.0/24", "type": "cloud", "network_zone": "eu-central", "gateway": "10.0.0.1",
                        "vswitch_id": .null,
                    ],
                    ["ip_range": "10.0.1.0/24", "type": "vswitch", "network_zone": "eu-central", "vswitch_id": 3],
                ],
                "routes": [["destination": "10.9.0.0/16", "gateway": "10.0.1.1"]],
            ]
        )
        #expect(
            network.attributes["subnets"] == [
                ["ip_range": "10.0.1.0/24", "type": "vswitch", "network_zone": "eu-central", "vswitch_id": 3],
                ["ip_range": "10.0.2.0/24", "type": "cloud", "network_zone": "eu-central"],
            ]
        )
        #expect(network.attributes["routes"] == [["destination": "10.9.0.0/16", "gateway": "10.0.1.1"]])
    }

    @Test(
        "a path leads to what is there, to null, or to nothing",
        arguments: [
            ("a.b", ["a": ["b": 1]], 1), ("a.b", ["a": .null], .null), ("a.b", ["a": [:]], nil), ("a", [:], nil),
            ("a[].id", ["a": [["id": 1], ["id": .null], ["id": 2]]], [1, 2]),
            ("a[type=x].v", ["a": [["type": "x", "v": 1], ["type": "y", "v": 2]]], [1]),
            ("a[]", ["a": .null], .null),
        ] as [(String, JSONValue, JSONValue?)]
    )
    func paths(path: String, json: JSONValue, expected: JSONValue?) {
        #expect(ObservationPath(path).value(in: json) == expected)
    }

    private static let server: JSONValue = [
        "id": 42, "name": "web-1", "status": "running",
        "labels": ["team": "shop", "hzform/stack": "shop", "hzform/address": "servers.web"],
        "server_type": ["id": 1, "name": "cx23"], "image": ["id": 2, "name": "debian-12"],
        "location": ["id": 1, "name": "fsn1"], "placement_group": .null, "backup_window": "22-02",
        "protection": ["delete": false, "rebuild": false],
        "public_net": [
            "ipv4": ["id": 501, "ip": "192.0.2.1", "dns_ptr": "static.1.example", "blocked": false],
            "ipv6": [
                "id": 502, "ip": "2001:db8:1::/64", "dns_ptr": [["ip": "2001:DB8:1:0::1", "dns_ptr": "web.example"]],
            ],
            "firewalls": [["id": 7, "status": "applied"], ["id": 38, "status": "pending"]],
        ],
        "private_net": [
            [
                "network": 9, "ip": "10.0.1.10", "alias_ips": ["10.0.1.3", "10.0.1.20"],
                "mac_address": "86:00:ff:2a:7d:e1",
            ]
        ],
    ]
}
