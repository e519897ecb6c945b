extension SQLStorage {
    package func close(
        _ word: AccountClosing, of hashes: AccountHashes, policy: AdjudicationPolicy
    ) async throws -> AccountState {
        try await database.write { session in
            guard let before = try Self.subject(of: hashes.holder, in: session) else {
                throw CaseRefusal(.init(rawValue: AccountRefusal.missing.rawValue), "the citizen has no account")
            }
            // The station's lock first, as where records are appended; then the account is looked at again.
            try session.lock(.station(before.station))
            try session.lock(.events)
            guard let account = try Self.account(of: hashes.holder, in: session),
                let standing = try Self.subject(of: hashes.holder, in: session), standing.station == before.station
            else { throw CaseRefusal(.accountChanged, "the account has changed meanwhile; look at it again") }
            let step = try ClosingRules.step(of: account, after: account.closings, word, policy: policy)
            try session.execute(
                """
                INSERT INTO account_closings (holder, record, officer, role, reason, said, signature)
                VALUES (?, ?, ?, ?, ?, ?, ?)
                """,
                [
                    hashes.holder, standing.record, word.officer, word.role.rawValue, word.reason, word.time,
                    word.signature,
                ])
            if let step { try Self.move(step, nil, by: standing, reasons: [word.reason], at: word.time, in: session) }
            return step?.status.state ?? account.status.state
        }
    }

    /// The record that an account stands by, as what changes the account needs it.
    private static func subject(of holder: [UInt8], in session: any SQLSession) throws -> RecordSubject? {
        try session.row(
            """
            SELECT records.number, records.id, records.station, records.sequence
            FROM accounts JOIN records ON records.number = accounts.record WHERE accounts.holder = ?
            """, [holder]
        ).map { row in
            RecordSubject(
                record: try row.integer("number"), recordID: try row.text("id"), station: try row.station("station"),
                sequence: try row.integer("sequence"), action: AccountClosing.action, holder: holder, phone: nil)
        }
    }

    static func closings(of holder: [UInt8], in session: any SQLSession) throws -> [AccountClosing] {
        try session.rows(
            """
            SELECT account_closings.officer, account_closings.role, account_closings.reason, account_closings.said,
                   account_closings.signature, records.digest
            FROM account_closings JOIN records ON records.number = account_closings.record
            WHERE account_closings.holder = ? ORDER BY account_closings.number
            """, [holder]
        ).map { row in
            AccountClosing(
                account: AccountHashes(holder: holder, phone: nil).reference, record: try row.digest("digest"),
                officer: try row.text("officer"), role: try role(row), reason: try row.text("reason"),
                time: try row.time("said"), signature: try row.bytes("signature"))
        }
    }

    /// Whether officers closed the account, and nothing has opened it since: requests that came to nothing do not.
    static func isClosedByOfficers(_ holder: [UInt8], in session: any SQLSession) throws -> Bool {
        try session.row(
            """
            SELECT change FROM account_changes WHERE holder = ? AND change NOT IN ('requested', 'withdrawn')
            ORDER BY number DESC LIMIT 1
            """, [holder])?.text("change") == AccountChange.closed.rawValue
    }
}
