internal import COpenSSL

/// Names and serial numbers as they are written, which real states do in ways of their own.
extension Certificate {
    /// Whether this certificate's issuer is that certificate's subject. Case, spaces and the kind of string do not
    /// count (RFC 5280 §7.1): states write one name as PrintableString and as UTF8String.
    package func isNamedIssued(by issuer: Certificate) -> Bool {
        X509_NAME_cmp(X509_get_issuer_name(x509), X509_get_subject_name(issuer.x509)) == 0
    }

    /// Issuer and subject are one name in two encodings.
    package var hasNamesInTwoEncodings: Bool {
        isNamedIssued(by: self)
            && Self.encoding(X509_get_issuer_name(x509)) != Self.encoding(X509_get_subject_name(x509))
    }

    /// A TeletexString (T61String), whose characters are nobody's agreement.
    package var hasTeletexString: Bool {
        [X509_get_subject_name(x509), X509_get_issuer_name(x509)].contains { name in
            (0..<X509_NAME_entry_count(name)).contains { index in
                ASN1_STRING_type(X509_NAME_ENTRY_get_data(X509_NAME_get_entry(name, index))) == V_ASN1_T61STRING
            }
        }
    }

    package var hasNegativeSerialNumber: Bool {
        ASN1_STRING_type(X509_get0_serialNumber(x509)) == V_ASN1_NEG_INTEGER
    }

    /// Octets of the serial number; RFC 5280 §4.1.2.2 allows 20.
    package var serialNumberLength: Int { Int(ASN1_STRING_length(X509_get0_serialNumber(x509))) }

    private static func encoding(_ name: OpaquePointer?) -> [UInt8] {
        var start: UnsafePointer<UInt8>?
        var count = 0
        guard X509_NAME_get0_der(name, &start, &count) == 1 else { return [] }
        return Array(UnsafeBufferPointer(start: start, count: count))
    }

    /// OpenSSL's hash of the canonical name: a bucket, for two names can share one.
    static func canonical(_ name: OpaquePointer?) -> UInt { UInt(X509_NAME_hash_ex(name, nil, nil, nil)) }
}
