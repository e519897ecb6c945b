package import SmartCard

extension Reader {
    /// Connects to the card, keeps other programs off it while the body runs, and gives it back reset, whatever happens.
    ///
    /// - Parameter quirks: who knows what this reader does otherwise than it says; without it, the reader is believed.
    package func withTransaction<Result: Sendable>(
        quirks: (any ReaderQuirkSource)? = nil, isolation: isolated (any Actor)? = #isolation,
        _ body: (CardTransaction) async throws -> Result
    ) async throws -> Result {
        let transaction = CardTransaction(reader: name, known: quirks)
        do {
            try await transaction.begin()
            let result = try await body(transaction)
            await transaction.end()
            return result
        } catch {
            await transaction.end()
            throw error
        }
    }
}
