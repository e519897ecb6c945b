internal import COpenSSL
package import FoundationEssentials

/// An X.509 revocation list (RFC 5280 §5, Doc 9303-12 §7.2). Reading one proves nothing about it.
///
/// `@unchecked Sendable`: the list is parsed in `init` and only read afterwards; what OpenSSL computes lazily it guards
/// with a lock of its own.
package final class RevocationList: @unchecked Sendable {
    private let crl: OpaquePointer
    package let der: [UInt8]
    /// RFC 4514 text.
    package let issuer: String
    package let thisUpdate: Date
    /// Until when it is current; nil where it does not say.
    package let nextUpdate: Date?
    /// Revoked certificates in it.
    package let count: Int

    /// Lists of states have a few kilobytes.
    package static let maximumSize = 8 << 20

    /// Reads DER, or the first list of a PEM text.
    package init(parsing bytes: [UInt8]) throws {
        guard bytes.count <= Self.maximumSize else {
            throw CardCryptoError(.invalidLength, "revocation list of \(bytes.count) bytes")
        }
        let crl: OpaquePointer
        if bytes.starts(with: Array("-----BEGIN".utf8)) {
            let input = try MemoryBIO(bytes)
            guard let read = withExtendedLifetime(input, { PEM_read_bio_X509_CRL(input.pointer, nil, nil, nil) }) else {
                throw CardCryptoError.library("revocation list is not readable", code: .malformed)
            }
            crl = read
        } else {
            crl = try parseDER("revocation list", bytes, free: { X509_CRL_free($0) }) { d2i_X509_CRL(nil, $0, $1) }
        }
        var isComplete = false
        defer { if !isComplete { X509_CRL_free(crl) } }
        self.crl = crl
        der = try derEncoding("revocation list") { i2d_X509_CRL(crl, $0) }
        issuer = try Certificate.text(X509_CRL_get_issuer(crl))
        thisUpdate = try Certificate.date(X509_CRL_get0_lastUpdate(crl))
        nextUpdate = try X509_CRL_get0_nextUpdate(crl).map { try Certificate.date($0) }
        count = max(0, Int(chip_sk_X509_REVOKED_num(X509_CRL_get_REVOKED(crl))))
        isComplete = true
    }

    deinit { X509_CRL_free(crl) }

    /// The number of the kind of `Certificate.subjectHash`, of the issuer.
    package var issuerHash: UInt { UInt(X509_NAME_hash_ex(X509_CRL_get_issuer(crl), nil, nil, nil)) }

    package func isNamedIssued(by issuer: Certificate) -> Bool {
        X509_NAME_cmp(X509_CRL_get_issuer(crl), X509_get_subject_name(issuer.x509)) == 0
    }

    /// Whether the signature is the issuer's, who may sign such lists.
    package func isSigned(by issuer: Certificate) -> Bool {
        defer { ERR_clear_error() }
        guard isNamedIssued(by: issuer), issuer.maySignRevocationLists, let key = X509_get0_pubkey(issuer.x509) else {
            return false
        }
        return X509_CRL_verify(crl, key) == 1
    }

    /// When a certificate was revoked; nil where the list does not have it. The list must be its issuer's.
    package func revocation(of certificate: Certificate) -> Date? {
        var entry: OpaquePointer?
        guard X509_NAME_cmp(X509_CRL_get_issuer(crl), X509_get_issuer_name(certificate.x509)) == 0,
            X509_CRL_get0_by_cert(crl, &entry, certificate.x509) == 1
        else { return nil }
        return (try? Certificate.date(X509_REVOKED_get0_revocationDate(entry))) ?? thisUpdate
    }
}
