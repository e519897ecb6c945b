package import CardCrypto
import LDS
package import SmartCard

/// Password Authenticated Connection Establishment, terminal side (Doc 9303-11 §4.4).
package struct PACE: Sendable {
    private let offer: PACEOffer
    private let password: Password
    private let randomness: Randomness

    package init(_ offer: PACEOffer, password: Password, randomness: Randomness = .system) {
        self.offer = offer
        self.password = password
        self.randomness = randomness
    }

    /// What a run leaves.
    package struct Outcome: Sendable {
        package let channel: SecureMessagingChannel
        /// The chip's ephemeral key, by which Terminal Authentication names the chip (TR-03110-3 §B.3).
        package let chipKey: GroupElement
        /// Only with Chip Authentication Mapping.
        package let mappingProof: ChipAuthenticationMappingProof?
    }

    /// Runs the protocol and returns the protected channel.
    package func perform(over channel: any CardChannel) async throws -> Outcome {
        let suite = offer.suite
        try await setAuthenticationTemplate(over: channel)
        let exchange = GeneralAuthenticate(channel)

        let encryptedNonce = try await exchange.step([]).required(0x80)
        let nonce = try suite.decryptNonce(encryptedNonce, with: password)
        let (generator, mappingKey) = try await map(nonce, by: exchange)

        let ephemeral = try randomness.keyPair(suite.domain, generator)
        let answer = try await exchange.step([BERTLV(0x83, ephemeral.publicKey.bytes)])
        let cardEphemeral = try suite.element(answer.required(0x84))
        guard cardEphemeral != ephemeral.publicKey else {
            throw EMRTDError(.protocolViolation, "PACE: the card sent our own key back")
        }
        let keys = try suite.sessionKeys(ephemeral.sharedSecret(suite.domain, with: cardEphemeral))

        let token = try suite.token(over: cardEphemeral, key: keys.authentication)
        let last = try await exchange.lastStep([BERTLV(0x85, token)])
        let expected = try suite.token(over: ephemeral.publicKey, key: keys.authentication)
        guard equalInConstantTime(try last.required(0x86), expected) else {
            throw EMRTDError(.protocolViolation, "PACE: the card's token is wrong")
        }
        let proof = try mappingKey.map { key in
            let data = try suite.openChipAuthenticationData(last.required(0x8A), key: keys.encryption)
            return ChipAuthenticationMappingProof(domain: suite.domain, mappingKey: key, data: data)
        }
        return Outcome(
            channel: SecureMessagingChannel(channel, session: keys.session), chipKey: cardEphemeral,
            mappingProof: proof)
    }

    /// The second step: both sides make the generator. With Chip Authentication Mapping the chip's key is kept.
    private func map(
        _ nonce: SecretBytes, by exchange: GeneralAuthenticate
    ) async throws -> (generator: GroupElement, mappingKey: GroupElement?) {
        let suite = offer.suite
        if suite.mapping == .integrated {
            let terminalNonce = try randomness.bytes(suite.terminalNonceLength)
            // The card has nothing to say here.
            _ = try await exchange.step([BERTLV(0x81, terminalNonce)])
            return (try suite.mapGenerator(nonce: nonce, terminalNonce: terminalNonce), nil)
        }
        let own = try randomness.keyPair(suite.domain, suite.domain.generator)
        let other = try suite.element(await exchange.step([BERTLV(0x81, own.publicKey.bytes)]).required(0x82))
        let generator = try suite.mapGenerator(nonce: nonce, own: own, other: other)
        return (generator, suite.mapping == .chipAuthentication ? other : nil)
    }

    private func setAuthenticationTemplate(over channel: any CardChannel) async throws {
        var answer = try await setAuthenticationTemplate(namesParameters: offer.namesParameters, over: channel)
        switch answer.status {
        case .wrongDataObjectLength, .referencedDataNotFound, .incorrectData:
            guard !offer.namesParameters, offer.info.parameterID != nil else { break }
            // Some cards want the parameters named although they have only one set.
            answer = try await setAuthenticationTemplate(namesParameters: true, over: channel)
        default: break
        }
        // 63Cx here is a warning: the password has that many tries left (Doc 9303-11 §4.4.4.1).
        guard answer.status == .success || answer.status.triesLeft ?? 0 > 0 else {
            throw EMRTDError(.accessRefused, "PACE: the card refused MSE:Set AT", status: answer.status)
        }
    }

    private func setAuthenticationTemplate(
        namesParameters: Bool, over channel: any CardChannel
    ) async throws -> ResponseAPDU {
        var objects = BERTLV(0x80, offer.info.protocol.objectIdentifier).serialized()
        objects += BERTLV(0x83, [password.kind.rawValue]).serialized()
        if namesParameters, let parameter = offer.info.parameterID {
            objects += BERTLV(0x84, [UInt8(truncatingIfNeeded: parameter)]).serialized()
        }
        return try await channel.transmit(CommandAPDU(0x00, 0x22, 0xC1, 0xA4, data: objects))
    }
}
