/// The registry's storage in a database that speaks SQL.
package struct SQLStorage: RegistryStorage {
    let database: any SQLDatabase

    package init(_ database: any SQLDatabase) { self.database = database }

    /// In one SQLite file, made where there is none.
    package init(path: String) throws(RegistryError) { self.init(try SQLiteDatabase(path: path)) }

    package func close() async throws { try await database.close() }
}
