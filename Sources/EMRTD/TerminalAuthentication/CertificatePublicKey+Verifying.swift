package import CardCrypto
package import LDS
import SmartCard

extension CertificatePublicKey {
    /// id-TA, 0.4.0.127.0.7.2.2.2: below it 1 is RSA and 2 is ECDSA (TR-03110-3 §A.1.1.3).
    private static let root: [UInt8] = [0x04, 0x00, 0x7F, 0x00, 0x07, 0x02, 0x02, 0x02]

    /// How the key signs; nil for an identifier that is not the standard's.
    package var signatureAlgorithm: SignatureAlgorithm? {
        guard algorithm.octets.starts(with: Self.root), algorithm.octets.count == Self.root.count + 2 else {
            return nil
        }
        switch (algorithm.octets[Self.root.count], algorithm.octets[Self.root.count + 1]) {
        case (1, 1): return .rsaPKCS1(.sha1)
        case (1, 2): return .rsaPKCS1(.sha256)
        case (1, 3): return .rsaPSS(.sha1)
        case (1, 4): return .rsaPSS(.sha256)
        case (1, 5): return .rsaPKCS1(.sha512)
        case (1, 6): return .rsaPSS(.sha512)
        case (2, 1): return .ecdsa(.sha1)
        case (2, 2): return .ecdsa(.sha224)
        case (2, 3): return .ecdsa(.sha256)
        case (2, 4): return .ecdsa(.sha384)
        case (2, 5): return .ecdsa(.sha512)
        default: return nil
        }
    }

    /// Whether a signature of this key over a message holds. The key must have its curve: see `inheriting(from:)`.
    package func verifies(_ signature: [UInt8], of message: [UInt8]) throws -> Bool {
        guard let signatureAlgorithm else {
            throw EMRTDError(.unsupported, "Terminal Authentication with \(algorithm)", fault: .station)
        }
        return try key().verifies(signature, of: message, by: signatureAlgorithm)
    }

    private func key() throws -> PublicKey {
        if let modulus = number(0x81), let exponent = number(0x82), number(0x86) == nil {
            return try PublicKey(modulus: modulus, exponent: exponent)
        }
        guard let prime = number(0x81), let a = number(0x82), let b = number(0x83), let base = number(0x84),
            let order = number(0x85), let point = number(0x86)
        else { throw EMRTDError(.unsupported, "a certificate's key without its curve", fault: .station) }
        let numbers = EllipticCurve.Numbers(prime: prime, a: a, b: b, base: base, order: order)
        guard let name = try EllipticCurve.Name(numbers) else {
            throw EMRTDError(.unsupported, "a certificate's key on a curve that is not standardised", fault: .station)
        }
        return try PublicKey(EllipticCurve(name).element(parsing: point))
    }

    /// A key as a certificate writes it.
    ///
    /// - Parameter includesDomain: with the curve's numbers, as roots have them.
    package init(_ key: PrivateKey, signingBy signature: SignatureAlgorithm, includesDomain: Bool) throws {
        let identifier: [UInt8] =
            switch signature {
            case .rsaPKCS1(.sha1): [1, 1]
            case .rsaPKCS1(.sha256): [1, 2]
            case .rsaPSS(.sha1): [1, 3]
            case .rsaPSS(.sha256): [1, 4]
            case .rsaPKCS1(.sha512): [1, 5]
            case .rsaPSS(.sha512): [1, 6]
            case .ecdsa(.sha1): [2, 1]
            case .ecdsa(.sha224): [2, 2]
            case .ecdsa(.sha256): [2, 3]
            case .ecdsa(.sha384): [2, 4]
            case .ecdsa(.sha512): [2, 5]
            default: throw EMRTDError(.unsupported, "Terminal Authentication with \(signature)", fault: .station)
            }
        self.init(
            algorithm: ObjectIdentifier(octets: Self.root + identifier),
            numbers: try Self.numbers(key, includesDomain: includesDomain))
    }

    private static func numbers(_ key: PrivateKey, includesDomain: Bool) throws -> [BERTLV] {
        if let (modulus, exponent) = try key.rsaPublicNumbers() {
            return [BERTLV(0x81, modulus), BERTLV(0x82, exponent)]
        }
        let (domain, scalar) = try key.agreementKey()
        let point = BERTLV(0x86, try domain.raise(domain.generator, to: scalar).bytes)
        guard includesDomain, let numbers = try (domain as? EllipticCurve)?.numbers else { return [point] }
        return [
            BERTLV(0x81, numbers.prime), BERTLV(0x82, numbers.a), BERTLV(0x83, numbers.b), BERTLV(0x84, numbers.base),
            BERTLV(0x85, numbers.order), point, BERTLV(0x87, [0x01]),
        ]
    }
}
