internal import COpenSSL
package import FoundationEssentials

/// What a new certificate shall say; `issue` signs it (Doc 9303-12 §7.1 for the profiles).
package struct CertificateTemplate: Sendable {
    /// Subject attributes in order, by short name: `("C", "VN")`.
    package var subject: [(String, String)]
    package var notBefore: Date
    package var notAfter: Date
    /// Until when the private key may sign: the private key usage period.
    package var privateKeyNotAfter: Date?
    /// Extensions in OpenSSL's notation by short name: `("keyUsage", "critical,digitalSignature")`.
    package var extensions: [(String, String)]

    package init(
        subject: [(String, String)], notBefore: Date, notAfter: Date, privateKeyNotAfter: Date? = nil,
        extensions: [(String, String)]
    ) {
        self.subject = subject
        self.notBefore = notBefore
        self.notAfter = notAfter
        self.privateKeyNotAfter = privateKeyNotAfter
        self.extensions = extensions
    }

    /// Signs with the issuer's key; without an issuer the certificate signs itself.
    package func issue(
        for key: PrivateKey, issuer: (certificate: Certificate, key: PrivateKey)? = nil, digest: Digest
    ) throws -> Certificate {
        try issue(for: key.key, issuer: issuer?.certificate, signer: issuer?.key ?? key, digest: digest)
    }

    /// Certifies the key of a request. Nothing else of the request counts.
    package func issue(
        for request: CertificateRequest, issuer: (certificate: Certificate, key: PrivateKey), digest: Digest
    ) throws -> Certificate {
        try issue(
            for: X509_REQ_get0_pubkey(request.request), issuer: issuer.certificate, signer: issuer.key, digest: digest)
    }

    private func issue(
        for key: OpaquePointer?, issuer: Certificate?, signer: PrivateKey, digest: Digest
    ) throws -> Certificate {
        guard let x509 = X509_new() else { throw CardCryptoError.library("certificate") }
        var isHandedOver = false
        defer { if !isHandedOver { X509_free(x509) } }
        try fill(x509, key: key, issuer: issuer)
        guard X509_sign(x509, signer.key, digest.algorithm) > 0 else { throw CardCryptoError.library("certificate") }
        isHandedOver = true
        return try Certificate(owning: x509)
    }

    private func fill(_ x509: OpaquePointer, key: OpaquePointer?, issuer: Certificate?) throws {
        let name = X509_get_subject_name(x509)
        var done = X509_set_version(x509, 2) == 1
        for (attribute, value) in subject {
            let bytes = Array(value.utf8)
            done =
                done
                && X509_NAME_add_entry_by_txt(
                    name, attribute, MBSTRING_UTF8, bytes, Int32(clamping: bytes.count), -1, 0)
                    == 1
        }
        done = done && X509_set_issuer_name(x509, issuer.map { X509_get_subject_name($0.x509) } ?? name) == 1
        done = done && ASN1_TIME_set(X509_getm_notBefore(x509), time_t(notBefore.timeIntervalSince1970)) != nil
        done = done && ASN1_TIME_set(X509_getm_notAfter(x509), time_t(notAfter.timeIntervalSince1970)) != nil
        done = done && X509_set_pubkey(x509, key) == 1
        guard done else { throw CardCryptoError.library("certificate") }
        try setSerialNumber(x509)
        for (identifier, value) in extensions { try add(identifier, value, to: x509, issuer: issuer) }
        if let privateKeyNotAfter { try addPrivateKeyUsagePeriod(until: privateKeyNotAfter, to: x509) }
    }

    /// 16 random octets, positive (RFC 5280 §4.1.2.2).
    private func setSerialNumber(_ x509: OpaquePointer) throws {
        var bytes = try randomBytes(16)
        bytes[0] = bytes[0] & 0x7F | 0x40
        guard let number = BN_bin2bn(bytes, 16, nil) else { throw CardCryptoError.library("serial number") }
        defer { BN_free(number) }
        guard BN_to_ASN1_INTEGER(number, X509_get_serialNumber(x509)) != nil else {
            throw CardCryptoError.library("serial number")
        }
    }

    private func add(_ identifier: String, _ value: String, to x509: OpaquePointer, issuer: Certificate?) throws {
        var context = X509V3_CTX()
        chip_X509V3_set_ctx(&context, issuer?.x509 ?? x509, x509)
        guard let item = X509V3_EXT_nconf_nid(nil, &context, OBJ_sn2nid(identifier), value) else {
            throw CardCryptoError.library("extension \(identifier)")
        }
        defer { X509_EXTENSION_free(item) }
        guard X509_add_ext(x509, item, -1) == 1 else { throw CardCryptoError.library("extension \(identifier)") }
    }

    /// OpenSSL has no notation for it: `SEQUENCE { [0] GeneralizedTime, [1] GeneralizedTime }` (RFC 3280 §4.2.1.4).
    private func addPrivateKeyUsagePeriod(until end: Date, to x509: OpaquePointer) throws {
        func generalizedTime(_ date: Date) throws -> [UInt8] {
            guard let time = ASN1_GENERALIZEDTIME_set(nil, time_t(date.timeIntervalSince1970)) else {
                throw CardCryptoError.library("time")
            }
            defer { ASN1_STRING_free(time) }
            return Array(UnsafeBufferPointer(start: ASN1_STRING_get0_data(time), count: Int(ASN1_STRING_length(time))))
        }
        let period = try [0x80, 15] + generalizedTime(notBefore) + [0x81, 15] + generalizedTime(end)
        let value = [0x30, UInt8(truncatingIfNeeded: period.count)] + period
        guard let octets = ASN1_OCTET_STRING_new() else { throw CardCryptoError.library("extension") }
        defer { ASN1_OCTET_STRING_free(octets) }
        guard ASN1_OCTET_STRING_set(octets, value, Int32(clamping: value.count)) == 1,
            let item = X509_EXTENSION_create_by_NID(nil, NID_private_key_usage_period, 0, octets)
        else { throw CardCryptoError.library("extension") }
        defer { X509_EXTENSION_free(item) }
        guard X509_add_ext(x509, item, -1) == 1 else { throw CardCryptoError.library("extension") }
    }
}
