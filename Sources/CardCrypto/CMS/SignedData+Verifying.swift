internal import COpenSSL
import FoundationEssentials

extension SignedData {
    /// Checks the signature of SignedData with exactly one signer.
    ///
    /// - Parameters:
    ///   - der: the ContentInfo around it.
    ///   - detachedContent: what was signed, where it is not inside.
    ///   - maximumSize: larger ones are refused before they are parsed.
    ///   - tolerated: departures from the standard that are accepted, and told in the result.
    ///   - known: certificates by the name that the signer goes by, for SignedData that brings none along.
    ///   - reused: a certificate that was read before, by its DER, to spare reading it again.
    /// - Throws: ``CardCryptoError`` with `malformed`, `trailingBytes`, `signerCount`, `signerUnknown`, `invalidKey`,
    ///   `unsupportedAlgorithm`, `deviation` or `signatureInvalid`.
    package static func verify(
        _ der: [UInt8], detachedContent: [UInt8]? = nil, maximumSize: Int = maximumSize,
        tolerating tolerated: Set<SignedDataDeviation> = [],
        knowing known: (SignerIdentifier) -> [Certificate] = { _ in [] },
        reusing reused: ([UInt8]) -> Certificate? = { _ in nil }
    ) throws -> VerifiedSignedData {
        guard der.count <= maximumSize else {
            throw CardCryptoError(.malformed, "SignedData of \(der.count) bytes, at most \(maximumSize) are taken")
        }
        let shortened = withoutCertificates(der, reusing: reused)
        let cms = try parseDER("SignedData", shortened?.der ?? der, free: { CMS_ContentInfo_free($0) }) {
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
        let contentType = try identifier(CMS_get0_eContentType(cms))
        var deviations = try formDeviations(info, der: der, contentType: contentType)
        let signerIdentifier = try signerIdentifier(info)
        let candidates = try SignerCandidates(
            signerIdentifier, shortened?.certificates ?? SignerCandidates.certificates(cms)
        ) { known(signerIdentifier) }
        deviations.formUnion(candidates.deviations)
        guard deviations.isSubset(of: tolerated) else {
            let names = deviations.subtracting(tolerated).map(\.rawValue).sorted().joined(separator: ", ")
            throw CardCryptoError(.deviation, "SignedData that departs from its standard: \(names)")
        }
        for signer in candidates.signers {
            CMS_SignerInfo_set1_signer_cert(info, signer.x509)
            guard let content = try content(of: cms, detached: detachedContent) else { continue }
            return VerifiedSignedData(
                content: content, contentType: contentType, signer: signer, certificates: candidates.certificates,
                digest: digest, signingTime: signingTime(info), deviations: deviations)
        }
        throw CardCryptoError(.signatureInvalid, "the CMS signature is wrong")
    }

    /// The signed content where the signature is right; nil where it is wrong.
    private static func content(of cms: OpaquePointer, detached: [UInt8]?) throws -> [UInt8]? {
        let input = try detached.map { content throws(CardCryptoError) in try MemoryBIO(content) }
        let output = try MemoryBIO()
        let flags = UInt32(CMS_BINARY | CMS_NO_SIGNER_CERT_VERIFY)
        defer { ERR_clear_error() }
        let isRight = withExtendedLifetime((input, output)) {
            CMS_verify(cms, nil, nil, input?.pointer, output.pointer, flags) == 1
        }
        return isRight ? detached ?? output.bytes : nil
    }

    private static func onlySigner(_ cms: OpaquePointer) throws -> OpaquePointer {
        let infos = CMS_get0_SignerInfos(cms)
        guard chip_sk_SignerInfo_num(infos) == 1, let info = chip_sk_SignerInfo_value(infos, 0) else {
            throw CardCryptoError(
                .signerCount, "SignedData with \(max(0, chip_sk_SignerInfo_num(infos))) signers instead of one")
        }
        return info
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
