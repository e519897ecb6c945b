import CardCrypto
import FoundationEssentials
import Glibc
import Registry

/// The two keys that a station asks certificates for, and where they are.
struct KeyPair {
    let tls: KeyLocation
    let signing: KeyLocation
    let tlsKey: PrivateKey
    let signingKey: PrivateKey

    /// Keys that are files of a folder; made where they are not there. They are on disk when this returns, so a repetition
    /// after a power cut asks for the same keys.
    static func files(tls: String, signing: String, in folder: String) throws -> KeyPair {
        KeyPair(
            tls: .file(tls), signing: .file(signing), tlsKey: try key("\(folder)/\(tls)"),
            signingKey: try key("\(folder)/\(signing)"))
    }

    private static func key(_ path: String) throws -> PrivateKey {
        do {
            if access(path, F_OK) == 0 {
                return try PrivateKey(pem: SecretBytes(DurableFile.read(path, atMost: 16 << 10)))
            }
            let key = try PrivateKey.generate(.ec(.p256))
            try DurableFile.replace(path, key.pem().exposed(), mode: 0o600)
            return key
        } catch let error as CardCryptoError {
            throw EnrollmentError(
                .keyUnusable, "\(path) cannot be read: \(error). Remove it; another key is made then.", fault: .station)
        }
    }

    /// The requests for certificates of both.
    func requests(code: String? = nil, of name: String) throws -> CertificateRequests {
        do {
            return CertificateRequests(
                code: code, tls: try CertificateRequest(for: tlsKey, commonName: name),
                signing: try CertificateRequest(for: signingKey, commonName: name))
        } catch let error as CardCryptoError {
            throw EnrollmentError(
                .keyUnusable, "a key cannot sign its request: \(error). Keys on P-256 that may sign are needed.",
                fault: .station)
        }
    }

    /// Checks that what the registry answered are certificates of these keys, for this station, by this CA.
    func check(_ identity: IssuedIdentity, of station: StationID?, by authority: Certificate, at now: Date) throws {
        guard identity.authority == authority else { throw Self.unfit("it names another station CA") }
        guard station == nil || identity.station == station else {
            throw Self.unfit("it is for station \(identity.station)")
        }
        for (certificate, key, name) in [
            (identity.tls, tlsKey, "TLS certificate"), (identity.signing, signingKey, "signing certificate"),
        ] {
            guard try certificate.publicKeyInfo == key.publicKeyInfo() else {
                throw Self.unfit("its \(name) is for another key")
            }
            guard certificate.subjectAttribute("CN") == identity.station.text else {
                throw Self.unfit("its \(name) names another station")
            }
            guard case .trusted = try CertificateChain.verify(certificate, trusting: [authority], at: now) else {
                throw Self.unfit(
                    "its \(name) was not issued by the station CA, or does not count at \(Timestamp(now)), which is what "
                        + "this machine's clock says")
            }
        }
        guard identity.signing.assertsContentCommitment else {
            throw Self.unfit("its signing certificate signs nothing")
        }
    }

    private static func unfit(_ what: String) -> EnrollmentError {
        EnrollmentError(
            .answerUnfit, "the registry's answer does not fit: \(what). Nothing was changed here.", fault: .authority)
    }
}
