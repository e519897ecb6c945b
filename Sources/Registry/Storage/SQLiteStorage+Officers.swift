import FoundationEssentials
import GRDB

extension SQLiteStorage {
    package func admit(_ officer: Officer, at time: Timestamp) async throws -> Admission {
        let bytes = try officer.json.canonical()
        return try await write { database in
            let served = try Row.fetchOne(
                database, sql: "SELECT number, officer, admitted FROM officers WHERE id = ? AND ended IS NULL",
                arguments: [officer.id])
            if let served {
                guard [UInt8](served["officer"] as Data) != bytes else { return .unchanged }
                try Self.end(served["number"], from: served["admitted"], at: time, reason: "replaced", in: database)
            }
            try database.execute(
                sql: "INSERT INTO officers (id, officer, admitted) VALUES (?, ?, ?)",
                arguments: [officer.id, Data(bytes), time.milliseconds])
            return served == nil ? .admitted : .replaced
        }
    }

    package func removeOfficer(_ id: String, at time: Timestamp) async throws -> Bool {
        try await write { database in
            let served = try Row.fetchOne(
                database, sql: "SELECT number, admitted FROM officers WHERE id = ? AND ended IS NULL", arguments: [id])
            guard let served else { return false }
            try Self.end(served["number"], from: served["admitted"], at: time, reason: "removed", in: database)
            return true
        }
    }

    /// A clock that went back does not make an assignment end before it began.
    private static func end(
        _ number: Int64, from admitted: Int, at time: Timestamp, reason: String, in database: Database
    ) throws {
        try database.execute(
            sql: "UPDATE officers SET ended = ?, reason = ? WHERE number = ?",
            arguments: [max(admitted, time.milliseconds), reason, number])
    }

    package func assignments(of officer: String?) async throws -> [OfficerAssignment] {
        try await read { database in
            try Row.fetchAll(
                database,
                sql:
                    "SELECT officer, admitted, ended, reason FROM officers WHERE ?1 IS NULL OR id = ?1 ORDER BY number",
                arguments: [officer]
            ).map { row in
                let ended = (row["ended"] as Int?).flatMap { Timestamp(milliseconds: $0) }
                let reason: String? = row["reason"]
                return OfficerAssignment(
                    officer: try Self.officer(row["officer"]),
                    admitted: Timestamp(milliseconds: row["admitted"]) ?? Timestamp(.distantPast),
                    end: ended.map { reason == "removed" ? .removed($0) : .replaced($0) })
            }
        }
    }

    package func hasOfficers() async throws -> Bool {
        try await read { try Bool.fetchOne($0, sql: "SELECT EXISTS (SELECT 1 FROM officers)") ?? false }
    }

    package func issueRoster(
        _ make: @escaping @Sendable (_ number: Int, _ officers: [Officer]) throws -> RosterIssuer.Issued
    ) async throws -> RosterIssuer.Issued {
        try await write { database in
            let number = try Int.fetchOne(database, sql: "SELECT coalesce(max(number), 0) + 1 FROM rosters") ?? 1
            let officers = try Data.fetchAll(
                database, sql: "SELECT officer FROM officers WHERE ended IS NULL ORDER BY id"
            ).map { try Self.officer($0) }
            let issued = try make(number, officers)
            try database.execute(
                sql: "INSERT INTO rosters (number, issued, expires, bytes) VALUES (?, ?, ?, ?)",
                arguments: [
                    number, issued.roster.issued.milliseconds, issued.roster.expires.milliseconds, Data(issued.bytes),
                ])
            return issued
        }
    }

    package func lastRoster() async throws -> StoredRoster? {
        try await read { database in
            let row = try Row.fetchOne(
                database,
                sql: """
                    SELECT issued, expires, bytes, EXISTS (
                        SELECT 1 FROM officers WHERE admitted >= issued OR ended >= issued) AS outdated
                    FROM rosters ORDER BY number DESC LIMIT 1
                    """)
            return row.flatMap { row in
                guard let issued = Timestamp(milliseconds: row["issued"]),
                    let expires = Timestamp(milliseconds: row["expires"])
                else { return nil }
                return StoredRoster(
                    issued: issued, expires: expires, bytes: [UInt8](row["bytes"] as Data), isOutdated: row["outdated"])
            }
        }
    }

    private static func officer(_ bytes: Data) throws -> Officer {
        try Officer(json: JSONValue(parsingCanonical: [UInt8](bytes)))
    }
}

extension RegistryStorage {
    /// Those who serve, by their ids.
    package func officers() async throws -> [Officer] {
        try await assignments(of: nil).filter { $0.end == nil }.map(\.officer).sorted { $0.id < $1.id }
    }
}
