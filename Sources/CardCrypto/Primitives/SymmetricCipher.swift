internal import COpenSSL

/// The block ciphers of Doc 9303-11 §9.8 and TR-03110-3 §A.2.3, in CBC mode without padding, and their MACs.
package enum SymmetricCipher: Sendable, Hashable, CaseIterable {
    case tripleDES, aes128, aes192, aes256

    /// Octets of a block.
    package var blockSize: Int { self == .tripleDES ? 8 : 16 }

    /// Octets of a key; 3DES has two keys of 8.
    package var keyLength: Int {
        switch self {
        case .tripleDES, .aes128: 16
        case .aes192: 24
        case .aes256: 32
        }
    }

    /// The cipher that the last number of a protocol's identifier names: 1 is 3DES, 2 to 4 are AES (Doc 9303-11 §9.2.1).
    package init(suite number: UInt8) throws(CardCryptoError) {
        switch number {
        case 1: self = .tripleDES
        case 2: self = .aes128
        case 3: self = .aes192
        case 4: self = .aes256
        default: throw CardCryptoError(.unsupportedAlgorithm, "cipher suite \(number)")
        }
    }

    private var cbc: OpaquePointer? {
        switch self {
        case .tripleDES: EVP_des_ede_cbc()
        case .aes128: EVP_aes_128_cbc()
        case .aes192: EVP_aes_192_cbc()
        case .aes256: EVP_aes_256_cbc()
        }
    }

    /// CBC encryption; the input is a whole number of blocks.
    package func encrypt(_ plaintext: [UInt8], key: SecretBytes, iv: [UInt8]) throws(CardCryptoError) -> [UInt8] {
        try Self.run(cbc, plaintext, key: key, keyLength: keyLength, iv: iv, blockSize: blockSize, encrypts: true)
    }

    /// CBC decryption; the input is a whole number of blocks.
    package func decrypt(_ ciphertext: [UInt8], key: SecretBytes, iv: [UInt8]) throws(CardCryptoError) -> [UInt8] {
        try Self.run(cbc, ciphertext, key: key, keyLength: keyLength, iv: iv, blockSize: blockSize, encrypts: false)
    }

    private static func run(
        _ cipher: OpaquePointer?, _ input: [UInt8], key: SecretBytes, keyLength: Int, iv: [UInt8], blockSize: Int,
        encrypts: Bool
    ) throws(CardCryptoError) -> [UInt8] {
        guard key.count == keyLength, iv.count == blockSize, input.count.isMultiple(of: blockSize),
            let count = Int32(exactly: input.count)
        else {
            throw CardCryptoError(.invalidLength, "key \(key.count), IV \(iv.count), input \(input.count) bytes")
        }
        guard let context = EVP_CIPHER_CTX_new() else { throw CardCryptoError.library("cipher") }
        defer { EVP_CIPHER_CTX_free(context) }
        var output = [UInt8](repeating: 0, count: input.count + blockSize)
        var written: Int32 = 0
        let done = key.withUnsafeBytes { key in
            EVP_CipherInit_ex(
                context, cipher, nil, key.bindMemory(to: UInt8.self).baseAddress, iv, encrypts ? 1 : 0) == 1
                && EVP_CIPHER_CTX_set_padding(context, 0) == 1
                && EVP_CipherUpdate(context, &output, &written, input, count) == 1
        }
        guard done, written == count else { throw CardCryptoError.library("cipher") }
        return Array(output.prefix(input.count))
    }
}

extension SymmetricCipher {
    /// Padding method 2 of ISO/IEC 9797-1: 80, then zeros to a block boundary.
    package func pad(_ message: [UInt8]) -> [UInt8] {
        let zeros = blockSize - 1 - message.count % blockSize
        return message + [0x80] + [UInt8](repeating: 0, count: zeros)
    }

    /// Takes padding method 2 off again; nil where there is none.
    package static func unpad(_ message: [UInt8]) -> [UInt8]? {
        guard let marker = message.lastIndex(where: { $0 != 0 }), message[marker] == 0x80 else { return nil }
        return Array(message[..<marker])
    }

    /// The 8-byte MAC of Doc 9303-11 §9.8: ISO/IEC 9797-1 algorithm 3 ("retail MAC") for 3DES, CMAC for AES.
    ///
    /// The retail MAC takes whole blocks: its caller pads. CMAC pads by itself.
    package func authenticationCode(_ message: [UInt8], key: SecretBytes) throws -> [UInt8] {
        self == .tripleDES ? try retailMAC(message, key: key) : try cmac(message, key: key)
    }

    /// Single-DES CBC over all blocks but the last, then one 3DES block. Single DES is 3DES with three equal keys,
    /// which keeps it clear of OpenSSL's legacy provider.
    private func retailMAC(_ message: [UInt8], key: SecretBytes) throws -> [UInt8] {
        guard key.count == 16, !message.isEmpty, message.count.isMultiple(of: 8) else {
            throw CardCryptoError(.invalidLength, "retail MAC: key \(key.count), message \(message.count) bytes")
        }
        let single = SecretBytes(count: 24) { triple in
            key.withUnsafeBytes { key in
                for offset in [0, 8, 16] { triple[offset..<offset + 8].copyBytes(from: key.prefix(8)) }
            }
        }
        var chaining = [UInt8](repeating: 0, count: 8)
        if message.count > 8 {
            let head = try Self.run(
                EVP_des_ede3_cbc(), Array(message.dropLast(8)), key: single, keyLength: 24, iv: chaining, blockSize: 8,
                encrypts: true)
            chaining = Array(head.suffix(8))
        }
        return try encrypt(Array(message.suffix(8)), key: key, iv: chaining)
    }

    private func cmac(_ message: [UInt8], key: SecretBytes) throws -> [UInt8] {
        guard key.count == keyLength else { throw CardCryptoError(.invalidLength, "CMAC key of \(key.count) bytes") }
        guard let mac = EVP_MAC_fetch(nil, "CMAC", nil) else { throw CardCryptoError.library("CMAC") }
        defer { EVP_MAC_free(mac) }
        guard let context = EVP_MAC_CTX_new(mac) else { throw CardCryptoError.library("CMAC") }
        defer { EVP_MAC_CTX_free(context) }
        var code = [UInt8](repeating: 0, count: 16)
        var length = 0
        let done = key.withUnsafeBytes { key in
            chip_EVP_MAC_init(
                context, "AES-\(keyLength * 8)-CBC", key.bindMemory(to: UInt8.self).baseAddress, key.count) == 1
                && EVP_MAC_update(context, message, message.count) == 1
                && EVP_MAC_final(context, &code, &length, code.count) == 1
        }
        guard done, length == 16 else { throw CardCryptoError.library("CMAC") }
        return Array(code.prefix(8))
    }
}
