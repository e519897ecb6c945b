package import SmartCard

/// What real cards do that no standard says, one by one; `card.json` lists them as text.
package enum CardQuirk: Sendable, Hashable {
    /// Selecting the master file answers this; `select-mf:9000` is a card that knows it.
    case masterFile(StatusWord)
    /// EF.CardAccess shows only after the master file was selected.
    case hidesCardAccess
    /// MSE:Set AT for PACE answers this, although EF.CardAccess offers PACE.
    case refusesPACE(StatusWord)
    /// MSE:Set AT for PACE answers 6A87 where the parameters are not named.
    case wantsParameterReference
    /// EXTERNAL AUTHENTICATE of BAC answers this, whatever the MRZ.
    case refusesBAC(StatusWord)
    /// SELECT of the application answers this outside of a session.
    case refusesPlainApplication(StatusWord)
    /// READ BINARY with a short file identifier answers this.
    case refusesShortIdentifiers(StatusWord)
    /// READ BINARY that asks for more than so many bytes answers this.
    case largestRead(Int, StatusWord)
    /// The session is dead after a READ BINARY that answered an error.
    case diesOnErrors
    /// READ BINARY that asks for more than is there answers 6Cxx in plain.
    case correctsExpectedLength
    /// READ BINARY that asks for more than is there pads with FF and answers 6282.
    case padsShortReads
    /// The card leaves the field for a moment where more than so many bytes are asked for.
    case losesPowerAbove(Int)
    /// SELECT and MSE that ask for an answer (Le) answer 6700 (Germany).
    case refusesExpectedLength
    /// Protected commands after the session has died answer this, and not 6882.
    case deadSession(StatusWord)
    /// Errors inside secure messaging come in plain.
    case answersErrorsInPlain
}

extension CardQuirk: Codable {
    private static let words: [String: @Sendable (StatusWord) -> CardQuirk] = [
        "select-mf": { .masterFile($0) }, "refuse-pace": { .refusesPACE($0) },
        "refuse-bac": { .refusesBAC($0) }, "refuse-plain-application": { .refusesPlainApplication($0) },
        "refuse-short-id": { .refusesShortIdentifiers($0) },
        "dead-session": { .deadSession($0) },
    ]
    private static let flags: [String: CardQuirk] = [
        "hide-card-access": .hidesCardAccess, "want-parameter-id": .wantsParameterReference,
        "die-on-errors": .diesOnErrors, "correct-le": .correctsExpectedLength, "pad-short-reads": .padsShortReads,
        "plain-errors": .answersErrorsInPlain, "refuse-le": .refusesExpectedLength,
    ]

    /// What comes before the first colon of each.
    package static var names: [String] {
        words.keys.sorted() + flags.keys.sorted() + ["largest-read", "lose-power-above"]
    }

    /// Reads `refuse-pace:6982`, `largest-read:192:6700`, `pad-short-reads`.
    package init?(_ text: String) {
        let parts = text.split(separator: ":").map(String.init)
        func status(_ index: Int) -> StatusWord? {
            guard parts.indices.contains(index), parts[index].count == 4 else { return nil }
            return UInt16(parts[index], radix: 16).map(StatusWord.init(rawValue:))
        }
        guard let name = parts.first else { return nil }
        if parts.count == 1, let flag = Self.flags[name] {
            self = flag
        } else if parts.count == 2, let make = Self.words[name], let word = status(1) {
            self = make(word)
        } else if parts.count == 3, name == "largest-read", let count = Int(parts[1]), let word = status(2) {
            self = .largestRead(count, word)
        } else if parts.count == 2, name == "lose-power-above", let count = Int(parts[1]) {
            self = .losesPowerAbove(count)
        } else {
            return nil
        }
    }

    /// The text again.
    package var text: String {
        switch self {
        case .masterFile(let word): "select-mf:\(word)"
        case .refusesPACE(let word): "refuse-pace:\(word)"
        case .refusesBAC(let word): "refuse-bac:\(word)"
        case .refusesPlainApplication(let word): "refuse-plain-application:\(word)"
        case .refusesShortIdentifiers(let word): "refuse-short-id:\(word)"
        case .deadSession(let word): "dead-session:\(word)"
        case .largestRead(let count, let word): "largest-read:\(count):\(word)"
        case .losesPowerAbove(let count): "lose-power-above:\(count)"
        case let flag: Self.flags.first { $0.value == flag }?.key ?? ""
        }
    }

    package init(from decoder: any Decoder) throws {
        let text = try decoder.singleValueContainer().decode(String.self)
        guard let quirk = CardQuirk(text) else {
            throw DecodingError.dataCorrupted(
                DecodingError.Context(codingPath: decoder.codingPath, debugDescription: "unknown card quirk \(text)"))
        }
        self = quirk
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(text)
    }
}
