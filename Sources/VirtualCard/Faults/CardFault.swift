package import SmartCard

/// Something that goes wrong with a card, and when: a test, a bench or `idcard insert --fault` asks for it.
package struct CardFault: Sendable, Hashable {
    package var effect: Effect
    package var moment: Moment

    package init(_ effect: Effect, at moment: Moment) {
        self.effect = effect
        self.moment = moment
    }

    /// What goes wrong.
    package enum Effect: Sendable, Hashable {
        /// The card leaves the field instead of answering.
        case leave
        /// The card never answers, and stays.
        case silence
        /// The answer comes so many milliseconds late, as after waiting-time extensions (ISO/IEC 14443-4 §7.3).
        case delay(milliseconds: Int)
        /// The card decides so instead of doing what it was asked; protected inside a session.
        case status(StatusWord)
        /// The card answers so in plain, whatever it did.
        case plainStatus(StatusWord)
        /// The card answers so in plain and has not looked at the command: no counter moves.
        case refuse(StatusWord)
        /// Forty bytes without meaning.
        case rubbish
        /// A single byte.
        case oneByte
        /// An answer of no bytes.
        case nothing
        /// This bit of the answer is another one, counted from its first byte's lowest.
        case flip(bit: Int)
        /// The last so many bytes are missing.
        case truncate(Int)
        /// So many bytes too many, before the status word.
        case pad(Int)
        /// READ BINARY gives no more than so many bytes, whatever was asked for.
        case limit(Int)
        /// READ BINARY beyond the end is filled with FF and answers 6282.
        case fill
        /// The answer that the same command number of the session before had.
        case replay
        /// The file has another last byte than it was signed with.
        case alter(String)
    }

    /// When it goes wrong.
    package enum Moment: Sendable, Hashable {
        /// At this command since the card was made, counted from 1; or from it on.
        case command(Int, onwards: Bool)
        /// At every command whose number is a multiple.
        case every(Int)
        /// At the n-th command of a kind; or from it on.
        case kind(CommandKind, Int, onwards: Bool)
        /// From the n-th session on, counted from 1; a power-on or reset after a command begins one.
        case session(Int)
    }

    /// Commands by their instruction, as a person names them.
    package enum CommandKind: String, Sendable, Hashable, CaseIterable {
        case select, read, set, authenticate, challenge, `internal`, external, verify, more

        init?(instruction: UInt8) {
            switch instruction {
            case 0xA4: self = .select
            case 0xB0, 0xB1: self = .read
            case 0x22: self = .set
            case 0x86: self = .authenticate
            case 0x84: self = .challenge
            case 0x88: self = .internal
            case 0x82: self = .external
            case 0x2A: self = .verify
            case 0xC0: self = .more
            default: return nil
            }
        }
    }
}
