import CPostgreSQL
import Foundation
package import Registry

/// Where the PostgreSQL database is and who we are there: a libpq connection string out of a file.
///
/// `host=db1,db2 dbname=registry user=registry sslmode=verify-full`, on one line or on several; a line that starts with `#`
/// is a remark. The file is for its owner alone (0600), for a password may be in it; `passfile=` names one elsewhere.
package struct PostgreSQLConfiguration: Sendable {
    /// What libpq is told, in order.
    let settings: [(keyword: String, value: String)]

    private static let largestFile = 4096

    /// What holds where the file says nothing: only a server that takes writes, and a server that is gone is noticed.
    private static let defaults = [
        ("target_session_attrs", "read-write"), ("connect_timeout", "5"), ("application_name", "idregistry"),
        ("client_encoding", "UTF8"), ("keepalives_idle", "10"), ("keepalives_interval", "5"),
        ("keepalives_count", "3"), ("tcp_user_timeout", "20000"),
    ]

    /// Reads the file at this path.
    package init(file: String) throws(RegistryError) {
        let mode = try? FileManager.default.attributesOfItem(atPath: file)[.posixPermissions] as? Int
        guard let mode, mode & 0o077 == 0 else {
            throw RegistryError(
                .folderUnusable, "\(file) must be there and for its owner alone (chmod 600)", fault: .registry)
        }
        let bytes = try DurableFile.read(file, atMost: Self.largestFile)
        guard let text = String(validating: bytes, as: UTF8.self) else { throw Self.malformed }
        let lines = text.split(separator: "\n").filter { !$0.hasPrefix("#") }
        try self.init(lines.joined(separator: " "))
    }

    /// Reads a connection string. An error never quotes it.
    package init(_ text: String) throws(RegistryError) {
        guard !text.utf8.contains(0), let options = PQconninfoParse(text, nil) else { throw Self.malformed }
        defer { PQconninfoFree(options) }
        var given: [(keyword: String, value: String)] = []
        var option = options
        while let keyword = option.pointee.keyword {
            if let value = option.pointee.val { given.append((String(cString: keyword), String(cString: value))) }
            option += 1
        }
        let named = Set(given.map(\.keyword))
        settings = given + Self.defaults.filter { !named.contains($0.0) }
        try checkTransport()
    }

    /// Records and findings leave this machine only encrypted, to a server that proved its name.
    private func checkTransport() throws(RegistryError) {
        func value(_ keyword: String) -> String { settings.first { $0.keyword == keyword }?.value ?? "" }
        let hosts = value("host").split(separator: ",") + value("hostaddr").split(separator: ",")
        let isHere = hosts.allSatisfy {
            $0.hasPrefix("/") || $0 == "localhost" || $0 == "::1" || $0.hasPrefix("127.")
        }
        guard isHere || value("sslmode") == "verify-full" else {
            throw RegistryError(
                .folderUnusable, "a database on another machine needs sslmode=verify-full in its connection string",
                fault: .registry)
        }
    }

    private static let malformed = RegistryError(
        .folderUnusable, "the database's connection string cannot be read", fault: .registry)
}
