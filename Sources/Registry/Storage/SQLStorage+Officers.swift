extension SQLStorage {
    package func admit(_ officer: Officer, at time: Timestamp) async throws -> Admission {
        let bytes = try officer.json.canonical()
        return try await database.write { session in
            try session.lock(.rosters)
            let served = try session.row(
                "SELECT number, officer, admitted FROM officers WHERE id = ? AND ended IS NULL", [officer.id])
            if let served {
                guard try served.bytes("officer") != bytes else { return .unchanged }
                try Self.end(served, at: time, reason: "replaced", in: session)
            }
            try session.execute(
                "INSERT INTO officers (id, officer, admitted) VALUES (?, ?, ?)", [officer.id, bytes, time])
            return served == nil ? .admitted : .replaced
        }
    }

    package func removeOfficer(_ id: String, at time: Timestamp) async throws -> Bool {
        try await database.write { session in
            try session.lock(.rosters)
            let served = try session.row("SELECT number, admitted FROM officers WHERE id = ? AND ended IS NULL", [id])
            guard let served else { return false }
            try Self.end(served, at: time, reason: "removed", in: session)
            return true
        }
    }

    /// A clock that went back does not make an assignment end before it began.
    private static func end(
        _ served: SQLRow, at time: Timestamp, reason: String, in session: any SQLSession
    ) throws {
        try session.execute(
            "UPDATE officers SET ended = ?, reason = ? WHERE number = ?",
            [max(try served.integer("admitted"), time.milliseconds), reason, try served.integer("number")])
    }

    package func assignments(of officer: String?) async throws -> [OfficerAssignment] {
        try await database.read { session in
            let which = officer == nil ? "" : "WHERE id = ?"
            return try session.rows(
                "SELECT officer, admitted, ended, reason FROM officers \(which) ORDER BY number",
                officer.map { [$0] } ?? []
            ).map { row in
                let reason = try row.optionalText("reason")
                return OfficerAssignment(
                    officer: try Self.officer(row), admitted: try row.time("admitted"),
                    end: try row.optionalTime("ended").map { reason == "removed" ? .removed($0) : .replaced($0) })
            }
        }
    }

    package func hasOfficers() async throws -> Bool {
        try await database.read { try $0.exists("SELECT 1 FROM officers") }
    }

    package func issueRoster(
        _ make: @escaping @Sendable (_ number: Int, _ officers: [Officer]) throws -> RosterIssuer.Issued
    ) async throws -> RosterIssuer.Issued {
        try await database.write { session in
            try session.lock(.rosters)
            let number = try session.row("SELECT coalesce(max(number), 0) + 1 AS next FROM rosters")?.integer("next")
            let officers = try session.rows("SELECT officer FROM officers WHERE ended IS NULL ORDER BY id")
                .map { try Self.officer($0) }
            let issued = try make(number ?? 1, officers)
            try session.execute(
                "INSERT INTO rosters (number, issued, expires, bytes) VALUES (?, ?, ?, ?)",
                [number ?? 1, issued.roster.issued, issued.roster.expires, issued.bytes])
            return issued
        }
    }

    package func lastRoster() async throws -> StoredRoster? {
        try await database.read { session in
            let last = try session.row("SELECT issued, expires, bytes FROM rosters ORDER BY number DESC LIMIT 1")
            return try last.map { row in
                let issued = try row.time("issued")
                return StoredRoster(
                    issued: issued, expires: try row.time("expires"), bytes: try row.bytes("bytes"),
                    isOutdated: try session.exists(
                        "SELECT 1 FROM officers WHERE admitted >= ? OR ended >= ?", [issued, issued]))
            }
        }
    }

    private static func officer(_ row: SQLRow) throws -> Officer {
        try Officer(json: JSONValue(parsingCanonical: row.bytes("officer")))
    }
}

extension RegistryStorage {
    /// Those who serve, by their ids.
    package func officers() async throws -> [Officer] {
        try await assignments(of: nil).filter { $0.end == nil }.map(\.officer).sorted { $0.id < $1.id }
    }
}
