internal import COpenSSL
package import FoundationEssentials

/// What a new revocation list shall say; `issue` signs it (RFC 5280 §5, Doc 9303-12 §7.2).
package struct RevocationListTemplate: Sendable {
    /// Certificates and when they were revoked.
    package var revoked: [(certificate: Certificate, date: Date)]
    package var thisUpdate: Date
    package var nextUpdate: Date?

    package init(revoked: [(certificate: Certificate, date: Date)], thisUpdate: Date, nextUpdate: Date?) {
        self.revoked = revoked
        self.thisUpdate = thisUpdate
        self.nextUpdate = nextUpdate
    }

    /// Signs with the key of the authority that issued the certificates.
    package func issue(by issuer: Certificate, key: PrivateKey, digest: Digest) throws -> RevocationList {
        guard let crl = X509_CRL_new() else { throw CardCryptoError.library("revocation list") }
        defer { X509_CRL_free(crl) }
        var done = X509_CRL_set_version(crl, 1) == 1
        done = done && X509_CRL_set_issuer_name(crl, X509_get_subject_name(issuer.x509)) == 1
        try Self.withTime(thisUpdate) { done = done && X509_CRL_set1_lastUpdate(crl, $0) == 1 }
        if let nextUpdate {
            try Self.withTime(nextUpdate) { done = done && X509_CRL_set1_nextUpdate(crl, $0) == 1 }
        }
        for (certificate, date) in revoked {
            guard let entry = X509_REVOKED_new() else { throw CardCryptoError.library("revocation list") }
            done =
                done
                && X509_REVOKED_set_serialNumber(entry, X509_get_serialNumber(certificate.x509)) == 1
            try Self.withTime(date) { done = done && X509_REVOKED_set_revocationDate(entry, $0) == 1 }
            // The list owns the entry from here on.
            guard X509_CRL_add0_revoked(crl, entry) == 1 else {
                X509_REVOKED_free(entry)
                throw CardCryptoError.library("revocation list")
            }
        }
        guard done, X509_CRL_sort(crl) == 1, X509_CRL_sign(crl, key.key, digest.algorithm) > 0 else {
            throw CardCryptoError.library("revocation list")
        }
        return try RevocationList(parsing: derEncoding("revocation list") { i2d_X509_CRL(crl, $0) })
    }

    private static func withTime(_ date: Date, _ body: (UnsafeMutablePointer<ASN1_TIME>) -> Void) throws {
        guard let time = ASN1_TIME_set(nil, time_t(date.timeIntervalSince1970)) else {
            throw CardCryptoError.library("time")
        }
        defer { ASN1_STRING_free(time) }
        body(time)
    }
}
