package import CardCrypto
package import FoundationEssentials

/// The CA of the stations' certificates: who a station is, and whether it signed a manifest.
package struct StationAuthority: Sendable {
    private let authorities: [Certificate]

    /// - Parameter authorities: the CA's certificates, the next one beside the current one while it is renewed.
    package init(_ authorities: [Certificate]) { self.authorities = authorities }

    /// Reads the CA's certificates from PEM text, one or more.
    package init(pem: String) throws(RegistryError) {
        let end = "-----END CERTIFICATE-----"
        let blocks = pem.split(separator: end).filter { $0.contains("-----BEGIN CERTIFICATE-----") }
        do {
            let authorities = try blocks.map { try Certificate(pem: Array("\($0)\(end)\n".utf8)) }
            guard !authorities.isEmpty else { throw CardCryptoError(.malformed, "no certificate") }
            self.init(authorities)
        } catch {
            throw RegistryError(.keyUnusable, "the station CA's certificates cannot be read", fault: .registry)
        }
    }

    /// The station that a certificate names by its common name; nil where that is no station's name.
    static func station(of certificate: Certificate) -> StationID? {
        guard ClientKind(certificate) != .consumer else { return nil }
        return certificate.subjectAttribute("CN").flatMap { StationID($0) }
    }

    /// How long after a certificate's end records that were signed before it are taken, in seconds: a station without a
    /// network goes on for 30 days, and its certificate may end meanwhile.
    static let grace: TimeInterval = 60 * 86_400

    /// A signature that holds.
    package struct Signer: Sendable {
        package let certificate: Certificate
        package let finding: Finding
    }

    /// Verifies that this station signed the manifest's bytes, with a certificate of this CA and a digest of today.
    ///
    /// The certificate counts at the time of reception. One that has ended since counts at the time that is claimed for the
    /// signature, within ``grace``; whether it is revoked is for the caller to ask.
    func verify(
        _ signed: SignedManifest, by station: StationID, claiming signing: Date? = nil, at time: Date
    ) throws(ProblemDetails) -> Signer {
        try verify(signed.signature, over: signed.manifest, by: station, claiming: signing, at: time)
    }

    /// The same for anything else that a station signs.
    package func verify(
        _ signature: [UInt8], over content: [UInt8], by station: StationID, claiming signing: Date? = nil, at time: Date
    ) throws(ProblemDetails) -> Signer {
        let verified: VerifiedSignedData
        let chain: CertificateChain.Outcome
        do {
            verified = try SignedData.verify(signature, detachedContent: content)
            let end = verified.signer.notAfter
            let signing = signing ?? time
            let isLate = time > end && time <= end + Self.grace && signing <= end
            chain = try CertificateChain.verify(
                verified.signer, trusting: authorities, at: isLate ? signing : time)
        } catch {
            throw Self.invalid("The signature is not one over these bytes.")
        }
        guard [.sha256, .sha384, .sha512].contains(verified.digest) else {
            throw Self.invalid("The signature's digest algorithm is too weak.")
        }
        // Without it a station's TLS certificate could sign its records.
        guard verified.signer.assertsContentCommitment else {
            throw Self.invalid("The signer's certificate is not one for signing records.")
        }
        switch chain {
        case .trusted: break
        case .noAnchor: throw Self.invalid("The signer's certificate was not issued by the station CA.")
        case .invalid(let reason): throw Self.invalid("The signer's certificate does not hold: \(reason).")
        }
        guard Self.station(of: verified.signer) == station else {
            throw Self.invalid("The signer's certificate is not the one of station \(station).")
        }
        let fingerprint = Base16.text(verified.signer.fingerprint)
        return Signer(
            certificate: verified.signer,
            finding: Finding(
                check: "station-signature", result: "passed",
                detail: "Signed with the certificate of SHA-256 fingerprint \(fingerprint)."))
    }

    private static func invalid(_ detail: String) -> ProblemDetails {
        ProblemDetails(
            .signatureInvalid, status: 422, title: "The station's signature does not hold", detail: detail)
    }
}
