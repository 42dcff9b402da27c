import Crypto
import FoundationEssentials

/// A certificate of the simulator's own authority, in place of the one that Let's Encrypt would issue.
struct IssuedCertificate {
    /// The certificate and its authority's, in PEM.
    let chain: String

    private static let ed25519: [UInt8] = DER.encoded(
        DER.sequence,
        [DER.encoded(DER.objectIdentifier, [0x2B, 0x65, 0x70])]
    )
    private static let authorityName = "hzform simulator"
    static let validity: Int64 = 90 * 86_400_000

    /// The same names and the same time give the same bytes, so that a restart in between changes nothing.
    init(for domainNames: [String], from start: Moment) {
        let end = start.adding(IssuedCertificate.validity)
        let authority = IssuedCertificate.key("authority")
        let own = IssuedCertificate.key("\(domainNames.joined(separator: ",")) \(start.milliseconds)")
        let leaf = IssuedCertificate.signed(
            subject: domainNames.first ?? "",
            domainNames,
            own.publicKey,
            (start, end),
            by: authority
        )
        let beginning = Moment(milliseconds: 0)
        let root = IssuedCertificate.signed(
            subject: IssuedCertificate.authorityName,
            [],
            authority.publicKey,
            (beginning, beginning.adding(100 * 365 * 86_400_000)),
            by: authority
        )
        chain = [leaf, root].map { PEMBlock(label: "CERTIFICATE", bytes: $0).text }.joined()
    }

    private static func key(_ text: String) -> Curve25519.Signing.PrivateKey {
        let seed = SHA256.hash(data: Array("hzform simulator \(text)".utf8))
        do {
            return try Curve25519.Signing.PrivateKey(rawRepresentation: Array(seed))
        } catch {
            preconditionFailure("Any 32 bytes are an Ed25519 key.")
        }
    }

    private static func signed(
        subject: String,
        _ domainNames: [String],
        _ key: Curve25519.Signing.PublicKey,
        _ validity: (start: Moment, end: Moment),
        by authority: Curve25519.Signing.PrivateKey
    ) -> [UInt8] {
        let publicKey = Array(key.rawRepresentation)
        let serial = [0x01] + Array(SHA256.hash(data: publicKey)).prefix(15)
        var fields: [[UInt8]] = [
            DER.encoded(0xA0, DER.encoded(DER.integer, [2])), DER.encoded(DER.integer, serial), ed25519,
            name(authorityName), DER.encoded(DER.sequence, [DER.encoded(validity.start), DER.encoded(validity.end)]),
            name(subject), DER.encoded(DER.sequence, [ed25519, DER.encoded(DER.bitString, [0] + publicKey)]),
        ]
        fields.append(DER.encoded(0xA3, DER.encoded(DER.sequence, extensions(domainNames))))
        let body = DER.encoded(DER.sequence, fields)
        do {
            let signature = Array(try authority.signature(for: body))
            return DER.encoded(DER.sequence, [body, ed25519, DER.encoded(DER.bitString, [0] + signature)])
        } catch {
            preconditionFailure("An Ed25519 key signs any bytes: \(error)")
        }
    }

    /// Which names it is for, or, without names, that it is an authority's.
    private static func extensions(_ domainNames: [String]) -> [UInt8] {
        var identifier: [UInt8] = [0x55, 0x1D, 0x13]
        var value = DER.encoded(DER.sequence, DER.encoded(DER.boolean, [0xFF]))
        if !domainNames.isEmpty {
            identifier = [0x55, 0x1D, 0x11]
            value = DER.encoded(DER.sequence, domainNames.map { DER.encoded(0x82, Array($0.utf8)) })
        }
        return DER.encoded(
            DER.sequence,
            [DER.encoded(DER.objectIdentifier, identifier), DER.encoded(DER.octetString, value)]
        )
    }

    private static func name(_ text: String) -> [UInt8] {
        let attribute = [
            DER.encoded(DER.objectIdentifier, [0x55, 0x04, 0x03]), DER.encoded(DER.utf8String, Array(text.utf8)),
        ]
        return DER.encoded(DER.sequence, DER.encoded(DER.set, DER.encoded(DER.sequence, attribute)))
    }
}
