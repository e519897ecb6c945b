extension SQLStorage {
    package func closing(of station: StationID) async throws -> StationClosing? {
        try await database.read { try Self.closing(of: station, in: $0) }
    }

    /// Bars a station whose last statement agrees with what is here.
    static func close(_ station: StationID, at time: Timestamp, in session: any SQLSession) throws {
        try activate(station, days: StationCA.usualDays, at: time, in: session)
        try session.execute(
            "UPDATE stations SET state = 'revoked', since = ?, reason = ? WHERE name = ? AND state <> 'revoked'",
            [time, RevocationReason.closed.rawValue, station])
    }

    /// What closed a station: its newest statement, and what is here; nothing of that changes any more.
    static func closing(of station: StationID, in session: any SQLSession) throws -> StationClosing? {
        guard let revocation = try Self.station(station, in: session)?.revocation, revocation.reason == .closed,
            let row = try session.row(
                "SELECT digest, statement FROM statements WHERE station = ? ORDER BY id DESC LIMIT 1", [station])
        else { return nil }
        let statement = try StationStatement(parsing: row.bytes("statement"))
        return StationClosing(
            station: station, statement: try row.digest("digest"), records: statement.created,
            refused: statement.rejected, head: statement.head, audit: try auditHead(of: station, in: session),
            closed: revocation.since)
    }
}
