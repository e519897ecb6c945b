internal import COpenSSL

/// What the extensions say (RFC 5280 §4.2, Doc 9303-12 §7.1).
extension Certificate {
    /// subjectKeyIdentifier; nil where absent.
    package var subjectKeyID: [UInt8]? { Self.octets(X509_get0_subject_key_id(x509)) }

    /// keyIdentifier of authorityKeyIdentifier; nil where absent.
    package var authorityKeyID: [UInt8]? { Self.octets(X509_get0_authority_key_id(x509)) }

    /// Whether basicConstraints says that this is a certification authority.
    package var isAuthority: Bool { X509_get_extension_flags(x509) & UInt32(EXFLAG_CA) != 0 && hasBasicConstraints }

    package var hasBasicConstraints: Bool { X509_get_extension_flags(x509) & UInt32(EXFLAG_BCONS) != 0 }

    /// An extension that OpenSSL could not read, or one twice.
    package var hasInvalidExtensions: Bool { X509_get_extension_flags(x509) & UInt32(EXFLAG_INVALID) != 0 }

    /// A critical extension that OpenSSL does not know.
    package var hasUnknownCriticalExtension: Bool {
        X509_get_extension_flags(x509) & UInt32(EXFLAG_CRITICAL) != 0
    }

    /// Whether a keyUsage extension is there at all.
    package var hasKeyUsage: Bool { X509_get_extension_flags(x509) & UInt32(EXFLAG_KUSAGE) != 0 }

    /// Whether keyUsage names signing certificates; true where there is no keyUsage, as RFC 5280 reads that.
    package var maySignCertificates: Bool { allows(KU_KEY_CERT_SIGN) }

    /// Whether keyUsage names signing revocation lists; true where there is no keyUsage.
    package var maySignRevocationLists: Bool { allows(KU_CRL_SIGN) }

    /// Whether keyUsage names signing data; true where there is no keyUsage.
    package var maySignData: Bool { allows(KU_DIGITAL_SIGNATURE) }

    /// Whether extKeyUsage names a purpose, dotted.
    package func hasExtendedKeyUsage(_ purpose: String) -> Bool { chip_X509_has_purpose(x509, purpose) == 1 }

    /// 1 to 3.
    package var version: Int { X509_get_version(x509) + 1 }

    private func allows(_ usage: Int32) -> Bool { X509_get_key_usage(x509) & UInt32(usage) != 0 }

    private static func octets(_ string: UnsafePointer<ASN1_OCTET_STRING>?) -> [UInt8]? {
        guard let string, let start = ASN1_STRING_get0_data(string) else { return nil }
        return Array(UnsafeBufferPointer(start: start, count: Int(ASN1_STRING_length(string))))
    }
}
