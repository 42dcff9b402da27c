import Crypto

/// A private key, as far as it takes to tell whose certificate it belongs to.
enum X509PrivateKey {
    case rsa(modulus: [UInt8])
    /// The secret number of a NIST curve; which one, the certificate tells.
    case curve(scalar: [UInt8])
    case edwards(seed: [UInt8])

    private static let rsaEncryption: [UInt8] = [0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x01, 0x01]
    private static let curveKey: [UInt8] = [0x2A, 0x86, 0x48, 0xCE, 0x3D, 0x02, 0x01]
    private static let ed25519: [UInt8] = [0x2B, 0x65, 0x70]

    /// Reads PKCS #8, and the older forms of RSA and elliptic curves; nil for everything else.
    init?(pem text: String) {
        // OpenSSL puts the curve's parameters before the key.
        guard let blocks = PEMBlock.all(in: text)?.filter({ $0.label != "EC PARAMETERS" }), blocks.count == 1,
            let value = DER(blocks[0].bytes)
        else { return nil }
        switch blocks[0].label {
        case "PRIVATE KEY": self.init(wrapped: value)
        case "RSA PRIVATE KEY": self.init(rsa: value)
        case "EC PRIVATE KEY": self.init(curve: value)
        default: return nil
        }
    }

    private init?(wrapped value: DER) {
        guard let parts = value.elements, parts.count >= 3, let algorithm = parts[1].elements?.first?.content,
            parts[2].tag == DER.octetString, let inner = DER(parts[2].content)
        else { return nil }
        if algorithm.elementsEqual(X509PrivateKey.rsaEncryption) {
            self.init(rsa: inner)
        } else if algorithm.elementsEqual(X509PrivateKey.curveKey) {
            self.init(curve: inner)
        } else if algorithm.elementsEqual(X509PrivateKey.ed25519), inner.tag == DER.octetString {
            self = .edwards(seed: Array(inner.content))
        } else {
            return nil
        }
    }

    private init?(rsa value: DER) {
        guard let parts = value.elements, parts.count >= 9, let modulus = parts[1].magnitude else { return nil }
        self = .rsa(modulus: modulus)
    }

    private init?(curve value: DER) {
        guard let parts = value.elements, parts.count >= 2, parts[1].tag == DER.octetString else { return nil }
        self = .curve(scalar: Array(parts[1].content))
    }

    /// Whether the public key of a certificate goes with this one.
    func belongs(to certificate: X509Certificate) -> Bool {
        switch self {
        case .rsa(let modulus):
            return DER(certificate.publicKey)?.elements?.first?.magnitude == modulus
        case .curve(let scalar):
            return X509PrivateKey.point(scalar, sized: certificate.publicKey.count) == certificate.publicKey
        case .edwards(let seed):
            let key = try? Curve25519.Signing.PrivateKey(rawRepresentation: seed)
            return key.map { [UInt8]($0.publicKey.rawRepresentation) } == certificate.publicKey
        }
    }

    /// The public point of a secret number, on the curve whose uncompressed points have that many bytes.
    private static func point(_ scalar: [UInt8], sized size: Int) -> [UInt8]? {
        let width = (size - 1) / 2
        guard scalar.count <= width else { return nil }
        let padded = [UInt8](repeating: 0, count: width - scalar.count) + scalar
        // A number that is no key of the curve belongs to no certificate.
        switch width {
        case 32:
            return (try? P256.Signing.PrivateKey(rawRepresentation: padded)).map {
                [UInt8]($0.publicKey.x963Representation)
            }
        case 48:
            return (try? P384.Signing.PrivateKey(rawRepresentation: padded)).map {
                [UInt8]($0.publicKey.x963Representation)
            }
        case 66:
            return (try? P521.Signing.PrivateKey(rawRepresentation: padded)).map {
                [UInt8]($0.publicKey.x963Representation)
            }
        default: return nil
        }
    }
}
