import CardCrypto
package import DocumentPKI

/// A chip's proof that it was there when the claims of a record were final.
package enum PresenceProof: Sendable {
    /// The chip's signature over the challenge (Doc 9303-11 §6.1). Anybody can check it.
    case activeAuthentication(signature: [UInt8])
    /// A run of Chip Authentication whose ephemeral key follows from the claims (§6.2): for cards without Active
    /// Authentication. Deniable: it convinces one who trusts the station.
    case chipAuthentication(ChipAuthenticationTranscript, salt: [UInt8])

    /// Stable name.
    package var kind: String {
        switch self {
        case .activeAuthentication: "active-authentication"
        case .chipAuthentication: "chip-authentication"
        }
    }

    /// Keys that a session of the reader can have made before the one of Chip Authentication.
    private static let indices = UInt8(0)..<16

    /// Checks that the chip with the keys in these files gave it for these claims.
    package func verify(claims: ContentDigest, dataGroup14: [UInt8]?, dataGroup15: [UInt8]?) -> ChipProofResult {
        let challenge = PresenceChallenge(claims: claims)
        switch self {
        case .activeAuthentication(let signature):
            return ActiveAuthenticationProof(challenge: challenge.octets, signature: signature)
                .verify(dataGroup15: dataGroup15, dataGroup14: dataGroup14)
        case .chipAuthentication(let transcript, let salt):
            let key = transcript.terminalPrivateKey.exposed()
            let isBound = Self.indices.contains { index in
                equalInConstantTime(challenge.privateKey(salt: salt, index: index).exposed(), key)
            }
            guard isBound else { return .refuted("The terminal's key was not made for this record.") }
            return transcript.verify(dataGroup14: dataGroup14)
        }
    }
}

extension PresenceProof: CustomStringConvertible, CustomReflectable {
    /// Its kind: the transcript has a key in it.
    package var description: String { kind }
    package var customMirror: Mirror { Mirror(self, children: [:]) }
}
