package import CardCrypto
package import SmartCard

extension ChipAuthentication {
    /// What a run leaves.
    package struct Outcome: Sendable {
        /// On the same base, with the new keys.
        package let channel: SecureMessagingChannel
        let objectIdentifier: [UInt8]
        let keyID: [UInt8]?
        let ephemeral: AgreementKeyPair

        /// The key that the terminal sent, which Terminal Authentication signs.
        package var terminalKey: GroupElement { ephemeral.publicKey }

        /// The run with the chip's first answer under the new keys; nil until one has come whose MAC is right.
        package var transcript: Transcript? {
            get async {
                guard let answer = await channel.firstAnswer else { return nil }
                return Transcript(
                    objectIdentifier: objectIdentifier, keyID: keyID, terminalPrivateKey: ephemeral.privateKey,
                    answer: answer.response, sendSequenceCounter: answer.counter)
            }
        }
    }

    /// What lets somebody else repeat the terminal's calculation: who holds it can read the session's traffic, and could
    /// have made it up. The chip's half is in EF.DG14.
    package struct Transcript: Sendable {
        /// Content octets of the protocol's identifier.
        package let objectIdentifier: [UInt8]
        package let keyID: [UInt8]?
        /// A secret as long as the session lives.
        package let terminalPrivateKey: SecretBytes
        /// As the card gave it, data objects and status word.
        package let answer: ResponseAPDU
        /// SSC as the answer's MAC covers it.
        package let sendSequenceCounter: [UInt8]
    }
}
