internal import COpenSSL

/// Bytes from OpenSSL's generator, which the operating system seeds.
package func randomBytes(_ count: Int) throws(CardCryptoError) -> [UInt8] {
    guard let length = Int32(exactly: count), length >= 0 else {
        throw CardCryptoError(.invalidLength, "\(count) random bytes asked for")
    }
    var bytes = [UInt8](repeating: 0, count: count)
    guard RAND_bytes(&bytes, length) == 1 else {
        throw CardCryptoError.library("random bytes", code: .randomnessFailed)
    }
    return bytes
}
