internal import COpenSSL

/// scrypt (RFC 7914): a key from a password, at a cost in memory and time that a guesser pays for each guess.
package struct Scrypt: Sendable, Hashable {
    /// N is 2 to this power.
    package let costExponent: Int
    /// r.
    package let blockSize: Int
    /// p.
    package let parallelization: Int

    /// - Throws: `invalidLength` for parameters outside of RFC 7914 §2, or that would take more than 256 MiB.
    package init(costExponent: Int, blockSize: Int, parallelization: Int) throws(CardCryptoError) {
        guard (1...24).contains(costExponent), (1...32).contains(blockSize), (1...64).contains(parallelization),
            128 * blockSize << costExponent <= Self.mostMemory
        else { throw CardCryptoError(.invalidLength, "parameters of scrypt") }
        self.costExponent = costExponent
        self.blockSize = blockSize
        self.parallelization = parallelization
    }

    private static let mostMemory = 256 << 20

    /// The key of `count` bytes that the password and the salt give.
    package func key(password: SecretBytes, salt: [UInt8], count: Int) throws -> SecretBytes {
        guard (1...1024).contains(count) else { throw CardCryptoError(.invalidLength, "a key of \(count) bytes") }
        // OpenSSL counts some blocks more than the table.
        let limit = UInt64(Self.mostMemory + (1 << 20))
        return try SecretBytes(count: count) { key in
            let done = password.withUnsafeBytes { password in
                EVP_PBE_scrypt(
                    password.bindMemory(to: CChar.self).baseAddress, password.count, salt, salt.count,
                    1 << UInt64(costExponent), UInt64(blockSize), UInt64(parallelization), limit,
                    key.bindMemory(to: UInt8.self).baseAddress, count)
            }
            guard done == 1 else { throw CardCryptoError.library("scrypt") }
        }
    }
}
