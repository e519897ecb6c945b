import SmartCard

/// How a virtual card behaves where real cards differ, and what goes wrong with it.
package struct CardBehaviour: Sendable, Hashable, Codable {
    /// Tries for a password before it is blocked, told in 63Cx; nil: the card tells nothing and never blocks.
    package var passwordTries: Int?
    /// Data groups that need Terminal Authentication: they answer 6982.
    package var lockedDataGroups: [Int]
    /// The longest response APDU without its status word that the card makes in one piece; above 256 it takes extended
    /// APDUs. nil: short APDUs only. What EF.ATR/INFO says of it is the image's matter, and can be a lie.
    package var longestResponse: Int?
    /// What the card does that no standard says.
    package var quirks: [CardQuirk]
    /// What goes wrong with it.
    package var faults: [CardFault]
    /// Rules that it breaks.
    package var weaknesses: Set<CardWeakness>
    /// How long it takes; nil: no longer than this machine.
    package var timing: CardTiming?
    /// nil: a contactless card's, without historical bytes.
    package var answerToReset: [UInt8]?

    package init(
        passwordTries: Int? = nil, lockedDataGroups: [Int] = [3, 4], longestResponse: Int? = nil,
        quirks: [CardQuirk] = [], faults: [CardFault] = [], weaknesses: Set<CardWeakness> = [],
        timing: CardTiming? = nil, answerToReset: [UInt8]? = nil
    ) {
        self.passwordTries = passwordTries
        self.lockedDataGroups = lockedDataGroups
        self.longestResponse = longestResponse
        self.quirks = quirks
        self.faults = faults
        self.weaknesses = weaknesses
        self.timing = timing
        self.answerToReset = answerToReset
    }

    /// The most bytes of an answer in one piece.
    var responseLimit: Int { longestResponse ?? 256 }

    /// The first value that a quirk of one kind carries.
    func first<Value>(_ pick: (CardQuirk) -> Value?) -> Value? { quirks.lazy.compactMap(pick).first }

    var refusalOfPACE: StatusWord? { first { if case .refusesPACE(let word) = $0 { word } else { nil } } }
    var refusalOfBAC: StatusWord? { first { if case .refusesBAC(let word) = $0 { word } else { nil } } }

    package init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        self.init(
            passwordTries: try container.decodeIfPresent(Int.self, forKey: .passwordTries),
            lockedDataGroups: try container.decodeIfPresent([Int].self, forKey: .lockedDataGroups) ?? [3, 4],
            longestResponse: try container.decodeIfPresent(Int.self, forKey: .longestResponse),
            quirks: try container.decodeIfPresent([CardQuirk].self, forKey: .quirks) ?? [],
            faults: try container.decodeIfPresent([CardFault].self, forKey: .faults) ?? [],
            weaknesses: try container.decodeIfPresent(Set<CardWeakness>.self, forKey: .weaknesses) ?? [],
            timing: try container.decodeIfPresent(CardTiming.self, forKey: .timing),
            answerToReset: try container.decodeIfPresent([UInt8].self, forKey: .answerToReset))
    }
}
