extension Reader {
    /// Connects to the card, keeps other programs off it while the body runs, and gives it back reset, whatever happens.
    package func withTransaction<Result: Sendable>(
        isolation: isolated (any Actor)? = #isolation, _ body: (CardTransaction) async throws -> Result
    ) async throws -> Result {
        let transaction = CardTransaction(reader: name)
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
