package import CardCrypto
import EMRTD
package import LDS

/// Everything that personalisation puts on a chip: files, keys and passwords.
package struct CardImage: Sendable {
    /// Files in any order; the chip shows them by identifier.
    package var files: [RawFile]
    /// The card access number.
    package var can: String
    /// MRZ information for BAC and PACE (Doc 9303-11 §9.7.2).
    package var mrzInformation: String
    /// The holder's PIN and PUK, on cards that have them.
    package var pin: String?
    package var puk: String?
    /// The private keys that belong to EF.DG14 and EF.CardSecurity.
    package var chipAuthenticationKeys: [ChipKey]
    /// The private key that belongs to EF.DG15.
    package var activeAuthenticationKey: SigningKey?
    /// Certificates of the roots that the chip trusts for Terminal Authentication, the newest first.
    package var trustPoints: [CardVerifiableCertificate] = []
    package var behaviour: CardBehaviour

    /// A private key for Active Authentication and how it signs.
    package struct SigningKey: Sendable {
        package let key: PrivateKey
        /// For RSA.
        package let trailer: MessageRecovery.Trailer
        /// For ECDSA.
        package let digest: Digest

        package init(_ key: PrivateKey, trailer: MessageRecovery.Trailer = .implicit, digest: Digest = .sha256) {
            self.key = key
            self.trailer = trailer
            self.digest = digest
        }
    }

    /// A private key for key agreement, by the number that EF.DG14 gives it.
    package struct ChipKey: Sendable {
        package let keyID: [UInt8]?
        package let group: DomainParametersName
        package let privateKey: SecretBytes

        package init(keyID: [UInt8]? = nil, group: DomainParametersName, privateKey: SecretBytes) {
            self.keyID = keyID
            self.group = group
            self.privateKey = privateKey
        }

        /// The private half of a key that was made for a certificate authority's eyes.
        package init(keyID: [UInt8]? = nil, _ key: PrivateKey) throws {
            let (domain, scalar) = try key.agreementKey()
            self.init(keyID: keyID, group: domain.group, privateKey: scalar)
        }
    }

    package init(
        files: [RawFile], can: String, mrzInformation: String, chipAuthenticationKeys: [ChipKey] = [],
        behaviour: CardBehaviour = CardBehaviour()
    ) {
        self.files = files
        self.can = can
        self.mrzInformation = mrzInformation
        self.chipAuthenticationKeys = chipAuthenticationKeys
        self.behaviour = behaviour
    }

    /// A file's bytes.
    package func file(_ file: ElementaryFile) -> RawFile? { files.first { $0.file == file } }

    /// nil where the card has no password of that kind.
    func password(_ kind: Password.Kind) throws -> Password? {
        switch kind {
        case .can: try .can(can)
        case .mrz: try .mrz(information: mrzInformation)
        case .pin: try pin.map { text throws(EMRTDError) in try .pin(text) }
        case .puk: try puk.map { text throws(EMRTDError) in try .puk(text) }
        }
    }
}
