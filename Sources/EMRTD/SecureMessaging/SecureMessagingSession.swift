package import CardCrypto
import SmartCard

/// Keys and counter of one secure messaging session (Doc 9303-11 §9.8), without I/O.
///
/// The terminal's direction is in `SecureMessagingSession+Terminal.swift`; the virtual card adds the card's.
package struct SecureMessagingSession: Sendable {
    package let cipher: SymmetricCipher
    private let encryptionKey: SecretBytes
    private let authenticationKey: SecretBytes
    /// SSC: as long as a cipher block, counted up before each command and each answer.
    package private(set) var sendSequenceCounter: [UInt8]

    /// A session with keys derived from a shared secret, counting from zero (PACE, Chip Authentication)
    /// or from a given counter (BAC).
    package init(cipher: SymmetricCipher, sharedSecret: SecretBytes, counter: [UInt8]? = nil) throws {
        self.init(
            cipher: cipher,
            encryptionKey: try KeyDerivation.key(from: sharedSecret, .encryption, for: cipher),
            authenticationKey: try KeyDerivation.key(from: sharedSecret, .authentication, for: cipher),
            counter: counter)
    }

    /// A session with given keys.
    package init(
        cipher: SymmetricCipher, encryptionKey: SecretBytes, authenticationKey: SecretBytes, counter: [UInt8]? = nil
    ) {
        self.cipher = cipher
        self.encryptionKey = encryptionKey
        self.authenticationKey = authenticationKey
        sendSequenceCounter = counter ?? [UInt8](repeating: 0, count: cipher.blockSize)
    }

    /// Counts SSC up by one, as a big-endian number that wraps.
    package mutating func incrementCounter() {
        for index in sendSequenceCounter.indices.reversed() {
            sendSequenceCounter[index] &+= 1
            if sendSequenceCounter[index] != 0 { return }
        }
    }

    /// Pads by method 2 of ISO/IEC 9797-1 and encrypts. 3DES starts from zero, AES from the encrypted counter.
    package func encrypt(_ plaintext: [UInt8]) throws -> [UInt8] {
        try cipher.encrypt(cipher.pad(plaintext), key: encryptionKey, iv: initialVector())
    }

    /// Decrypts and removes the padding.
    package func decrypt(_ cryptogram: [UInt8]) throws -> [UInt8] {
        guard !cryptogram.isEmpty, cryptogram.count.isMultiple(of: cipher.blockSize) else {
            throw EMRTDError(.secureMessagingFailed, "cryptogram of \(cryptogram.count) bytes")
        }
        let padded = try cipher.decrypt(cryptogram, key: encryptionKey, iv: initialVector())
        guard let plaintext = SymmetricCipher.unpad(padded) else {
            throw EMRTDError(.secureMessagingFailed, "padding of a protected field is wrong")
        }
        return plaintext
    }

    /// The MAC over SSC and a message of already padded parts.
    package func authenticationCode(_ paddedMessage: [UInt8]) throws -> [UInt8] {
        try cipher.authenticationCode(sendSequenceCounter + paddedMessage, key: authenticationKey)
    }

    private func initialVector() throws -> [UInt8] {
        let zero = [UInt8](repeating: 0, count: cipher.blockSize)
        if cipher == .tripleDES { return zero }
        return try cipher.encrypt(sendSequenceCounter, key: encryptionKey, iv: zero)
    }
}
