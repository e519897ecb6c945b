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
    /// The private key that belongs to EF.DG14, and its curve.
    package var chipAuthenticationKey: ChipKey?
    package var behaviour: CardBehaviour

    package struct ChipKey: Sendable {
        package let curve: EllipticCurve.Name
        package let privateKey: SecretBytes

        package init(curve: EllipticCurve.Name, privateKey: SecretBytes) {
            self.curve = curve
            self.privateKey = privateKey
        }
    }

    package init(
        files: [RawFile], can: String, mrzInformation: String, chipAuthenticationKey: ChipKey?,
        behaviour: CardBehaviour = CardBehaviour()
    ) {
        self.files = files
        self.can = can
        self.mrzInformation = mrzInformation
        self.chipAuthenticationKey = chipAuthenticationKey
        self.behaviour = behaviour
    }

    /// A file's bytes.
    package func file(_ file: ElementaryFile) -> RawFile? { files.first { $0.file == file } }

    func password(_ kind: Password.Kind) throws -> Password {
        switch kind {
        case .can: try .can(can)
        case .mrz: try .mrz(information: mrzInformation)
        }
    }
}
