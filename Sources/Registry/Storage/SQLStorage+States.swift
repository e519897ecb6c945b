extension SQLStorage {
    @discardableResult
    package func setState(
        _ state: RecordState, of record: Int, reason: String?, at time: Timestamp
    ) async throws -> Bool {
        try await database.write { try Self.setState(state, of: record, reason: reason, at: time, in: $0) }
    }

    /// The same within a transaction under way. It takes the lock of the record's station.
    @discardableResult
    static func setState(
        _ state: RecordState, of record: Int, reason: String?, at time: Timestamp, in session: any SQLSession
    ) throws -> Bool {
        guard
            let station = try session.row("SELECT station FROM records WHERE number = ?", [record])?.station("station")
        else { throw RegistryError(.recordUnknown, "there is no record \(record)", fault: .registry) }
        try session.lock(.station(station))
        let last = try session.row(
            "SELECT state, reason FROM record_states WHERE record = ? ORDER BY change DESC LIMIT 1", [record])
        let reason = reason.map { String($0.prefix(RecordState.longestReason)) }.flatMap { $0.isEmpty ? nil : $0 }
        if let last, try last.text("state") == state.rawValue, try last.optionalText("reason") == reason {
            return false
        }
        let change = try session.row(
            "SELECT coalesce(max(change), 0) + 1 AS next FROM record_states WHERE station = ?", [station])
        try session.execute(
            "INSERT INTO record_states (station, change, record, state, reason, since) VALUES (?, ?, ?, ?, ?, ?)",
            [station, try change?.integer("next"), record, state.rawValue, reason, time])
        return true
    }

    package func stateChanges(
        of station: StationID, after change: Int, limit: Int
    ) async throws -> [RecordStateChange] {
        try await database.read { session in
            try session.rows(
                """
                SELECT change, sequence, state, reason, since
                FROM record_states JOIN records ON records.number = record_states.record
                WHERE record_states.station = ? AND change > ? ORDER BY change LIMIT ?
                """, [station, change, limit]
            ).map { row in
                RecordStateChange(
                    change: try row.integer("change"), sequence: try row.integer("sequence"),
                    state: RecordState(rawValue: try row.text("state")), reason: try row.optionalText("reason"),
                    since: try row.time("since"))
            }
        }
    }
}
