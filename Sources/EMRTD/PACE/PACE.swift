import CardCrypto
package import LDS
package import SmartCard

/// Password Authenticated Connection Establishment, terminal side (Doc 9303-11 §4.4).
///
/// Here: generic mapping over ECDH. Another mapping or agreement is another ``PACEMapping`` and no change here.
package struct PACE: Sendable {
    private let info: PACEInfo
    private let namesParameters: Bool
    private let password: Password
    private let randomness: Randomness

    /// - Parameter namesParameters: tell the card the parameter id (DO'84'), which it needs where it offers several.
    package init(
        _ info: PACEInfo, namesParameters: Bool, password: Password, randomness: Randomness = .system
    ) {
        self.info = info
        self.namesParameters = namesParameters
        self.password = password
        self.randomness = randomness
    }

    /// Runs the protocol and returns the protected channel.
    package func perform(over channel: any CardChannel) async throws -> SecureMessagingChannel {
        let suite = try PACESuite(info)
        try await setAuthenticationTemplate(suite, over: channel)
        let exchange = GeneralAuthenticate(channel)

        let encryptedNonce = try await exchange.step([], expecting: 0x80)
        let nonce = try suite.decryptNonce(encryptedNonce, with: password)

        let mapping = try randomness.keyPair(suite.curve, suite.curve.generator)
        let cardMapping = try await exchange.step([BERTLV(0x81, mapping.publicKey.bytes)], expecting: 0x82)
        let generator = try suite.mapGenerator(nonce: nonce, own: mapping, other: suite.point(cardMapping))

        let ephemeral = try randomness.keyPair(suite.curve, generator)
        let cardEphemeral = try suite.point(
            await exchange.step([BERTLV(0x83, ephemeral.publicKey.bytes)], expecting: 0x84))
        guard cardEphemeral != ephemeral.publicKey else {
            throw EMRTDError(.protocolViolation, "PACE: the card sent our own key back")
        }
        let keys = try suite.sessionKeys(ephemeral.sharedSecret(suite.curve, with: cardEphemeral))

        let token = try suite.token(over: cardEphemeral, key: keys.authentication)
        let cardToken = try await exchange.lastStep([BERTLV(0x85, token)], expecting: 0x86)
        guard equalInConstantTime(cardToken, try suite.token(over: ephemeral.publicKey, key: keys.authentication))
        else { throw EMRTDError(.protocolViolation, "PACE: the card's token is wrong") }
        return SecureMessagingChannel(channel, session: keys.session)
    }

    private func setAuthenticationTemplate(_ suite: PACESuite, over channel: any CardChannel) async throws {
        var objects = BERTLV(0x80, info.protocol.objectIdentifier).serialized()
        objects += BERTLV(0x83, [password.kind.rawValue]).serialized()
        if namesParameters, let parameter = info.parameterID {
            objects += BERTLV(0x84, [UInt8(truncatingIfNeeded: parameter)]).serialized()
        }
        let answer = try await channel.transmit(CommandAPDU(0x00, 0x22, 0xC1, 0xA4, data: objects))
        // 63Cx here is a warning: the password has that many tries left (Doc 9303-11 §4.4.4.1).
        guard answer.status == .success || answer.status.triesLeft ?? 0 > 0 else {
            throw EMRTDError(.accessRefused, "PACE: the card refused MSE:Set AT", status: answer.status)
        }
    }
}
