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
        let signature = try signing.signature(of: command.data, nonce: randomness.bytes)
        firstSignature = signature
        return ResponseAPDU(data: signature, status: .success)
    }
}

extension CardImage.SigningKey {
    /// What a chip answers to a challenge.
    ///
    /// - Parameters:
    ///   - challenge: the terminal's, 8 octets.
    ///   - nonce: random octets for RSA's recoverable part.
    package func signature(of challenge: [UInt8], nonce: (Int) throws -> [UInt8]) throws -> [UInt8] {
        guard key.isRSA else { return try key.signature(of: challenge, by: .ecdsa(digest)) }
        let count = (key.bitCount + 7) / 8
        let representative = try MessageRecovery.compose(
            nonce: nonce(MessageRecovery.nonceLength(count: count, trailer: trailer)), challenge: challenge,
            trailer: trailer, count: count)
        return try key.signRepresentative(representative)
    }
}
