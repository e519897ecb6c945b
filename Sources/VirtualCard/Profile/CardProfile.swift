package import CardCrypto

/// A kind of card as a readable file (YAML) has it: what is on it, how it opens, how it behaves.
///
/// `Profiles/*.yaml` are the ones that come along; `docs/virtual-cards.md` tells every key.
package struct CardProfile: Sendable, Decodable {
    package var name: String
    /// One line for a list.
    package var title: String
    package var document: Document
    /// The layout of EF.DG13 and of the citizen's data.
    package var generation: Int
    package var portrait: Portrait
    /// Data groups in the order that EF.COM lists them.
    package var files: [String]
    /// What EF.CardAccess offers; empty: the chip opens by BAC alone.
    package var pace: [PACE]
    /// Whether EF.DG14 lists PACE's offers too, so that it shows where EF.CardAccess was changed (Doc 9303-11 §9.2).
    package var repeatsPACE: Bool
    /// What EF.DG14 offers; empty: no Chip Authentication.
    package var chipAuthentication: [ChipAuthentication]
    /// EF.DG15; nil: no Active Authentication.
    package var activeAuthentication: ActiveAuthentication?
    /// Whether biometric groups open by Terminal Authentication.
    package var terminalAuthentication: Bool
    /// What EF.ATR/INFO says of extended APDUs; nil: the chip has no such file.
    package var statedLengths: Lengths?
    /// The holder's PIN and PUK, on cards that have them.
    package var pin: String?
    package var puk: String?
    package var behaviour: CardBehaviour

    package enum Document: String, Sendable, Decodable {
        case td1, td3
    }

    package struct Portrait: Sendable, Decodable {
        package var format: Format
        /// What the biometric header says of the image; nil: the truth.
        package var headerWidth: Int?
        package var headerHeight: Int?

        package enum Format: String, Sendable, Decodable {
            case jpeg, jpeg2000
        }
    }

    package struct PACE: Sendable, Decodable {
        /// The standard's name, `id-PACE-ECDH-GM-AES-CBC-CMAC-128`.
        package var `protocol`: String
        /// Standardised domain parameters by name (Doc 9303-11 table 5).
        package var parameters: String
    }

    package struct ChipAuthentication: Sendable, Decodable {
        /// The standard's name, `id-CA-ECDH-AES-CBC-CMAC-128`.
        package var `protocol`: String
        package var parameters: String
        /// Whether the key spells its curve out.
        package var explicit: Bool?
        package var keyID: Int?
    }

    package struct ActiveAuthentication: Sendable, Decodable {
        /// `RSA-2048`, or a curve's name.
        package var key: String
        package var trailer: MessageRecovery.Trailer?
        package var digest: Digest?
    }

    package struct Lengths: Sendable, Decodable {
        package var command: Int
        package var response: Int
    }
}

extension CardProfile {
    enum CodingKeys: String, CodingKey, CaseIterable {
        case name, title, document, generation, portrait, files, pace, pin, puk, behaviour
        case chipAuthentication = "chip-authentication"
        case activeAuthentication = "active-authentication"
        case repeatsPACE = "repeats-pace"
        case terminalAuthentication = "terminal-authentication"
        case statedLengths = "stated-lengths"
    }
}
