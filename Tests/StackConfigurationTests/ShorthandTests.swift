import Diagnostics
import ResourceModel
import StackConfiguration
import TestSupport
import Testing

@Suite("Elements that are written as one of their parts")
struct ShorthandTests {
    private func networks(_ written: String) throws -> Value {
        let loaded = load(
            """
            stack: shop
            settings: { location: fsn1 }
            networks:
              back:
                count: 2
                ip_range: 10.${index}.0.0/16
                subnets: [{ type: cloud, network_zone: eu-central, ip_range: "10.${index}.1.0/24" }]
              front:
                ip_range: 10.9.0.0/16
                subnets: [{ type: cloud, network_zone: eu-central, ip_range: 10.9.1.0/24 }]
            servers:
              web: { server_type: cx23, image: debian-12, networks: \(written) }
            """
        )
        #expect(loaded.diagnostics.isEmpty, "\(loaded.diagnostics)")
        return try #require(loaded.desired?.resources[.at("servers.web")]?.value("networks"))
    }

    @Test(
        "mean the same as with the part's name",
        arguments: [
            ("[front]", "[{ network: front }]"),
            ("[front, { network: 'back[0]' }]", "[{ network: front }, { network: 'back[0]' }]"),
            ("[back]", "[{ network: back }]"), (#"["${'fro' + 'nt'}"]"#, "[{ network: front }]"),
            (#"["${networks.front.id}"]"#, "[{ network: front }]"),
            (#"["${networks.front}"]"#, "[{ network: front }]"),
            (#"[{ network: "${true ? networks.front : networks.back[0]}" }]"#, "[{ network: front }]"),
            ("'${networks.back}'", "[{ network: 'back[0]' }, { network: 'back[1]' }]"),
        ]
    )
    func same(short: String, long: String) throws {
        #expect(try networks(short) == networks(long))
    }

    @Test("are an error, and not left out, where nothing but their own apply can tell what they are")
    func later() {
        for element in ["${networks.back.name == 'x' ? '' : servers.web.ipv4}", "${servers.web.ipv4}"] {
            let loaded = load(
                """
                stack: shop
                settings: { location: fsn1 }
                networks:
                  back:
                    ip_range: 10.0.0.0/16
                    subnets: [{ type: cloud, network_zone: eu-central, ip_range: 10.0.1.0/24 }]
                servers:
                  web: { server_type: cx23, image: debian-12 }
                  db: { server_type: cx23, image: debian-12, networks: ["\(element)"] }
                """
            )
            #expect(loaded.diagnostics.contains { $0.range?.start.line == 9 }, "\(loaded.diagnostics)")
        }
    }

    @Test("are told about at their place where they mean nothing")
    func unknown() {
        let loaded = load(
            "stack: shop\nservers:\n  web: { server_type: cx23, image: debian-12, networks: [nowhere] }\n"
        )
        #expect(
            loaded.diagnostics.contains { $0.range?.description.hasSuffix(":3:58") == true },
            "\(loaded.diagnostics)"
        )
    }
}
