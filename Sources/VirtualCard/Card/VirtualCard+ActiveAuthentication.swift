import CardCrypto
import EMRTD
import SmartCard

/// Active Authentication, card side (Doc 9303-11 §6.1).
extension VirtualCard {
    /// INTERNAL AUTHENTICATE; 6A88 where the card has no key.
    func internalAuthenticate(_ command: CommandAPDU, isProtected: Bool) throws -> ResponseAPDU {
        guard isApplicationSelected, isProtected else { return ResponseAPDU(status: .securityStatusNotSatisfied) }
        guard let signing = image.activeAuthenticationKey else {
            return ResponseAPDU(status: .referencedDataNotFound)
        }
        guard command.data.count == 8 || has(.signsAnyLength) else { return ResponseAPDU(status: .wrongLength) }
        if has(.repeatsSignatures), let firstSignature { return ResponseAPDU(data: firstSignature, status: .success) }
        let signature = try signature(of: command.data, signing)
        firstSignature = signature
        return ResponseAPDU(data: signature, status: .success)
    }

    private func signature(of challenge: [UInt8], _ signing: CardImage.SigningKey) throws -> [UInt8] {
        guard signing.key.isRSA else {
            return try signing.key.signature(of: challenge, by: .ecdsa(signing.digest))
        }
        let count = (signing.key.bitCount + 7) / 8
        let nonce = try randomness.bytes(MessageRecovery.nonceLength(count: count, trailer: signing.trailer))
        let representative = try MessageRecovery.compose(
            nonce: nonce, challenge: challenge, trailer: signing.trailer, count: count)
        return try signing.key.signRepresentative(representative)
    }
}
