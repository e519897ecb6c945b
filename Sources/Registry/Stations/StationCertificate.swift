package import CardCrypto

/// A certificate of a station, as the registry keeps it.
package struct StationCertificate: Sendable, Hashable {
    /// What it is for.
    package enum Purpose: String, Sendable, Hashable {
        /// Who the station is when it connects.
        case tls
        /// Signing records.
        case signing
    }

    package let purpose: Purpose
    package let certificate: Certificate
    /// That it is barred; nil where it is not.
    package let revocation: Revocation?

    package init(_ purpose: Purpose, _ certificate: Certificate, revocation: Revocation? = nil) {
        self.purpose = purpose
        self.certificate = certificate
        self.revocation = revocation
    }

    /// By what it is known: SHA-256 of its DER.
    package var fingerprint: ContentDigest { ContentDigest(of: certificate.der) }
}

/// What the registry thinks of a certificate that somebody presents, or that signed something.
package enum CertificateStanding: Sendable, Hashable {
    /// The certificate is in the registry's list.
    case active
    /// Station and certificate are not barred, and the certificate is not in the list yet.
    case unknown
    case revoked(Revocation)
}
