package import CardCrypto
package import FoundationEssentials

/// A certificate of a trust folder, with what is known of it.
package struct TrustedCertificate: Sendable {
    package enum Role: String, Sendable, Hashable, CaseIterable {
        /// Trusted in itself: a CSCA or a link between two.
        case anchor
        /// Known, not trusted.
        case documentSigner = "document-signer"
    }

    package let certificate: Certificate
    package let role: Role
    package let flaws: Set<CertificateFlaw>
    /// Names of the files that gave it.
    package let sources: [String]
    package let added: Date?
}

/// A certificate that was taken out, and why.
package struct RemovedCertificate: Sendable {
    package let fingerprint: [UInt8]
    package let subject: String
    package let why: String
    package let removed: Date
}

/// A revocation list of a trust folder.
package struct TrustedRevocationList: Sendable {
    package let issuer: String
    package let country: String
    package let thisUpdate: Date
    package let nextUpdate: Date?
    /// Certificates that it revokes.
    package let revoked: Int
}
