internal import COpenSSL
import FoundationEssentials

extension SignedData {
    /// Checks the signature of SignedData with exactly one signer, whose certificate is inside.
    ///
    /// - Parameters:
    ///   - detachedContent: what was signed, where it is not inside.
    ///   - maximumSize: larger ones are refused before they are parsed.
    /// - Throws: ``CardCryptoError`` with `malformed`, `unsupportedAlgorithm` or `signatureInvalid`.
    package static func verify(
        _ der: [UInt8], detachedContent: [UInt8]? = nil, maximumSize: Int = maximumSize
    ) throws -> VerifiedSignedData {
        guard der.count <= maximumSize else {
            throw CardCryptoError(.malformed, "SignedData of \(der.count) bytes, at most \(maximumSize) are taken")
        }
        let cms = try parseDER("SignedData", der, free: { CMS_ContentInfo_free($0) }) {
            d2i_CMS_ContentInfo(nil, $0, $1)
        }
        defer { CMS_ContentInfo_free(cms) }
        guard OBJ_obj2nid(CMS_get0_type(cms)) == NID_pkcs7_signed else {
            throw CardCryptoError(.malformed, "CMS content that is not SignedData")
        }
        guard (CMS_is_detached(cms) == 1) == (detachedContent != nil) else {
            throw CardCryptoError(.malformed, "SignedData with its content on the wrong side")
        }
        let info = try onlySigner(cms)
        let digest = try pinnedDigest(info)

        let input = try detachedContent.map { content throws(CardCryptoError) in try MemoryBIO(content) }
        let output = try MemoryBIO()
        let flags = UInt32(CMS_BINARY | CMS_NO_SIGNER_CERT_VERIFY)
        let verified = withExtendedLifetime((input, output)) {
            CMS_verify(cms, nil, nil, input?.pointer, output.pointer, flags)
        }
        guard verified == 1 else {
            throw CardCryptoError.library("the CMS signature is wrong", code: .signatureInvalid)
        }
        guard let signers = CMS_get0_signers(cms) else { throw CardCryptoError.library("CMS signer") }
        defer { chip_sk_X509_free(signers) }
        guard let x509 = chip_sk_X509_value(signers, 0), X509_up_ref(x509) == 1 else {
            throw CardCryptoError(.malformed, "SignedData without its signer's certificate")
        }
        return VerifiedSignedData(
            content: detachedContent ?? output.bytes, contentType: try identifier(CMS_get0_eContentType(cms)),
            signer: try Certificate(owning: x509), certificates: certificates(cms), digest: digest,
            signingTime: signingTime(info))
    }

    private static func certificates(_ cms: OpaquePointer) -> [Certificate] {
        guard let stack = CMS_get1_certs(cms) else { return [] }
        defer { chip_sk_X509_pop_free(stack) }
        return (0..<chip_sk_X509_num(stack)).compactMap { index in
            guard let x509 = chip_sk_X509_value(stack, index), X509_up_ref(x509) == 1 else { return nil }
            return try? Certificate(owning: x509)
        }
    }

    private static func onlySigner(_ cms: OpaquePointer) throws -> OpaquePointer {
        let infos = CMS_get0_SignerInfos(cms)
        guard chip_sk_SignerInfo_num(infos) == 1, let info = chip_sk_SignerInfo_value(infos, 0) else {
            throw CardCryptoError(.malformed, "SignedData with \(max(0, chip_sk_SignerInfo_num(infos))) signers")
        }
        return info
    }

    /// Signature algorithms that documents and stations use; anything else is refused before it is tried.
    private static let signatureAlgorithms: Set<Int32> = [
        NID_rsaEncryption, NID_sha1WithRSAEncryption, NID_sha224WithRSAEncryption, NID_sha256WithRSAEncryption,
        NID_sha384WithRSAEncryption, NID_sha512WithRSAEncryption, NID_rsassaPss,
        NID_ecdsa_with_SHA1, NID_ecdsa_with_SHA224, NID_ecdsa_with_SHA256, NID_ecdsa_with_SHA384,
        NID_ecdsa_with_SHA512, NID_X9_62_id_ecPublicKey,
    ]

    private static func pinnedDigest(_ info: OpaquePointer) throws -> Digest {
        var digestAlgorithm: UnsafeMutablePointer<X509_ALGOR>?
        var signatureAlgorithm: UnsafeMutablePointer<X509_ALGOR>?
        CMS_SignerInfo_get0_algs(info, nil, nil, &digestAlgorithm, &signatureAlgorithm)
        func nid(_ algorithm: UnsafeMutablePointer<X509_ALGOR>?) -> Int32 {
            var object: OpaquePointer?
            X509_ALGOR_get0(&object, nil, nil, algorithm)
            return OBJ_obj2nid(object)
        }
        let digestNID = nid(digestAlgorithm)
        guard let digest = Digest.allCases.first(where: { EVP_MD_get_type($0.algorithm) == digestNID }) else {
            throw CardCryptoError(.unsupportedAlgorithm, "digest algorithm of the CMS signature")
        }
        guard signatureAlgorithms.contains(nid(signatureAlgorithm)) else {
            throw CardCryptoError(.unsupportedAlgorithm, "signature algorithm of the CMS signature")
        }
        return digest
    }

    private static func identifier(_ object: OpaquePointer?) throws -> String {
        var text = [CChar](repeating: 0, count: 128)
        let count = OBJ_obj2txt(&text, Int32(text.count), object, 1)
        guard count > 0, count < text.count else { throw CardCryptoError(.malformed, "CMS content type") }
        return String(decoding: text.prefix(Int(count)).map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    private static func signingTime(_ info: OpaquePointer) -> Date? {
        let index = CMS_signed_get_attr_by_NID(info, NID_pkcs9_signingTime, -1)
        guard index >= 0, let attribute = CMS_signed_get_attr(info, index),
            let value = X509_ATTRIBUTE_get0_type(attribute, 0),
            [V_ASN1_UTCTIME, V_ASN1_GENERALIZEDTIME].contains(value.pointee.type)
        else { return nil }
        var seconds: Int64 = 0
        guard chip_ASN1_TIME_seconds(value.pointee.value.asn1_string, &seconds) == 1 else { return nil }
        return Date(timeIntervalSince1970: TimeInterval(seconds))
    }
}
