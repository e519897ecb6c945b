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
        guard command.data.count == 8 else { return ResponseAPDU(status: .wrongLength) }
        guard signing.key.isRSA else {
            return ResponseAPDU(
                data: try signing.key.signature(of: command.data, by: .ecdsa(signing.digest)), status: .success)
        }
        let count = (signing.key.bitCount + 7) / 8
        let nonce = try randomness.bytes(MessageRecovery.nonceLength(count: count, trailer: signing.trailer))
        let representative = try MessageRecovery.compose(
            nonce: nonce, challenge: command.data, trailer: signing.trailer, count: count)
        return ResponseAPDU(data: try signing.key.signRepresentative(representative), status: .success)
    }
}
