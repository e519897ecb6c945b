import CardCrypto
import LDS

/// What a chip signed in Active Authentication (Doc 9303-11 §6.1). Anybody can check it, and nobody but the chip can have
/// made it.
package struct ActiveAuthenticationProof: Sendable, Hashable {
    /// What the station sent, 8 octets.
    package let challenge: [UInt8]
    /// What the chip answered, as it came.
    package let signature: [UInt8]

    /// Whether it convinces only one who trusts the station.
    package static let isDeniable = false

    package init(challenge: [UInt8], signature: [UInt8]) {
        self.challenge = challenge
        self.signature = signature
    }

    /// Checks the signature by the key in EF.DG15.
    ///
    /// - Parameters:
    ///   - dataGroup15: the file as read, nil where it was not.
    ///   - dataGroup14: the file as read, which says how an elliptic-curve key signs.
    package func verify(dataGroup15: [UInt8]?, dataGroup14: [UInt8]?) -> ChipProofResult {
        guard let dataGroup15 else { return .notVerifiable("EF.DG15 with the chip's key is not there.") }
        guard let key = try? ActiveAuthenticationKey(parsing: dataGroup15) else {
            return .notVerifiable("EF.DG15 cannot be read.")
        }
        let infos = dataGroup14.flatMap { try? SecurityInfos(parsingDataGroup14: $0) }
        do {
            let verifier = try ActiveAuthenticationVerifier(
                subjectPublicKeyInfo: key.subjectPublicKeyInfo,
                signatureAlgorithm: infos?.activeAuthentication?.signatureAlgorithm.octets)
            guard try verifier.verifies(signature, challenge: challenge) else {
                return .refuted("The chip's signature does not fit the challenge and the key in EF.DG15.")
            }
            return .proven
        } catch {
            return .notVerifiable("The chip's key in EF.DG15, or the way it signs, is not supported here.")
        }
    }
}
