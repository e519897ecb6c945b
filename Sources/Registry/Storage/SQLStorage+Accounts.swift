extension SQLStorage {
    /// A record that names no phone number leaves the one that the account has.
    static func insert(_ account: AccountHashes, record: Int, in session: any SQLSession) throws {
        try session.execute(
            """
            INSERT INTO accounts (holder, phone, record) VALUES (?, ?, ?)
            ON CONFLICT (holder) DO UPDATE
            SET phone = coalesce(excluded.phone, accounts.phone), record = excluded.record
            """, [account.holder, account.phone, record])
    }

    package func accounts(of hashes: AccountHashes) async throws -> AccountInquiry {
        try await database.read { session in
            let account = try session.exists("SELECT 1 FROM accounts WHERE holder = ?", [hashes.holder])
            let phone = try hashes.phone.map {
                try session.exists("SELECT 1 FROM accounts WHERE phone = ? AND holder <> ?", [$0, hashes.holder])
            }
            return AccountInquiry(account: account, phoneInUse: phone ?? false)
        }
    }
}
