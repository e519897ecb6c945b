/// SW1 SW2 of an answer (ISO/IEC 7816-4 §5.6). Open: cards answer values that no standard lists.
package struct StatusWord: RawRepresentable, Sendable, Hashable {
    package let rawValue: UInt16

    package init(rawValue: UInt16) { self.rawValue = rawValue }

    package static let success = StatusWord(rawValue: 0x9000)
    package static let endOfFileBeforeExpectedLength = StatusWord(rawValue: 0x6282)
    package static let authenticationFailed = StatusWord(rawValue: 0x6300)
    package static let wrongLength = StatusWord(rawValue: 0x6700)
    package static let secureMessagingNotSupported = StatusWord(rawValue: 0x6882)
    package static let commandChainingNotSupported = StatusWord(rawValue: 0x6884)
    package static let securityStatusNotSatisfied = StatusWord(rawValue: 0x6982)
    package static let authenticationMethodBlocked = StatusWord(rawValue: 0x6983)
    package static let conditionsNotSatisfied = StatusWord(rawValue: 0x6985)
    package static let commandNotAllowed = StatusWord(rawValue: 0x6986)
    package static let secureMessagingObjectsMissing = StatusWord(rawValue: 0x6987)
    package static let secureMessagingObjectsIncorrect = StatusWord(rawValue: 0x6988)
    package static let incorrectData = StatusWord(rawValue: 0x6A80)
    package static let functionNotSupported = StatusWord(rawValue: 0x6A81)
    package static let fileNotFound = StatusWord(rawValue: 0x6A82)
    package static let incorrectParameters = StatusWord(rawValue: 0x6A86)
    /// Lc inconsistent with the parameters; some cards answer it for a data object that is missing.
    package static let wrongDataObjectLength = StatusWord(rawValue: 0x6A87)
    package static let referencedDataNotFound = StatusWord(rawValue: 0x6A88)
    package static let wrongOffset = StatusWord(rawValue: 0x6B00)
    package static let instructionNotSupported = StatusWord(rawValue: 0x6D00)
    package static let classNotSupported = StatusWord(rawValue: 0x6E00)
    package static let noPreciseDiagnosis = StatusWord(rawValue: 0x6F00)

    /// SW1.
    package var sw1: UInt8 { UInt8(truncatingIfNeeded: rawValue >> 8) }
    /// SW2.
    package var sw2: UInt8 { UInt8(truncatingIfNeeded: rawValue) }

    /// Tries left as a card tells them in 63 Cx; nil where it does not.
    package var triesLeft: Int? { rawValue & 0xFFF0 == 0x63C0 ? Int(rawValue & 0xF) : nil }

    /// Bytes still waiting, from 61 xx (00 means 256 or more).
    package var bytesAvailable: Int? { sw1 == 0x61 ? (sw2 == 0 ? 256 : Int(sw2)) : nil }

    /// The length that the card would have liked, from 6C xx.
    package var correctExpectedLength: Int? { sw1 == 0x6C ? (sw2 == 0 ? 256 : Int(sw2)) : nil }

    package static func ~= (pattern: StatusWord, value: StatusWord) -> Bool { pattern == value }
}

extension StatusWord: CustomStringConvertible {
    package var description: String { Hex.string([sw1, sw2]) }
}
