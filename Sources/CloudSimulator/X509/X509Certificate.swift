import Crypto

/// What the API tells about an X.509 certificate.
/// https://www.rfc-editor.org/rfc/rfc5280#section-4.1
struct X509Certificate {
    /// The DNS names that it is for; its common name when it lists none.
    let domainNames: [String]
    let notBefore: Moment
    let notAfter: Moment
    /// SHA-256 in colon-separated hexadecimal.
    let fingerprint: String
    /// The bits of the public key: a point of a curve, or modulus and exponent.
    let publicKey: [UInt8]

    private static let subjectAlternativeName: [UInt8] = [0x55, 0x1D, 0x11]
    private static let commonName: [UInt8] = [0x55, 0x04, 0x03]

    /// The first certificate of a chain, or nil for text that is no chain of certificates.
    init?(chain text: String) {
        guard let blocks = PEMBlock.all(in: text), let first = blocks.first,
            blocks.allSatisfy({ $0.label == "CERTIFICATE" && X509Certificate($0.bytes) != nil })
        else { return nil }
        self.init(first.bytes)
    }

    init?(_ bytes: [UInt8]) {
        guard let parts = DER(bytes)?.elements, parts.count == 3, var fields = parts[0].elements else { return nil }
        // The version stands in front, unless it is the first.
        if fields.first?.tag == 0xA0 { fields.removeFirst() }
        guard fields.count >= 6, let validity = fields[3].elements, validity.count == 2,
            let notBefore = validity[0].moment, let notAfter = validity[1].moment,
            let key = fields[5].elements, key.count == 2, let publicKey = key[1].bits
        else { return nil }
        let listed = X509Certificate.alternativeNames(Array(fields[6...]))
        domainNames = listed.isEmpty ? X509Certificate.commonNames(fields[4]) : listed
        self.notBefore = notBefore
        self.notAfter = notAfter
        self.publicKey = publicKey
        fingerprint = SHA256.hash(data: bytes).map { byte in
            let text = String(byte, radix: 16, uppercase: true)
            return text.count == 1 ? "0\(text)" : text
        }
        .joined(separator: ":")
    }

    private static func alternativeNames(_ fields: [DER]) -> [String] {
        guard let extensions = fields.last(where: { $0.tag == 0xA3 })?.values?.first?.elements else { return [] }
        for entry in extensions {
            guard let parts = entry.elements, parts.first?.content.elementsEqual(subjectAlternativeName) == true,
                let value = parts.last, value.tag == DER.octetString, let names = DER(value.content)?.elements
            else { continue }
            // Context tag 2 is a DNS name; the others are addresses of different kinds.
            return names.filter { $0.tag == 0x82 }.map { String(decoding: $0.content, as: UTF8.self) }
        }
        return []
    }

    private static func commonNames(_ subject: DER) -> [String] {
        let attributes = (subject.elements ?? []).flatMap { $0.values ?? [] }.compactMap(\.elements)
        return attributes.filter { $0.first?.content.elementsEqual(commonName) == true }
            .compactMap { $0.last.map { String(decoding: $0.content, as: UTF8.self) } }
    }
}
