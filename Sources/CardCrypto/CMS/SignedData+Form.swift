internal import COpenSSL

/// The form of SignedData: algorithms that are taken, names, and departures from the standard.
extension SignedData {
    /// Signature algorithms that documents and stations use; anything else is refused before it is tried.
    private static let signatureAlgorithms: Set<Int32> = [
        NID_rsaEncryption, NID_sha1WithRSAEncryption, NID_sha224WithRSAEncryption, NID_sha256WithRSAEncryption,
        NID_sha384WithRSAEncryption, NID_sha512WithRSAEncryption, NID_rsassaPss,
        NID_ecdsa_with_SHA1, NID_ecdsa_with_SHA224, NID_ecdsa_with_SHA256, NID_ecdsa_with_SHA384,
        NID_ecdsa_with_SHA512, NID_X9_62_id_ecPublicKey,
    ]

    static func pinnedDigest(_ info: OpaquePointer) throws -> Digest {
        var digestAlgorithm: UnsafeMutablePointer<X509_ALGOR>?
        var signatureAlgorithm: UnsafeMutablePointer<X509_ALGOR>?
        CMS_SignerInfo_get0_algs(info, nil, nil, &digestAlgorithm, &signatureAlgorithm)
        func nid(_ algorithm: UnsafeMutablePointer<X509_ALGOR>?) -> Int32 {
            var object: OpaquePointer?
            X509_ALGOR_get0(&object, nil, nil, algorithm)
            return OBJ_obj2nid(object)
        }
        guard let digest = Digest(nid: nid(digestAlgorithm)) else {
            throw CardCryptoError(.unsupportedAlgorithm, "digest algorithm of the CMS signature")
        }
        guard signatureAlgorithms.contains(nid(signatureAlgorithm)) else {
            throw CardCryptoError(.unsupportedAlgorithm, "signature algorithm of the CMS signature")
        }
        return digest
    }

    /// What of the form departs from the standard. Signed attributes that name another content type are no mere departure:
    /// the signature was made for something else.
    static func formDeviations(
        _ info: OpaquePointer, der: [UInt8], contentType: String
    ) throws -> Set<SignedDataDeviation> {
        var deviations: Set<SignedDataDeviation> = []
        let outermost = DERElement(der, at: 0, before: der.count)
        if outermost?.isInDefiniteForm(der) != true { deviations.insert(.notDER) }
        guard CMS_signed_get_attr_count(info) > 0 else {
            if contentType != dataType { deviations.insert(.noSignedAttributes) }
            return deviations
        }
        let index = CMS_signed_get_attr_by_NID(info, NID_pkcs9_contentType, -1)
        guard index >= 0, let attribute = CMS_signed_get_attr(info, index),
            let value = X509_ATTRIBUTE_get0_type(attribute, 0), value.pointee.type == V_ASN1_OBJECT,
            try identifier(value.pointee.value.object) == contentType
        else { throw CardCryptoError(.malformed, "signed attributes for content of another type") }
        return deviations
    }

    /// id-data.
    private static let dataType = "1.2.840.113549.1.7.1"

    static func identifier(_ object: OpaquePointer?) throws -> String {
        var text = [CChar](repeating: 0, count: 128)
        let count = OBJ_obj2txt(&text, Int32(text.count), object, 1)
        guard count > 0, count < text.count else { throw CardCryptoError(.malformed, "CMS content type") }
        return String(decoding: text.prefix(Int(count)).map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    static func signerIdentifier(_ info: OpaquePointer) throws -> SignerIdentifier {
        var keyIdentifier: UnsafeMutablePointer<ASN1_OCTET_STRING>?
        var issuer: OpaquePointer?
        var number: UnsafeMutablePointer<ASN1_INTEGER>?
        guard CMS_SignerInfo_get0_signer_id(info, &keyIdentifier, &issuer, &number) == 1 else {
            throw CardCryptoError(.malformed, "CMS signer identifier")
        }
        if let keyIdentifier, let start = ASN1_STRING_get0_data(keyIdentifier) {
            return .subjectKeyIdentifier(
                Array(UnsafeBufferPointer(start: start, count: Int(ASN1_STRING_length(keyIdentifier)))))
        }
        return .issuerAndSerialNumber(
            issuerHash: Certificate.canonical(issuer), serialNumber: try Certificate.hexadecimal(number))
    }
}
