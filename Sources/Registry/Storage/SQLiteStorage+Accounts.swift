import FoundationEssentials
import GRDB

extension SQLiteStorage {
    /// A record that names no phone number leaves the one that the account has.
    static func insert(_ account: AccountHashes, record: Int64, in database: Database) throws {
        try database.execute(
            sql: """
                INSERT INTO accounts (holder, phone, record) VALUES (?, ?, ?)
                ON CONFLICT (holder) DO UPDATE SET phone = coalesce(excluded.phone, phone), record = excluded.record
                """,
            arguments: [Data(account.holder), account.phone.map { Data($0) }, record])
    }

    package func accounts(of hashes: AccountHashes) async throws -> AccountInquiry {
        try await read { database in
            let account = try Bool.fetchOne(
                database, sql: "SELECT EXISTS (SELECT 1 FROM accounts WHERE holder = ?)",
                arguments: [Data(hashes.holder)])
            let phone = try Bool.fetchOne(
                database, sql: "SELECT EXISTS (SELECT 1 FROM accounts WHERE phone = ? AND holder <> ?)",
                arguments: [hashes.phone.map { Data($0) }, Data(hashes.holder)])
            return AccountInquiry(account: account ?? false, phoneInUse: phone ?? false)
        }
    }
}
