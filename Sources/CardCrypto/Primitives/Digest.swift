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
    var algorithm: OpaquePointer? {
        switch self {
        case .sha1: Self.sha1Fetched.pointer
        case .sha224: Self.sha224Fetched.pointer
        case .sha256: Self.sha256Fetched.pointer
        case .sha384: Self.sha384Fetched.pointer
        case .sha512: Self.sha512Fetched.pointer
        }
    }

    /// Immutable, and OpenSSL counts its references by itself.
    private struct Fetched: @unchecked Sendable {
        let pointer: OpaquePointer?
        init(_ name: String) { pointer = EVP_MD_fetch(nil, name, nil) }
    }

    private static let sha1Fetched = Fetched("SHA-1")
    private static let sha224Fetched = Fetched("SHA-224")
    private static let sha256Fetched = Fetched("SHA-256")
    private static let sha384Fetched = Fetched("SHA-384")
    private static let sha512Fetched = Fetched("SHA-512")

    /// The function with OpenSSL's number.
    init?(nid: Int32) {
        switch nid {
        case NID_sha1: self = .sha1
        case NID_sha224: self = .sha224
        case NID_sha256: self = .sha256
        case NID_sha384: self = .sha384
        case NID_sha512: self = .sha512
        default: return nil
        }
    }

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
