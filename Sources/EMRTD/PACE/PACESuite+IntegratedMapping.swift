package import CardCrypto

/// The integrated mapping: a pseudo-random number from both sides' nonces becomes the generator
/// (Doc 9303-11 §4.4.3.3.2).
extension PACESuite {
    /// Octets of the terminal's nonce `t`: a key of the cipher.
    package var terminalNonceLength: Int { cipher.keyLength }

    /// Octets of the card's nonce `s`: the smallest number of 16-octet blocks that holds a key of the cipher.
    package var cardNonceLength: Int { cipher.keyLength > 16 ? 32 : 16 }

    package func mapGenerator(nonce: SecretBytes, terminalNonce: [UInt8]) throws -> GroupElement {
        try domain.mapGenerator(pseudorandom: pseudorandom(nonce: nonce, terminalNonce: terminalNonce))
    }

    /// `R(s, t)` before it is reduced modulo the field's prime: `x₁ ‖ x₂ ‖ … ‖ xₙ`.
    package func pseudorandom(nonce: SecretBytes, terminalNonce: [UInt8]) throws -> SecretBytes {
        guard nonce.count == cardNonceLength, terminalNonce.count == terminalNonceLength else {
            throw EMRTDError(.protocolViolation, "PACE: nonce of \(nonce.count) bytes with \(cipher)")
        }
        let (c0, c1) = Self.constants(count: cardNonceLength)
        let zero = [UInt8](repeating: 0, count: cipher.blockSize)
        func encrypt(_ input: [UInt8], under key: SecretBytes) throws -> SecretBytes {
            SecretBytes(try cipher.encrypt(input, key: key, iv: zero))
        }
        // s is exposed to the cipher's input only.
        var key = try encrypt(nonce.exposed(), under: SecretBytes(terminalNonce)).prefix(cipher.keyLength)
        var output: [UInt8] = []
        while output.count * 8 < domain.fieldBitCount + 64 {
            output += try encrypt(c1, under: key).exposed()
            key = try encrypt(c0, under: key).prefix(cipher.keyLength)
        }
        return SecretBytes(output)
    }

    /// The constants `c₀` and `c₁` for nonces of 128 and of 256 bits.
    private static func constants(count: Int) -> (c0: [UInt8], c1: [UInt8]) {
        count == 16
            ? (
                [0xA6, 0x68, 0x89, 0x2A, 0x7C, 0x41, 0xE3, 0xCA, 0x73, 0x9F, 0x40, 0xB0, 0x57, 0xD8, 0x59, 0x04],
                [0xA4, 0xE1, 0x36, 0xAC, 0x72, 0x5F, 0x73, 0x8B, 0x01, 0xC1, 0xF6, 0x02, 0x17, 0xC1, 0x88, 0xAD]
            )
            : (
                [
                    0xD4, 0x63, 0xD6, 0x52, 0x34, 0x12, 0x4E, 0xF7, 0x89, 0x70, 0x54, 0x98, 0x6D, 0xCA, 0x0A, 0x17,
                    0x4E, 0x28, 0xDF, 0x75, 0x8C, 0xBA, 0xA0, 0x3F, 0x24, 0x06, 0x16, 0x41, 0x4D, 0x5A, 0x16, 0x76,
                ],
                [
                    0x54, 0xBD, 0x72, 0x55, 0xF0, 0xAA, 0xF8, 0x31, 0xBE, 0xC3, 0x42, 0x3F, 0xCF, 0x39, 0xD6, 0x9B,
                    0x6C, 0xBF, 0x06, 0x66, 0x77, 0xD0, 0xFA, 0xAE, 0x5A, 0xAD, 0xD9, 0x9D, 0xF8, 0xE5, 0x35, 0x17,
                ]
            )
    }
}
