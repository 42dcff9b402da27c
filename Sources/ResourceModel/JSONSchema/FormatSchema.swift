import DomainText

extension StringFormat {
    /// A regular expression that every text of the form matches; the loader is more exact.
    var pattern: String {
        switch self {
        case .text(let lengths), .data(let lengths), .host(let lengths):
            #"^[\s\S]{\#(lengths.lowerBound),\#(lengths.upperBound)}$"#
        case .ruled(let rule): rule.pattern
        case .password: #"^[\s\S]{12,128}$"#
        case .base64: "^[A-Za-z0-9+/]+={0,2}$"
        case .hostname: #"^(?=.{1,253}$)\#(Self.hostLabel)(\.\#(Self.hostLabel))*$"#
        case .domainName, .certifiedName: #"^[^\s.]+(\.[^\s.]+)*\.?$"#
        case .labelValue: "^([A-Za-z0-9]([A-Za-z0-9._-]{0,61}[A-Za-z0-9])?)?$"
        case .cidr(let family): "^(\(family.pattern))/[0-9]{1,3}$"
        case .privateRange: "^(\(IPFamily.ipv4.pattern))/[0-9]{1,3}$"
        case .ip(let family): "^(\(family.pattern))$"
        case .ownAddress: "^(ipv4|ipv6|\(IPFamily.any.pattern))$"
        case .sshPublicKey: #"^\s*(ssh-|ecdsa-|sk-)\S*\s+[A-Za-z0-9+/=]+(\s.*)?$"#
        case .labelSelector: #"^\S[\s\S]*$"#
        case .portRange: "^([1-9][0-9]{0,4}(-[1-9][0-9]{0,4})?|any)$"
        case .pem: "-----BEGIN "
        case .zoneName: #"^[^\s.]+(\.[^\s.]+)+\.?$"#
        case .recordName: #"^(@|[^\s.]+(\.[^\s.]+)*)$"#
        case .record: #"\S"#
        }
    }

    private static let hostLabel = "[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?"

    /// What an editor offers to begin with.
    var examples: [String] {
        switch self {
        case .text, .data, .password, .base64, .host, .labelValue: []
        case .ruled(let rule): [rule.example].compactMap(\.self)
        case .hostname, .domainName: ["web.shop.example"]
        case .certifiedName: ["shop.example", "*.shop.example"]
        case .cidr(.ipv4), .privateRange: ["10.0.0.0/16"]
        case .cidr(.ipv6): ["2001:db8::/64"]
        case .cidr(.any): ["0.0.0.0/0", "::/0"]
        case .ip(.ipv4): ["10.0.1.10"]
        case .ip(.ipv6): ["2001:db8::1"]
        case .ip(.any): ["10.0.1.10", "2001:db8::1"]
        case .ownAddress: ["ipv4", "ipv6"]
        case .sshPublicKey: ["ssh-ed25519 AAAA… name"]
        case .labelSelector: ["role=web"]
        case .portRange: ["443", "8000-8999", "any"]
        case .pem: []
        case .zoneName: ["shop.example"]
        case .recordName: ["@", "www", "*"]
        case .record(let form): [form.example]
        }
    }
}

extension IPFamily {
    fileprivate var pattern: String {
        switch self {
        case .ipv4: #"([0-9]{1,3}\.){3}[0-9]{1,3}"#
        case .ipv6: #"[0-9A-Fa-f:]*:[0-9A-Fa-f:.]*"#
        case .any: "\(IPFamily.ipv4.pattern)|\(IPFamily.ipv6.pattern)"
        }
    }
}
