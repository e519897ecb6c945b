import Registry

/// What the registry asks of every session.
enum PostgreSQLSettings {
    /// A statement, a wait for a lock and an idle transaction end by themselves. `COMMIT` is under none of them.
    private static let limits = """
        SET statement_timeout = \(PostgreSQLConnection.statementTimeout);
        SET lock_timeout = \(PostgreSQLConnection.statementTimeout * 2 / 3);
        SET idle_in_transaction_session_timeout = \(PostgreSQLConnection.statementTimeout);
        """

    /// Sets the limits, and refuses a server on which a commit that was answered may be lost.
    static func apply(to connection: PostgreSQLConnection) throws {
        _ = try connection.run(limits)
        let names = ["fsync", "full_page_writes", "server_encoding", "synchronous_commit"]
        let rows = try connection.run(
            "SELECT name, setting FROM pg_catalog.pg_settings WHERE name IN (?, ?, ?, ?)", names
        ).rows()
        let pairs = try rows.map { (try $0.text("name"), try $0.text("setting")) }
        let settings = Dictionary(pairs) { first, _ in first }
        let wrong = names.filter { name in
            switch name {
            case "server_encoding": settings[name] != "UTF8"
            case "synchronous_commit": !["on", "remote_apply"].contains(settings[name] ?? "")
            default: settings[name] != "on"
            }
        }
        guard wrong.isEmpty else {
            throw RegistryError(
                .storageFailed,
                "the database server could lose what it has confirmed: set \(wrong.joined(separator: ", ")) as "
                    + "docs/registry.md says",
                fault: .registry)
        }
    }
}
