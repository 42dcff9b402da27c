import DomainText
import ResourceModel

/// A type of DNS record, and what its values look like.
struct RecordType: Sendable {
    let name: String
    let value: StringFormat

    private init(_ name: String, _ value: StringFormat) {
        self.name = name
        self.value = value
    }

    private init(_ name: String, _ fields: [RecordField], _ example: String) {
        self.init(name, .record(RecordForm(fields, example: example)))
    }

    static let all: [RecordType] = [
        RecordType("A", .ip(.ipv4)),
        RecordType("AAAA", .ip(.ipv6)),
        RecordType("CAA", [byte, .tag, .text], #"0 issue "letsencrypt.org""#),
        RecordType("CNAME", [.name], "www.shop.example."),
        RecordType("DS", [word, byte, byte, .hexadecimal], "60485 5 1 2bb183af5f22588179a53b0a98631fad1a292118"),
        RecordType("HINFO", [.text, .text], #""PC" "Linux""#),
        RecordType("HTTPS", [word, .name, .parameters], "1 . alpn=h2,h3"),
        RecordType("MX", [word, .name], "10 mail.shop.example."),
        RecordType("NS", [.name], "ns1.shop.example."),
        RecordType("PTR", [.name], "web.shop.example."),
        RecordType("RP", [.name, .name], "admin.shop.example. about.shop.example."),
        RecordType(
            "SOA",
            [.name, .name, .serial, long, long, long, long],
            "hydrogen.ns.hetzner.com. dns.hetzner.com. 0 86400 10800 3600000 3600"
        ),
        RecordType("SRV", [word, word, word, .name], "10 5 5060 sip.shop.example."),
        RecordType("SVCB", [word, .name, .parameters], "1 svc.shop.example. port=8004"),
        RecordType("TLSA", [byte, byte, byte, .hexadecimal], "3 1 1 0b9fa5a59eed715c26c1020c711b4f6ec42d58b0015e14"),
        RecordType("TXT", [.texts], "v=spf1 -all"),
    ]

    private static let byte = RecordField.number(through: 255)
    private static let word = RecordField.number(through: 65_535)
    private static let long = RecordField.number(through: 4_294_967_295)
}
