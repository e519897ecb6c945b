internal import COpenSSL

/// A certification request (PKCS#10, RFC 2986): a public key, and the proof that who sends it holds the private one.
///
/// There is none whose own signature does not hold. The name in it is a wish: who certifies the key decides on the name.
///
/// `@unchecked Sendable`: the request is complete when `init` returns and only read afterwards.
package final class CertificateRequest: @unchecked Sendable {
    let request: OpaquePointer
    /// SubjectPublicKeyInfo of the key.
    package let publicKeyInfo: [UInt8]

    /// More than any request for one key needs.
    package static let maximumSize = 8 * 1024

    /// Asks for a certificate of this key. The key signs, wherever it is.
    package init(for key: PrivateKey, commonName: String) throws {
        guard let request = X509_REQ_new_ex(key.library, nil) else { throw CardCryptoError.library("request") }
        var isComplete = false
        defer { if !isComplete { X509_REQ_free(request) } }
        let bytes = Array(commonName.utf8)
        guard X509_REQ_set_version(request, 0) == 1,
            X509_NAME_add_entry_by_txt(
                X509_REQ_get_subject_name(request), "CN", MBSTRING_UTF8, bytes, Int32(clamping: bytes.count), -1, 0)
                == 1,
            X509_REQ_set_pubkey(request, key.key) == 1,
            key.signing({ X509_REQ_sign(request, key.key, Digest.sha256.algorithm) }) > 0
        else { throw CardCryptoError.library("the key cannot sign a request", code: .invalidKey) }
        publicKeyInfo = try key.publicKeyInfo()
        self.request = request
        isComplete = true
    }

    /// Reads a request in PEM and verifies its signature.
    package init(verifyingPEM pem: [UInt8]) throws {
        guard pem.count <= Self.maximumSize else {
            throw CardCryptoError(.invalidLength, "request of \(pem.count) bytes")
        }
        let input = try MemoryBIO(pem)
        let read = withExtendedLifetime(input) { PEM_read_bio_X509_REQ(input.pointer, nil, nil, nil) }
        guard let request = read else { throw CardCryptoError.library("request is not readable", code: .malformed) }
        var isComplete = false
        defer { if !isComplete { X509_REQ_free(request) } }
        guard let key = X509_REQ_get0_pubkey(request) else {
            throw CardCryptoError.library("request without a readable key", code: .invalidKey)
        }
        guard X509_REQ_verify(request, key) == 1 else {
            ERR_clear_error()
            throw CardCryptoError(.signatureInvalid, "the request is not signed by its key")
        }
        publicKeyInfo = try derEncoding("public key") { i2d_PUBKEY(key, $0) }
        self.request = request
        isComplete = true
    }

    deinit { X509_REQ_free(request) }

    /// The request as it is sent.
    package var pem: String {
        get throws {
            let output = try MemoryBIO()
            guard PEM_write_bio_X509_REQ(output.pointer, request) == 1 else { throw CardCryptoError.library("request") }
            return output.text
        }
    }

    /// The curve of the key; nil for a key on none, or on one that is written as its numbers.
    package var curve: EllipticCurve.Name? {
        guard let key = X509_REQ_get0_pubkey(request), EVP_PKEY_is_a(key, "EC") == 1,
            case .curve(let curve)? = try? AgreementPublicKeyInfo.domain(of: key).group
        else { return nil }
        return curve
    }
}
