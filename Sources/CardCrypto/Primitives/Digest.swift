internal import COpenSSL

/// The hash functions that Doc 9303 documents use (Doc 9303-12 §4.4.1).
package enum Digest: String, Sendable, Hashable, CaseIterable, Codable {
    case sha1 = "SHA-1"
    case sha224 = "SHA-224"
    case sha256 = "SHA-256"
    case sha384 = "SHA-384"
    case sha512 = "SHA-512"

    /// Octets of the result.
    package var length: Int {
        switch self {
        case .sha1: 20
        case .sha224: 28
        case .sha256: 32
        case .sha384: 48
        case .sha512: 64
        }
    }

    /// OpenSSL's implementation of the function, fetched once and never freed: looking it up again for each message costs
    /// as much as a short message.
    var algorithm: OpaquePointer? { Self.fetched[self]?.pointer }

    /// Immutable, and OpenSSL counts its references by itself.
    private struct Fetched: @unchecked Sendable { let pointer: OpaquePointer }

    private static let fetched: [Digest: Fetched] = Dictionary(
        uniqueKeysWithValues: allCases.compactMap { digest in
            EVP_MD_fetch(nil, digest.rawValue, nil).map { (digest, Fetched(pointer: $0)) }
        })

    /// The hash of a byte string.
    package func hash(_ message: [UInt8]) throws(CardCryptoError) -> [UInt8] {
        var result = [UInt8](repeating: 0, count: length)
        guard EVP_Digest(message, message.count, &result, nil, algorithm, nil) == 1 else {
            throw CardCryptoError.library(rawValue)
        }
        return result
    }

    /// The hash of secret input, itself a secret.
    package func hash(secret message: SecretBytes, _ suffix: [UInt8] = []) throws -> SecretBytes {
        guard let context = EVP_MD_CTX_new() else { throw CardCryptoError.library(rawValue) }
        defer { EVP_MD_CTX_free(context) }
        return try SecretBytes(count: length) { result in
            let done = message.withUnsafeBytes { bytes in
                EVP_DigestInit_ex(context, algorithm, nil) == 1
                    && EVP_DigestUpdate(context, bytes.baseAddress, bytes.count) == 1
                    && EVP_DigestUpdate(context, suffix, suffix.count) == 1
                    && EVP_DigestFinal_ex(context, result.bindMemory(to: UInt8.self).baseAddress, nil) == 1
            }
            guard done else { throw CardCryptoError.library(rawValue) }
        }
    }
}
