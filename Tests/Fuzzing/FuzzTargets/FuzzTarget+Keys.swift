import CardCrypto
import EMRTD
import LDS

/// Keys and certificates that a chip shows: numbers that must be held against a known group before anything is computed.
extension FuzzTarget {
    static let keys = [
        FuzzTarget("card-verifiable-certificate") { bytes in
            let certificate = try CardVerifiableCertificate(parsing: bytes)
            guard try CardVerifiableCertificate(parsing: certificate.serialized()) == certificate else {
                throw Contradiction("a certificate is written as another")
            }
            _ = try certificate.publicKey.verifies(certificate.signature, of: certificate.body)
        },
        FuzzTarget("trust-points") { bytes in
            let points = try TrustPoints(parsing: bytes)
            guard try TrustPoints(parsing: points.serialized()) == points else {
                throw Contradiction("EF.CVCA is written as another")
            }
        },
        FuzzTarget("chip-public-key") { _ = try AgreementPublicKeyInfo.parse($0) },
        FuzzTarget("domain-parameters") { bytes in
            _ = DomainParametersName(algorithmIdentifier: bytes)
            _ = EllipticCurve.Name(parameters: bytes)
        },
        FuzzTarget("active-authentication") { bytes in
            // The length of the signature in front, then the signature, then the key.
            let count = Int(bytes.first ?? 0) * 2
            let signature = Array(bytes.dropFirst().prefix(count))
            let key = Array(bytes.dropFirst(1 + count))
            let verifier = try ActiveAuthenticationVerifier(subjectPublicKeyInfo: key)
            _ = try verifier.verifies(signature, challenge: [1, 2, 3, 4, 5, 6, 7, 8])
        },
        FuzzTarget("message-recovery") { bytes in
            _ = try MessageRecovery.verify(bytes, challenge: [1, 2, 3, 4, 5, 6, 7, 8])
        },
        FuzzTarget("group-element") { bytes in
            for domain in DemoWorld.domains {
                guard let element = try? domain.element(parsing: bytes) else { continue }
                _ = try domain.raise(element, to: SecretBytes([3]))
            }
        },
    ]
}
