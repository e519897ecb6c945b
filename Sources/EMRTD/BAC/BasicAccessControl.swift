package import CardCrypto
package import SmartCard

/// Basic Access Control: mutual authentication with a key from the MRZ (Doc 9303-11 §4.3).
///
/// The eMRTD application must be selected. Returns the protected channel.
package struct BasicAccessControl: Sendable {
    private let seed: SecretBytes
    private let randomness: Randomness

    package init(seed: SecretBytes, randomness: Randomness = .system) {
        self.seed = seed
        self.randomness = randomness
    }

    package func perform(over channel: any CardChannel) async throws -> SecureMessagingChannel {
        let challenge = try await channel.transmit(CommandAPDU(0x00, 0x84, 0x00, 0x00, expectedLength: 8))
        guard challenge.status == .success, challenge.data.count == 8 else {
            throw EMRTDError(.accessRefused, "BAC: the card gave no challenge", status: challenge.status)
        }
        let keys = try BACKeys(seed: seed)
        let nonce = try randomness.bytes(8)
        let keyMaterial = SecretBytes(try randomness.bytes(16))
        let token = try keys.seal(nonce + challenge.data + keyMaterial.exposed())
        let answer = try await channel.transmit(
            CommandAPDU(0x00, 0x82, 0x00, 0x00, data: token, expectedLength: 40))
        guard answer.status == .success else { throw Self.refusal(answer.status) }
        guard let opened = try keys.open(answer.data), opened.count == 32,
            Array(opened[0..<8]) == challenge.data, Array(opened[8..<16]) == nonce
        else { throw EMRTDError(.protocolViolation, "BAC: the card's answer does not authenticate") }
        let sessionSeed = SecretBytes(zip(keyMaterial.exposed(), opened[16...]).map { $0 ^ $1 })
        let session = try SecureMessagingSession(
            cipher: .tripleDES, sharedSecret: sessionSeed, counter: challenge.data.suffix(4) + nonce.suffix(4))
        return SecureMessagingChannel(channel, session: session)
    }

    private static func refusal(_ status: StatusWord) -> EMRTDError {
        // Which status word means a wrong key, no standard says. 69 88 is the word for a MAC that does not fit.
        switch status {
        case .authenticationFailed, .securityStatusNotSatisfied, .secureMessagingObjectsIncorrect, .incorrectData:
            EMRTDError(.wrongPassword, "the MRZ data do not fit this card", fault: .operator, status: status)
        case let other where other.triesLeft != nil:
            EMRTDError(.wrongPassword, "the MRZ data do not fit this card", fault: .operator, status: other)
        default: EMRTDError(.accessRefused, "BAC: the card refused", status: status)
        }
    }
}

/// The two document basic access keys and what is sealed under them; both sides use it.
package struct BACKeys: Sendable {
    private let encryptionKey: SecretBytes
    private let authenticationKey: SecretBytes
    private let cipher = SymmetricCipher.tripleDES

    package init(seed: SecretBytes) throws {
        encryptionKey = try KeyDerivation.key(from: seed, .encryption, for: .tripleDES)
        authenticationKey = try KeyDerivation.key(from: seed, .authentication, for: .tripleDES)
    }

    /// `E ‖ M`: 32 bytes encrypted, then their MAC.
    package func seal(_ plaintext: [UInt8]) throws -> [UInt8] {
        let cryptogram = try cipher.encrypt(plaintext, key: encryptionKey, iv: [UInt8](repeating: 0, count: 8))
        return try cryptogram + code(cryptogram)
    }

    /// What was sealed; nil where the MAC does not fit, which is what a wrong MRZ looks like to a card.
    package func open(_ token: [UInt8]) throws -> [UInt8]? {
        guard token.count == 40 else { return nil }
        let cryptogram = Array(token.prefix(32))
        guard equalInConstantTime(try code(cryptogram), Array(token.suffix(8))) else { return nil }
        return try cipher.decrypt(cryptogram, key: encryptionKey, iv: [UInt8](repeating: 0, count: 8))
    }

    private func code(_ cryptogram: [UInt8]) throws -> [UInt8] {
        try cipher.authenticationCode(cipher.pad(cryptogram), key: authenticationKey)
    }
}
