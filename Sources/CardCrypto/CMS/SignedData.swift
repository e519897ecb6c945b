internal import COpenSSL
package import FoundationEssentials

/// CMS SignedData (RFC 5652 §5): what EF.SOD is, and what a station signs its records with.
package enum SignedData {
    /// More than any EF.SOD or record signature needs; larger ones are refused before they are parsed.
    package static let maximumSize = 256 * 1024

    /// Signs content with one signer.
    ///
    /// - Parameters:
    ///   - contentType: dotted identifier of eContentType; id-data where nil.
    ///   - isDetached: leave the content out.
    ///   - isCAdES: add the signing-certificate-v2 attribute (ETSI EN 319 122-1, level B).
    package static func sign(
        _ content: [UInt8], contentType: String? = nil, key: PrivateKey, certificate: Certificate, digest: Digest,
        signingTime: Date, isDetached: Bool, isCAdES: Bool
    ) throws -> [UInt8] {
        var flags = UInt32(CMS_PARTIAL | CMS_BINARY | CMS_NOSMIMECAP)
        if isDetached { flags |= UInt32(CMS_DETACHED) }
        if isCAdES { flags |= UInt32(CMS_CADES) }
        guard let cms = CMS_sign_ex(nil, nil, nil, nil, flags, key.library, nil) else {
            throw CardCryptoError.library("CMS signature")
        }
        defer { CMS_ContentInfo_free(cms) }
        if let contentType {
            let object = OBJ_txt2obj(contentType, 1)
            defer { ASN1_OBJECT_free(object) }
            guard CMS_set1_eContentType(cms, object) == 1 else { throw CardCryptoError.library("CMS content type") }
        }
        guard let signer = CMS_add1_signer(cms, certificate.x509, key.key, digest.algorithm, flags) else {
            throw CardCryptoError.library("CMS signer")
        }
        let time = ASN1_TIME_set(nil, time_t(signingTime.timeIntervalSince1970))
        defer { ASN1_STRING_free(time) }
        guard let time, CMS_signed_add1_attr_by_NID(signer, NID_pkcs9_signingTime, time.pointee.type, time, -1) == 1
        else { throw CardCryptoError.library("CMS signing time") }
        let input = try MemoryBIO(content)
        let done = withExtendedLifetime(input) { key.signing { CMS_final(cms, input.pointer, nil, flags) } }
        guard done == 1 else { throw CardCryptoError.library("CMS signature") }
        return try derEncoding("CMS signature") { i2d_CMS_ContentInfo(cms, $0) }
    }
}
