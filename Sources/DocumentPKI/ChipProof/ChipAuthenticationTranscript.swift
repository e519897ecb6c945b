package import CardCrypto
package import LDS
package import SmartCard

/// A run of Chip Authentication with the chip's first answer under the agreed keys (Doc 9303-11 §6.2).
///
/// It is deniable: whoever knows the terminal's private key knows the agreed keys as well, and could have made the answer
/// without a chip. It convinces one who trusts the station, and nobody else. Together with a recording of the radio link
/// it also opens the session, so it is kept as carefully as the holder's data.
package struct ChipAuthenticationTranscript: Sendable {
    /// The protocol that was run, as EF.DG14 names it.
    package let `protocol`: ObjectIdentifier
    /// Content octets of the number of the chip's key, where it has one.
    package let keyID: [UInt8]?
    /// The terminal's ephemeral key: a secret until the session is over.
    package let terminalPrivateKey: SecretBytes
    /// The first answer under the new keys, as the card gave it.
    package let answer: ResponseAPDU
    /// SSC as the answer's MAC covers it, as long as a cipher block.
    package let sendSequenceCounter: [UInt8]

    /// Whether it convinces only one who trusts the station.
    package static let isDeniable = true

    package init(
        protocol identifier: ObjectIdentifier, keyID: [UInt8]?, terminalPrivateKey: SecretBytes, answer: ResponseAPDU,
        sendSequenceCounter: [UInt8]
    ) {
        self.protocol = identifier
        self.keyID = keyID
        self.terminalPrivateKey = terminalPrivateKey
        self.answer = answer
        self.sendSequenceCounter = sendSequenceCounter
    }

    /// Agrees on the keys again, with the chip's key in EF.DG14, and checks the answer's MAC.
    ///
    /// - Parameter dataGroup14: the file as read, nil where it was not.
    package func verify(dataGroup14: [UInt8]?) -> ChipProofResult {
        guard let dataGroup14 else { return .notVerifiable("EF.DG14 with the chip's key is not there.") }
        guard let infos = try? SecurityInfos(parsingDataGroup14: dataGroup14) else {
            return .notVerifiable("EF.DG14 cannot be read.")
        }
        let results = infos.chipAuthenticationOffers.filter {
            $0.objectIdentifier == self.protocol.octets && $0.keyID == keyID
        }.map(verify)
        return results.first { $0 == .proven } ?? results.first
            ?? .refuted("EF.DG14 has no key with this number for this protocol.")
    }

    private func verify(_ offer: SecurityInfos.ChipAuthenticationOffer) -> ChipProofResult {
        guard let cipher = try? SymmetricCipher(suite: offer.cipher.rawValue),
            let (domain, chipKey) = try? AgreementPublicKeyInfo.parse(offer.subjectPublicKeyInfo)
        else { return .notVerifiable("The chip's key in EF.DG14 is of a kind that is not supported here.") }
        guard let answer = try? ProtectedAnswer(parsing: answer), sendSequenceCounter.count == cipher.blockSize else {
            return .refuted("The recorded answer is none of a session under these keys.")
        }
        do {
            let secret = try domain.sharedSecret(chipKey, terminalPrivateKey)
            let key = try KeyDerivation.key(from: secret, .authentication, for: cipher)
            let code = try cipher.authenticationCode(
                sendSequenceCounter + cipher.pad(answer.authenticated), key: key)
            guard equalInConstantTime(code, answer.code) else {
                return .refuted("The recorded answer has not the MAC of a chip that holds the key in EF.DG14.")
            }
            return .proven
        } catch {
            return .refuted("The recorded key of the terminal does not fit the chip's key in EF.DG14.")
        }
    }
}
