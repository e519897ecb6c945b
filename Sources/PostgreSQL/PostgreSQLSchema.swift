import Registry

/// The schema in PostgreSQL: the first two steps in words of its own, the later ones translated from SQLite's.
enum PostgreSQLSchema {
    /// Every step, in order, by the names that they have in SQLite too.
    static let steps: [SQLiteSchema.Step] = SQLiteSchema.steps.enumerated().map { index, step in
        let own = [first, second]
        return SQLiteSchema.Step(
            name: step.name, sql: index < own.count ? own[index] : divided(translated(step.sql)))
    }

    /// Runs the steps that the database does not know yet, all of them in one transaction, one process at a time.
    static func migrate(_ connection: PostgreSQLConnection) throws {
        if try missing(in: connection).isEmpty { return }
        _ = try connection.run("BEGIN")
        try PostgreSQLSession.lock("schema", connection)
        _ = try connection.run(
            "CREATE TABLE IF NOT EXISTS schema_steps (name TEXT COLLATE \"C\" PRIMARY KEY, applied TIMESTAMPTZ NOT NULL)"
        )
        for step in try missing(in: connection) {
            _ = try connection.run(step.sql)
            _ = try connection.run("INSERT INTO schema_steps (name, applied) VALUES (?, now())", [step.name])
        }
        try connection.commit()
    }

    private static func missing(in connection: PostgreSQLConnection) throws -> [SQLiteSchema.Step] {
        // `to_regclass` tells NULL where there is no such table.
        let table = try connection.run("SELECT CAST(to_regclass('schema_steps') AS TEXT) AS found", []).rows()
        guard try table.first?.optionalText("found") != nil else { return steps }
        let known = try Set(connection.run("SELECT name FROM schema_steps", []).rows().map { try $0.text("name") })
        guard known.isSubset(of: steps.map(\.name)) else {
            throw RegistryError(
                .storageFailed, "a newer version of this program has changed the database: use that one",
                fault: .registry)
        }
        return steps.filter { !known.contains($0.name) }
    }
}
