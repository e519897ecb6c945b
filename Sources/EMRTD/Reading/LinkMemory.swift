/// What worked for a reader and a family of cards, so that the next card of the kind is not stumbled over again.
package actor LinkMemory {
    /// Which reader and which cards.
    package struct Key: Sendable, Hashable, Codable {
        package let reader: String
        /// What cards of one kind have in common: ATR and EF.CardAccess, hashed.
        package let cardFamily: String

        package init(reader: String, cardFamily: String) {
            self.reader = reader
            self.cardFamily = cardFamily
        }
    }

    private var strategies: [Key: ReadStrategy]
    /// More kinds of cards than a desk ever sees; a card that changes its face each time does not fill the memory.
    private static let maximumEntries = 512

    package init(_ strategies: [Key: ReadStrategy] = [:]) { self.strategies = strategies }

    /// All of it, to be kept.
    package var entries: [Key: ReadStrategy] { strategies }

    func strategy(for key: Key) -> ReadStrategy? { strategies[key] }

    func remember(_ strategy: ReadStrategy, for key: Key) {
        guard strategies[key] != nil || strategies.count < Self.maximumEntries else { return }
        strategies[key] = strategy
    }
}
