internal import COpenSSL

/// A SubjectPublicKeyInfo with a key for key agreement, on a standardised curve or in a standardised group, as EF.DG14 and
/// EF.CardSecurity hold a chip's static key (RFC 5480 §2, RFC 3279 §2.3.3, TR-03110-3 §A.2.1).
///
/// Chips often write the domain as explicit parameters. They are accepted where they equal a known domain and refused
/// otherwise: a card must not bring a curve of its own making.
package enum AgreementPublicKeyInfo {
    /// The domain and the checked public key.
    package static func parse(_ der: [UInt8]) throws -> (domain: any DomainParameters, key: GroupElement) {
        guard der.count <= 4096 else { throw CardCryptoError(.invalidKey, "public key of \(der.count) bytes") }
        let key = der.withUnsafeBufferPointer { bytes -> OpaquePointer? in
            var cursor = bytes.baseAddress
            guard let key = d2i_PUBKEY(nil, &cursor, bytes.count) else { return nil }
            if cursor == bytes.baseAddress.map({ $0 + bytes.count }) { return key }
            EVP_PKEY_free(key)
            return nil
        }
        guard let key else {
            if let standardized = try parseStandardized(der) { return standardized }
            throw CardCryptoError.library("public key is not readable", code: .invalidKey)
        }
        defer { EVP_PKEY_free(key) }
        let domain = try domain(of: key)
        var encoded: UnsafeMutablePointer<UInt8>?
        let length = EVP_PKEY_get1_encoded_public_key(key, &encoded)
        defer { chip_OPENSSL_free(encoded) }
        guard let encoded, length > 0 else { throw CardCryptoError.library("public key", code: .invalidKey) }
        return (domain, try domain.element(parsing: Array(UnsafeBufferPointer(start: encoded, count: length))))
    }

    /// A key whose algorithm is standardizedDomainParameters with an id of Doc 9303-11 table 5 (TR-03110-3 §A.2.1.1), which
    /// OpenSSL does not know; nil for any other.
    private static func parseStandardized(_ der: [UInt8]) throws -> (domain: any DomainParameters, key: GroupElement)? {
        let parsed = try? parseDER("public key", der, free: { X509_PUBKEY_free($0) }) { d2i_X509_PUBKEY(nil, $0, $1) }
        guard let info = parsed else { return nil }
        defer { X509_PUBKEY_free(info) }
        var (bytes, length) = (UnsafePointer<UInt8>?.none, Int32(0))
        let id = withUnsafeMutablePointer(to: &bytes) { bytes in
            chip_X509_PUBKEY_number(info, "0.4.0.127.0.7.1.2", bytes, &length)
        }
        guard let name = DomainParametersName(standardizedParameter: id), let bytes, length > 0 else { return nil }
        let domain = try name.parameters()
        return (domain, try domain.element(parsing: Array(UnsafeBufferPointer(start: bytes, count: Int(length)))))
    }

    static func domain(of key: OpaquePointer) throws -> any DomainParameters {
        if EVP_PKEY_is_a(key, "DHX") == 1 || EVP_PKEY_is_a(key, "DH") == 1 {
            let prime = try PrimeGroup.number(OSSL_PKEY_PARAM_FFC_P, of: key)
            let base = try PrimeGroup.number(OSSL_PKEY_PARAM_FFC_G, of: key)
            if let group = try PrimeGroup.known(prime: prime, base: base) { return group }
            throw CardCryptoError(.unsupportedAlgorithm, "public key in a group that is not standardised")
        }
        return try EllipticCurve(curveName(of: key))
    }

    private static func curveName(of key: OpaquePointer) throws -> EllipticCurve.Name {
        var text = [CChar](repeating: 0, count: 64)
        var length = 0
        guard EVP_PKEY_get_utf8_string_param(key, OSSL_PKEY_PARAM_GROUP_NAME, &text, text.count, &length) == 1 else {
            throw CardCryptoError.library("public key on a curve that is not standardised", code: .unsupportedAlgorithm)
        }
        let name = String(decoding: text.prefix(length).map { UInt8(bitPattern: $0) }, as: UTF8.self)
        guard let known = EllipticCurve.Name(rawValue: name) else {
            throw CardCryptoError(.unsupportedAlgorithm, "public key on curve \(name)")
        }
        return known
    }
}
