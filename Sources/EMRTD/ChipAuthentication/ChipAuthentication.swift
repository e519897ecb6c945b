import CardCrypto
package import LDS
import SmartCard

/// Chip Authentication version 1 over ECDH or DH (Doc 9303-11 §6.2).
///
/// The chip proves its private key by being able to talk under the new keys: the first exchange on the returned
/// channel is the proof, so the outcome is `passed` only after it.
package struct ChipAuthentication: Sendable {
    private let cipher: SymmetricCipher
    private let domain: any DomainParameters
    private let chipKey: GroupElement
    private let objectIdentifier: [UInt8]
    private let keyID: [UInt8]?
    private let randomness: Randomness

    /// Prepares for one of the chip's offers in EF.DG14; throws `unsupported` for what the station does not have.
    package init(_ offer: SecurityInfos.ChipAuthenticationOffer, randomness: Randomness = .system) throws {
        (domain, chipKey) = try AgreementPublicKeyInfo.parse(offer.subjectPublicKeyInfo)
        switch (offer.agreement, domain.group) {
        case (.ecdh, .curve), (.dh, .prime): break
        default:
            throw EMRTDError(.protocolViolation, "Chip Authentication: a key in \(domain.group) for \(offer.agreement)")
        }
        cipher = try SymmetricCipher(suite: offer.cipher.rawValue)
        objectIdentifier = offer.objectIdentifier
        keyID = offer.keyID
        self.randomness = randomness
    }

    /// Agrees on new keys under the session of `channel`.
    package func perform(over channel: SecureMessagingChannel) async throws -> Outcome {
        let ephemeral = try randomness.keyPair(domain, domain.generator)
        if cipher == .tripleDES {
            try await setKeyAgreementTemplate(ephemeral.publicKey, over: CommandChaining(channel))
        } else {
            try await agreeByGeneralAuthenticate(ephemeral.publicKey, over: CommandChaining(channel))
        }
        let secret = try ephemeral.sharedSecret(domain, with: chipKey)
        let session = try SecureMessagingSession(cipher: cipher, sharedSecret: secret)
        return Outcome(
            channel: SecureMessagingChannel(channel.base, session: session), objectIdentifier: objectIdentifier,
            keyID: keyID, ephemeral: ephemeral)
    }

    /// MSE:Set KAT, the only exchange of the 3DES variant (§6.2.4.1).
    private func setKeyAgreementTemplate(_ key: GroupElement, over channel: any CardChannel) async throws {
        let data = BERTLV(0x91, key.bytes).serialized() + keyReference
        let answer = try await channel.transmit(CommandAPDU(0x00, 0x22, 0x41, 0xA6, data: data))
        try Self.requireSuccess(answer, "MSE:Set KAT")
    }

    /// MSE:Set AT and GENERAL AUTHENTICATE (§6.2.4.2).
    private func agreeByGeneralAuthenticate(_ key: GroupElement, over channel: any CardChannel) async throws {
        let template = BERTLV(0x80, objectIdentifier).serialized() + keyReference
        let set = try await channel.transmit(CommandAPDU(0x00, 0x22, 0x41, 0xA4, data: template))
        try Self.requireSuccess(set, "MSE:Set AT")
        let data = BERTLV(0x7C, [BERTLV(0x80, key.bytes)]).serialized()
        let answer = try await channel.transmit(
            CommandAPDU(0x00, 0x86, 0x00, 0x00, data: data, expectedLength: 256))
        try Self.requireSuccess(answer, "GENERAL AUTHENTICATE")
    }

    private var keyReference: [UInt8] { keyID.map { BERTLV(0x84, $0).serialized() } ?? [] }

    private static func requireSuccess(_ answer: ResponseAPDU, _ command: String) throws {
        guard answer.status == .success else {
            throw EMRTDError(.accessRefused, "Chip Authentication: \(command) refused", status: answer.status)
        }
    }
}
