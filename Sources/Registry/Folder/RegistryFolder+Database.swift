import Glibc

/// Opens the database on a server that a file describes.
package struct DatabaseConnector: Sendable {
    private let open: @Sendable (_ file: String) throws -> any SQLDatabase

    package init(_ open: @escaping @Sendable (_ file: String) throws -> any SQLDatabase) { self.open = open }

    func database(_ file: String) throws(RegistryError) -> any SQLDatabase {
        do { return try open(file) } catch let error as RegistryError { throw error } catch {
            throw RegistryError(.folderUnusable, "the database cannot be opened", fault: .registry)
        }
    }
}

/// Where the registry's database is: a file of the folder, or a server that `database.conf` names.
extension RegistryFolder {
    /// How servers are reached. This module knows none; the program that links one sets it around all that it does.
    @TaskLocal package static var connector: DatabaseConnector?

    /// Opens the storage: every command of the registry comes to its data here.
    package func storage() throws(RegistryError) -> any RegistryStorage {
        guard let file = databaseConfiguration else {
            return try SQLStorage(path: "\(path)/\(Self.databaseFile)")
        }
        guard let connector = Self.connector else {
            throw RegistryError(
                .folderUnusable, "the registry's database is on a server, which this program does not reach",
                fault: .registry)
        }
        return SQLStorage(try connector.database(file))
    }

    static func databaseConfiguration(in path: String) -> String? {
        let file = "\(path)/database.conf"
        return access(file, F_OK) == 0 ? file : nil
    }
}
