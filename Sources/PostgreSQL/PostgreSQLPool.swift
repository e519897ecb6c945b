import Registry

/// Some connections, and those who wait for one in the order they came.
actor PostgreSQLPool {
    private var free: [PostgreSQLLine]
    private var waiting: [CheckedContinuation<PostgreSQLLine, Never>] = []
    private let lines: [PostgreSQLLine]
    private var age = 0

    /// - Parameter size: the most connections; each is made when it is first needed.
    init(size: Int, open: @escaping @Sendable () throws -> PostgreSQLConnection) {
        lines = (0..<size).map { _ in PostgreSQLLine(open: open) }
        free = lines
    }

    /// Runs a transaction on a connection that is free.
    func transaction<Value: Sendable>(
        _ begin: String, _ body: @escaping @Sendable (any SQLSession) throws -> Value
    ) async throws -> Value {
        let line = await take()
        let begun = age
        do {
            let value = try await line.transaction(begin, age: begun, body)
            put(line)
            return value
        } catch {
            // Where one connection lost its server, the others did too, or are about to find out: make them anew.
            if (error as? PostgreSQLFailure)?.isServerGone ?? false, begun == age { age += 1 }
            put(line)
            throw error
        }
    }

    /// Closes all connections, as soon as what runs on them is done.
    func close() async { for line in lines { await line.close() } }

    // The one that was used last comes first: the others fall silent where few are needed.
    private func take() async -> PostgreSQLLine {
        if let line = free.popLast() { return line }
        return await withCheckedContinuation { waiting.append($0) }
    }

    private func put(_ line: PostgreSQLLine) {
        if waiting.isEmpty { free.append(line) } else { waiting.removeFirst().resume(returning: line) }
    }
}
