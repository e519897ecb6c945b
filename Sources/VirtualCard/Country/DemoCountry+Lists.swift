package import CardCrypto
package import Foundation
import SmartCard

/// What a state publishes beside its cards: whom it no longer trusts, and whom it trusts (Doc 9303-12 §7.2, §8).
extension DemoCountry {
    /// A revocation list of the CSCA, current for 90 days.
    package func revocationList(revoking revoked: [Certificate], at time: Date) throws -> RevocationList {
        try RevocationListTemplate(
            revoked: revoked.map { ($0, time) }, thisUpdate: time, nextUpdate: time + 90 * 86_400
        ).issue(by: csca, key: cscaKey, digest: .sha384)
    }

    /// CscaMasterList in CMS SignedData: the country's own CSCA and others, signed by a master list signer that is made for
    /// the occasion.
    package func masterList(with others: [Certificate] = [], at time: Date) throws -> [UInt8] {
        let key = try PrivateKey.generate(.ec(.p256))
        let signer = try CertificateTemplate(
            subject: [("C", "VN"), ("O", "DEMO Government Information Security"), ("CN", "DEMO Master List Signer")],
            notBefore: time - 86_400, notAfter: time + 365 * 86_400,
            extensions: [
                ("keyUsage", "critical,digitalSignature"), ("extendedKeyUsage", "critical,2.23.136.1.1.3"),
                ("subjectKeyIdentifier", "hash"), ("authorityKeyIdentifier", "keyid:always"),
            ]
        ).issue(for: key, issuer: (csca, cscaKey), digest: .sha384)
        let certificates = ([csca] + others).map(\.der).sorted { $0.lexicographicallyPrecedes($1) }
        let content = BERTLV(0x30, [BERTLV(0x02, [0x00]), BERTLV(0x31, certificates.flatMap { $0 })])
        return try SignedData.sign(
            content.serialized(), contentType: "2.23.136.1.1.2", key: key, certificate: signer, digest: .sha256,
            signingTime: time, isDetached: false, isCAdES: false)
    }
}
