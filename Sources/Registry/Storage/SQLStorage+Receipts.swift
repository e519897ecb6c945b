extension SQLStorage {
    /// Receipts that are looked at in one go, and at most.
    private static let receiptsAtOnce = 100
    private static let mostReceipts = 20_000

    package func receiptAge(
        _ digest: ContentDigest, of station: StationID, since: Timestamp
    ) async throws -> ReceiptAge {
        try await database.read { session in
            let first = try session.row(
                "SELECT received FROM records WHERE station = ? AND receipt IS NOT NULL ORDER BY sequence LIMIT 1",
                [station]
            )?.time("received")
            return ReceiptAge(given: try Self.given(digest, of: station, since: since, in: session), first: first)
        }
    }

    /// The newest ones first: most stations name their last.
    private static func given(
        _ digest: ContentDigest, of station: StationID, since: Timestamp, in session: any SQLSession
    ) throws -> Timestamp? {
        guard digest != .none else { return nil }
        var (below, seen) = (JSONValue.largestInteger, 0)
        while seen < mostReceipts {
            let rows = try session.rows(
                """
                SELECT sequence, received, receipt FROM records
                WHERE station = ? AND sequence < ? AND received >= ? AND receipt IS NOT NULL
                ORDER BY sequence DESC LIMIT \(receiptsAtOnce)
                """, [station, below, since])
            let named = try rows.first { ContentDigest(of: try $0.bytes("receipt")) == digest }
            if let named { return try named.time("received") }
            guard let last = rows.last else { return nil }
            below = try last.integer("sequence")
            seen += rows.count
        }
        return nil
    }
}
