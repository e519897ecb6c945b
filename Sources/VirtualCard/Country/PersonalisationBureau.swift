import CardCrypto
package import Foundation

/// Makes the cards of a population, each by its number: same country, profile, seed and time, same bytes, whichever card
/// is made first and on whatever thread.
package struct PersonalisationBureau: Sendable {
    private let country: DemoCountry
    private let profile: CardProfile
    private let time: Date
    private let population: Population
    private let randomness: SeededRandomness

    /// - Parameters:
    ///   - country: who signs them.
    ///   - profile: their kind.
    ///   - seed: decides citizens and keys.
    ///   - time: when the cards are signed.
    package init(_ country: DemoCountry, _ profile: CardProfile, seed: UInt64, at time: Date) throws {
        self.country = country
        self.profile = profile
        self.time = time
        population = Population(seed: seed, generation: CardGeneration(year: profile.generation))
        randomness = try SeededRandomness(seed: seed)
    }

    /// The card with a number from 0, and whose it is.
    package func card(_ index: Int) throws -> (citizen: SyntheticCitizen, image: CardImage) {
        let citizen = population.citizen(index)
        return (citizen, try image(of: citizen, label: "card \(index)", index))
    }

    /// The card of a citizen who need not be one of the population.
    package func card(of citizen: SyntheticCitizen) throws -> CardImage {
        try image(of: citizen, label: "citizen \(citizen.seed)", Int(citizen.seed % 1024))
    }

    private func image(of citizen: SyntheticCitizen, label: String, _ index: Int) throws -> CardImage {
        try randomness.with(label) {
            // Cards share the country's RSA keys; any other kind of key is made as fast as the rest.
            let keys = profile.activeAuthentication?.algorithm == .rsa(bits: 2048) ? country.signingKeys : []
            return try CardImage(
                citizen, as: profile, by: country, at: time, signingKey: keys.isEmpty ? nil : keys[index % keys.count],
                roots: country.roots)
        }
    }

    /// Where a card lies among many: a thousand in a folder, `0012/0012345`.
    package static func path(_ index: Int) -> String {
        func digits(_ number: Int, _ count: Int) -> String {
            let digits = String(number)
            return String(repeating: "0", count: max(0, count - digits.count)) + digits
        }
        return "\(digits(index / 1000, 4))/\(digits(index, 7))"
    }
}
