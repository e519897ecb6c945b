/// Citizens without end, each by its number: same seed, same people, whoever of them is asked for first.
package struct Population: Sendable {
    package let seed: UInt64
    package let generation: CardGeneration

    /// Six digits of a personal number are free, so this many citizens are sure to have different ones.
    package static let largest = 1_000_000

    package init(seed: UInt64, generation: CardGeneration = .citizenIdentity) {
        self.seed = seed
        self.generation = generation
    }

    /// The free digits of a citizen's numbers.
    struct Serials {
        let personal: UInt64
        let old: UInt64
    }

    /// The citizen with a number from 0; below ``largest`` no two have the same personal number or old number.
    package func citizen(_ index: Int) -> SyntheticCitizen {
        var shared = SplitMix64(seed: seed)
        let number = UInt64(truncatingIfNeeded: index)
        // Steps without a common divisor with 10⁶ and 9·10⁸ visit every number once.
        let serials = Serials(
            personal: (shared.next() % 1_000_000 + (number % 1_000_000) * 387_421) % 1_000_000,
            old: 100_000_000 + (shared.next() % 900_000_000 + (number % 900_000_000) * 618_033_989) % 900_000_000)
        var random = SplitMix64(seed: shared.next() ^ number)
        // The first numbers of near seeds are far apart, but a second step costs nothing.
        let own = random.next()
        random = SplitMix64(seed: own)
        return SyntheticCitizen(seed: own, generation, serials, &random)
    }
}
