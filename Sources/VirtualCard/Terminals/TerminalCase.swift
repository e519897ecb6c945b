package import Foundation

/// A card that a terminal must accept or refuse, in the manner of BSI TR-03105-5.1: what is tested is not the card.
package struct TerminalCase: Sendable {
    package let id: String
    package let title: String
    package let profile: String
    package let flaw: Flaw?
    package let faults: [String]
    package let expected: Outcome

    /// What a terminal makes of a card.
    package enum Outcome: String, Sendable {
        /// It reads the card and finds it genuine: exit status 0.
        case accepted
        /// It ends by itself, with another status than 0.
        case refused
    }

    /// What is wrong with the document, and not with its chip's manners.
    package enum Flaw: Sendable, Hashable {
        case altered(String)
        case hidden(String)
        /// The files are right, the keys are not.
        case clone
        /// EF.CardAccess hides PACE.
        case downgraded
        /// Another state has signed it.
        case foreign
    }

    init(
        _ id: String, _ title: String, _ expected: Outcome, profile: String = "cccd-2021", flaw: Flaw? = nil,
        faults: [String] = []
    ) {
        self.id = id
        self.title = title
        self.profile = profile
        self.flaw = flaw
        self.faults = faults
        self.expected = expected
    }

    /// The card.
    ///
    /// - Parameters:
    ///   - country: the state whose documents the terminal trusts.
    ///   - other: a state that it does not know.
    ///   - time: when the document is signed.
    package func image(by country: DemoCountry, other: DemoCountry, at time: Date) throws -> CardImage {
        let profile = try CardProfile.named(profile)
        let citizen = SyntheticCitizen(seed: 1, generation: CardGeneration(year: profile.generation))
        var image = try CardImage(citizen, as: profile, by: flaw == .foreign ? other : country, at: time)
        image.behaviour.faults += faults.compactMap { CardFault($0) }
        switch flaw {
        case .altered(let group): try image.alter(group)
        case .hidden(let group): try image.hide(group)
        case .clone: try image.forgetChipKey()
        case .downgraded: try image.hidePACE()
        case .foreign, nil: break
        }
        return image
    }
}
