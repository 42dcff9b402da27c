extension ValueKind {
    /// What values there are, for a cell of a table.
    func words(in catalog: Catalog) -> String {
        switch self {
        case .string(let format): format.words
        case .integer(let range): Self.words(range)
        case .boolean: "`true` or `false`"
        case .oneOf(let words): words.map { "`\($0)`" }.joined(separator: ", ")
        case .reference(let kind): "name of a [\(kind.type.words)](\(catalog[kind.type].section).md)"
        case .offering(let offering): offering.words
        case .labels: "map from keys to texts"
        case .list(let kind, _, let limit):
            kind.parts.isEmpty
                ? "list of at most \(limit): \(kind.words(in: catalog))" : "list of at most \(limit) objects"
        case .elements(let set): "list of at most \(set.limit), told apart by \(set.keyWords)"
        case .object: "object"
        }
    }

    /// What is nested in it.
    var parts: [Attribute] {
        switch self {
        case .object(let attributes): attributes
        case .elements(let set): set.attributes
        case .list(let kind, _, _): kind.parts
        case .string, .integer, .boolean, .oneOf, .reference, .offering, .labels: []
        }
    }

    /// A bound that the API's number type sets is no bound to tell.
    private static func words(_ range: ClosedRange<Int64>) -> String {
        let isOpen = range.upperBound >= 9_007_199_254_740_991
        return isOpen ? "integer from \(range.lowerBound)" : "integer from \(range.lowerBound) to \(range.upperBound)"
    }
}

extension ElementSet {
    fileprivate var keyWords: String { key.map { "`\($0)`" }.joined(separator: " and ") }
}

extension StringFormat {
    fileprivate var words: String {
        switch self {
        case .text(let lengths): Self.words(lengths, "characters")
        case .data(let lengths): Self.words(lengths, "bytes")
        case .hostname, .domainName: "host name"
        case .certifiedName: "host name, or `*.` and one"
        case .host(let lengths): Self.words(lengths, "characters")
        case .labelValue: "label value"
        case .ruled(let rule): "text of \(rule.words.replacing("'", with: "`"))"
        case .password: "12 to 128 characters, among them upper and lower case letters, digits and others"
        case .base64: "Base64"
        case .cidr(let family): "\(family.words)range such as `\(examples.first ?? "")`"
        case .privateRange(let longest, let orEverything):
            "private range up to /\(longest)" + (orEverything ? ", or `0.0.0.0/0`" : "")
        case .ip(let family): "\(family.words)address"
        case .ownAddress: "`ipv4`, `ipv6` or an address"
        case .sshPublicKey: "OpenSSH public key"
        case .labelSelector: "label selector such as `env=prod,!old`"
        case .portRange: "port, range such as `8000-8999`, or `any`"
        case .pem: "PEM text"
        case .zoneName: "domain such as `\(examples.first ?? "")`"
        case .recordName: "name in the zone; `@` is the zone itself"
        case .record: "value as a zone file has it"
        }
    }

    private static func words(_ lengths: ClosedRange<Int>, _ unit: String) -> String {
        lengths.lowerBound == 0
            ? "text of at most \(lengths.upperBound) \(unit)"
            : "text of \(lengths.lowerBound) to \(lengths.upperBound) \(unit)"
    }
}

extension IPFamily {
    fileprivate var words: String {
        switch self {
        case .ipv4: "IPv4 "
        case .ipv6: "IPv6 "
        case .any: ""
        }
    }
}

extension Offering {
    fileprivate var words: String { examples.first.map { "\(noun), such as `\($0)`" } ?? noun }
}
