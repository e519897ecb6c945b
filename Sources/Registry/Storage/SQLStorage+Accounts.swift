extension SQLStorage {
    package func accounts(of hashes: AccountHashes) async throws -> AccountInquiry {
        try await database.read { session in
            let account = try session.exists(
                "SELECT 1 FROM accounts WHERE holder = ? AND state <> 'closed'", [hashes.holder])
            let sharing = try Self.sharing(hashes, in: session)
            return AccountInquiry(account: account, phoneInUse: sharing > 0)
        }
    }

    package func account(of hashes: AccountHashes) async throws -> Account? {
        try await database.read { try Self.account(of: hashes.holder, in: $0) }
    }

    static func account(of holder: [UInt8], in session: any SQLSession) throws -> Account? {
        guard let status = try status(of: holder, in: session), let standing = try standing(of: holder, in: session)
        else { return nil }
        let history = try session.rows(
            """
            SELECT account_changes.change, account_changes.state, account_changes.level, account_changes.changed,
                   records.id
            FROM account_changes JOIN records ON records.number = account_changes.record
            WHERE account_changes.holder = ? ORDER BY account_changes.number
            """, [holder]
        ).map { row in
            Account.Entry(
                change: try row.text("change"), status: try AccountStatus(row), record: try row.text("id"),
                time: try row.time("changed"))
        }
        return Account(
            status: status, history: history, closings: try closings(of: holder, in: session), record: standing,
            reference: AccountHashes(holder: holder, phone: nil).reference)
    }

    private static func standing(of holder: [UInt8], in session: any SQLSession) throws -> Account.Standing? {
        try session.row(
            """
            SELECT records.digest, records.station, cases.officer
            FROM accounts JOIN records ON records.number = accounts.record
            LEFT JOIN cases ON cases.record = records.number WHERE accounts.holder = ?
            """, [holder]
        ).map {
            Account.Standing(
                digest: try $0.digest("digest"), station: try $0.station("station"),
                officer: try $0.optionalText("officer"))
        }
    }

    static func status(of holder: [UInt8], in session: any SQLSession) throws -> AccountStatus? {
        try session.row("SELECT state, level FROM accounts WHERE holder = ?", [holder]).map { try AccountStatus($0) }
    }

    /// How many other accounts have this phone number.
    static func sharing(_ hashes: AccountHashes, in session: any SQLSession) throws -> Int {
        guard let phone = hashes.phone else { return 0 }
        let row = try session.row(
            """
            SELECT CAST(count(*) AS BIGINT) AS others FROM accounts
            WHERE phone = ? AND holder <> ? AND state <> 'closed'
            """, [phone, hashes.holder])
        return try row?.integer("others") ?? 0
    }

    /// Moves an account, keeps that in its history and tells it in an event. Whoever calls this holds the lock of events.
    ///
    /// - Parameter action: what the record asks for; nil where officers act without one that does.
    static func move(
        _ step: AccountMachine.Step, _ action: AccountAction?, by subject: RecordSubject, reasons: [String] = [],
        at time: Timestamp, in session: any SQLSession
    ) throws {
        guard let holder = subject.holder else { return }
        let phone = action?.changesPhone == true ? subject.phone : nil
        // A record that names no phone number leaves the one that the account has.
        try session.execute(
            """
            INSERT INTO accounts (holder, phone, record, state, level) VALUES (?, ?, ?, ?, ?)
            ON CONFLICT (holder) DO UPDATE
            SET phone = coalesce(excluded.phone, accounts.phone), record = excluded.record, state = excluded.state,
                level = excluded.level
            """, [holder, phone, subject.record, step.status.state.rawValue, step.status.level])
        try session.execute(
            """
            INSERT INTO account_changes (holder, record, change, state, level, changed) VALUES (?, ?, ?, ?, ?, ?)
            """,
            [holder, subject.record, step.change.rawValue, step.status.state.rawValue, step.status.level, time])
        try append(
            "account-\(step.change.rawValue)", of: subject, account: step.status, reasons: reasons, at: time,
            in: session)
    }
}

extension AccountStatus {
    fileprivate init(_ row: SQLRow) throws {
        guard let state = AccountState(rawValue: try row.text("state")) else {
            throw RegistryError(.storageFailed, "an account has a state that there is not", fault: .registry)
        }
        self.init(state, level: try row.integer("level"))
    }
}
