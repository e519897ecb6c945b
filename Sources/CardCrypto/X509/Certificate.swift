internal import COpenSSL
package import FoundationEssentials

/// An X.509 certificate: its bytes, and what they say. Reading one proves nothing about it.
///
/// `@unchecked Sendable`: the certificate is parsed in `init` and only read afterwards; what OpenSSL computes lazily
/// it guards with a lock of its own.
package final class Certificate: @unchecked Sendable {
    let x509: OpaquePointer
    package let der: [UInt8]
    /// RFC 4514 text.
    package let subject: String
    package let issuer: String
    /// Hexadecimal, with a sign where the number is negative, as some real ones are.
    package let serialNumber: String
    package let notBefore: Date
    package let notAfter: Date
    /// SHA-256 of the DER.
    package let fingerprint: [UInt8]
    package let keyKind: KeyKind
    /// A number that is the same for all ways of writing the subject, for finding an issuer among many.
    package let subjectHash: UInt
    /// The issuer's number of the kind of ``subjectHash``.
    package let issuerHash: UInt

    static let maximumSize = 64 * 1024

    package convenience init(der: [UInt8]) throws {
        guard der.count <= Self.maximumSize else {
            throw CardCryptoError(.invalidLength, "certificate of \(der.count) bytes")
        }
        let x509 = try parseDER("certificate", der, free: { X509_free($0) }) { d2i_X509(nil, $0, $1) }
        try self.init(owning: x509)
    }

    /// Reads the first certificate of a PEM text.
    package convenience init(pem: [UInt8]) throws {
        let input = try MemoryBIO(pem)
        guard let x509 = withExtendedLifetime(input, { PEM_read_bio_X509(input.pointer, nil, nil, nil) }) else {
            throw CardCryptoError.library("certificate is not readable", code: .malformed)
        }
        try self.init(owning: x509)
    }

    /// Takes the reference over, also where it throws.
    init(owning x509: OpaquePointer) throws {
        // Where an initialiser throws half way, deinit does not run.
        var isComplete = false
        defer { if !isComplete { X509_free(x509) } }
        self.x509 = x509
        der = try derEncoding("certificate") { i2d_X509(x509, $0) }
        subject = try Self.text(X509_get_subject_name(x509))
        issuer = try Self.text(X509_get_issuer_name(x509))
        serialNumber = try Self.hexadecimal(X509_get0_serialNumber(x509))
        notBefore = try Self.date(X509_get0_notBefore(x509))
        notAfter = try Self.date(X509_get0_notAfter(x509))
        fingerprint = try Digest.sha256.hash(der)
        keyKind = Self.keyKind(x509)
        subjectHash = Self.canonical(X509_get_subject_name(x509))
        issuerHash = Self.canonical(X509_get_issuer_name(x509))
        isComplete = true
    }

    deinit { X509_free(x509) }

    package var pem: String {
        get throws {
            let output = try MemoryBIO()
            guard PEM_write_bio_X509(output.pointer, x509) == 1 else { throw CardCryptoError.library("certificate") }
            return output.text
        }
    }

    /// The first attribute of the subject with this short name (`C`, `CN`).
    package func subjectAttribute(_ shortName: String) -> String? {
        let name = X509_get_subject_name(x509)
        let index = X509_NAME_get_index_by_NID(name, OBJ_sn2nid(shortName), -1)
        guard index >= 0, let value = X509_NAME_ENTRY_get_data(X509_NAME_get_entry(name, index)) else { return nil }
        var utf8: UnsafeMutablePointer<UInt8>?
        let count = ASN1_STRING_to_UTF8(&utf8, value)
        defer { chip_OPENSSL_free(utf8) }
        guard count >= 0, let utf8 else { return nil }
        return String(decoding: UnsafeBufferPointer(start: utf8, count: Int(count)), as: UTF8.self)
    }

    /// The subject's country, upper case.
    package var country: String? { subjectAttribute("C")?.uppercased() }

    /// Whether the key usage allows signing statements that bind, as records are (nonRepudiation, RFC 5280 §4.2.1.3).
    package var assertsContentCommitment: Bool {
        let usage = X509_get_key_usage(x509)
        return usage != UInt32.max && usage & UInt32(KU_NON_REPUDIATION) != 0
    }

    static func text(_ name: OpaquePointer?) throws -> String {
        let output = try MemoryBIO()
        guard chip_X509_NAME_print(output.pointer, name) >= 0 else { throw CardCryptoError.library("name") }
        return output.text
    }

    static func hexadecimal(_ integer: UnsafePointer<ASN1_INTEGER>?) throws -> String {
        guard let number = ASN1_INTEGER_to_BN(integer, nil) else {
            throw CardCryptoError.library("serial number", code: .malformed)
        }
        defer { BN_free(number) }
        guard let hex = BN_bn2hex(number) else { throw CardCryptoError.library("serial number") }
        defer { chip_OPENSSL_free(hex) }
        return String(cString: hex)
    }

    static func date(_ time: UnsafePointer<ASN1_TIME>?) throws -> Date {
        var seconds: Int64 = 0
        guard chip_ASN1_TIME_seconds(time, &seconds) == 1 else {
            throw CardCryptoError.library("time in a certificate", code: .malformed)
        }
        return Date(timeIntervalSince1970: TimeInterval(seconds))
    }
}

extension Certificate: Hashable, CustomStringConvertible {
    package static func == (a: Certificate, b: Certificate) -> Bool { a.der == b.der }
    package func hash(into hasher: inout Hasher) { hasher.combine(fingerprint) }
    package var description: String { "\(subject), serial \(serialNumber)" }
}
