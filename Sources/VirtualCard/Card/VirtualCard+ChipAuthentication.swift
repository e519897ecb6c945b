import CardCrypto
import EMRTD
import LDS
import SmartCard

/// Chip Authentication version 1, card side (Doc 9303-11 §6.2).
extension VirtualCard {
    /// The offer in EF.DG14 that a command refers to.
    private func offer(keyID: [UInt8]?) throws -> SecurityInfos.ChipAuthenticationOffer? {
        guard let file = image.file(.dg14) else { return nil }
        let offers = try SecurityInfos(parsingDataGroup14: file.bytes).chipAuthenticationOffers
        return offers.first { keyID == nil || $0.keyID == keyID }
    }

    /// MSE:Set AT.
    func setChipAuthentication(_ command: CommandAPDU) -> ResponseAPDU {
        guard let objects = try? BERTLV.sequence(parsing: command.data),
            let identifier = objects.first(where: { $0.tag == 0x80 })?.value,
            let offer = try? offer(keyID: objects.first { $0.tag == 0x84 }?.value),
            offer.objectIdentifier == identifier
        else { return ResponseAPDU(status: .referencedDataNotFound) }
        chosenChipKey = offer
        return ResponseAPDU(status: .success)
    }

    /// GENERAL AUTHENTICATE with the terminal's ephemeral key; answered under the old keys.
    func agreeByGeneralAuthenticate(_ command: CommandAPDU) throws -> ResponseAPDU {
        let chosen = chosenChipKey
        chosenChipKey = nil
        let template = try BERTLV(parsing: command.data)
        guard template.tag == 0x7C, let key = try template.child(0x80)?.value, let chosen else {
            return ResponseAPDU(status: .incorrectData)
        }
        try agree(with: key, chosen)
        return ResponseAPDU(data: BERTLV(0x7C, [UInt8]()).serialized(), status: .success)
    }

    /// MSE:Set KAT, the whole of the 3DES variant.
    func agreeByKeyAgreementTemplate(_ command: CommandAPDU) throws -> ResponseAPDU {
        let objects = try BERTLV.sequence(parsing: command.data)
        guard let key = objects.first(where: { $0.tag == 0x91 })?.value,
            let offer = try offer(keyID: objects.first { $0.tag == 0x84 }?.value), offer.cipher == .tripleDES
        else { return ResponseAPDU(status: .referencedDataNotFound) }
        try agree(with: key, offer)
        return ResponseAPDU(status: .success)
    }

    private func agree(with terminalKey: [UInt8], _ offer: SecurityInfos.ChipAuthenticationOffer) throws {
        let (domain, _) = try AgreementPublicKeyInfo.parse(offer.subjectPublicKeyInfo)
        let keys = image.chipAuthenticationKeys.filter { $0.group == domain.group }
        guard let key = keys.first(where: { $0.keyID == offer.keyID }) ?? keys.first else {
            throw EMRTDError(.unsupported, "the virtual card has no such key")
        }
        let terminalElement = try element(terminalKey, in: domain)
        let secret = try domain.sharedSecret(terminalElement, key.privateKey)
        terminalEphemeralKey = try terminalElement.compressed()
        let cipher = try SymmetricCipher(suite: offer.cipher.rawValue)
        if has(.keepsOldKeys) { return }
        nextSession = try SecureMessagingSession(cipher: cipher, sharedSecret: secret)
    }
}
