/// The registry's storage in a database that speaks SQL.
package struct SQLStorage: RegistryStorage {
    let database: any SQLDatabase
    private let appends: AppendQueue

    package init(_ database: any SQLDatabase) {
        self.database = database
        appends = AppendQueue(database)
    }

    /// In one SQLite file, made where there is none.
    package init(path: String) throws(RegistryError) { self.init(try SQLiteDatabase(path: path)) }

    package func append(_ record: JudgedRecord, log: TransparencyLog) async throws -> AppendOutcome {
        try await appends.append(record, log: log)
    }

    package func settle() async throws { try await database.settle() }

    package func close() async throws { try await database.close() }
}
