extension SQLStorage {
    /// Appends an event to the feed, in the transaction that does what it tells; its number.
    ///
    /// Whoever calls this holds the lock of events until his transaction ends. So the next number is known, a number that
    /// is seen has none missing before it, and numbers are in the order in which transactions end, with any number of
    /// registry processes on one database.
    @discardableResult
    static func append(
        _ kind: String, of subject: RecordSubject, account: AccountStatus? = nil, reasons: [String] = [],
        at time: Timestamp,
        in session: any SQLSession
    ) throws -> Int {
        let last = try session.row("SELECT coalesce(max(number), 0) AS last FROM events")?.integer("last") ?? 0
        let reference = subject.holder.map { AccountHashes(holder: $0, phone: nil).reference }
        let event = RegistryEvent(
            number: last + 1, kind: kind, record: subject.recordID, station: subject.station.text,
            sequence: subject.sequence, action: subject.action, account: reference, status: account, reasons: reasons,
            time: time)
        try session.execute(
            "INSERT INTO events (number, kind, record, account, happened, event) VALUES (?, ?, ?, ?, ?, ?)",
            [event.number, kind, subject.record, reference, time, try event.json.canonical()])
        return event.number
    }

    package func events(after number: Int, limit: Int) async throws -> [RegistryEvent] {
        let events = try await database.read { session in
            try session.rows("SELECT event FROM events WHERE number > ? ORDER BY number LIMIT ?", [number, limit])
                .map { try RegistryEvent(json: JSONValue(parsing: $0.bytes("event"))) }
        }
        // A number that a consumer has seen is never given to another event, also when a standby takes over.
        if !events.isEmpty { try await database.settle() }
        return events
    }
}
