extension SQLStorage {
    package func reconcile(
        _ statement: StationStatement, signed: SignedStatement, received: Timestamp, limit: Int
    ) async throws -> StatementOutcome {
        let digest = ContentDigest(of: signed.statement)
        return try await database.write { session in
            let station = statement.station
            try session.lock(.station(station))
            let head = try Self.chainHead(of: station, in: session)
            func outcome(_ findings: [Discrepancy]) -> StatementOutcome {
                .reconciled(
                    Reconciliation(findings: findings, sequence: head?.sequence ?? 0, digest: head?.digest ?? .none))
            }
            let known = try session.row(
                "SELECT id FROM statements WHERE station = ? AND digest = ?", [station, digest])
            if let known {
                if statement.isFinal, let closing = try Self.closing(of: station, in: session) {
                    return .closed(
                        Reconciliation(findings: [], sequence: closing.records, digest: closing.head), closing)
                }
                return outcome(try Self.findings(ofStatement: known.integer("id"), in: session))
            }
            if let revocation = try Self.station(station, in: session)?.revocation, revocation.reason == .closed {
                return .barred(revocation)
            }
            let today = try session.row(
                "SELECT count(*) AS count FROM statements WHERE station = ? AND received > ?",
                [station, received.milliseconds - 86_400_000])
            guard try (today?.integer("count") ?? 0) < limit else { return .tooMany }
            let found = try Self.holdings(for: statement, head: head?.sequence ?? 0, in: session)
                .discrepancies(with: statement)
            let row = try session.row(
                """
                INSERT INTO statements (station, number, made, head, digest, statement, signature, received)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?) RETURNING id
                """,
                [
                    station, statement.number, statement.time, statement.created, digest, signed.statement,
                    signed.signature, received,
                ])
            for discrepancy in found {
                try Self.insert(
                    discrepancy, of: station, statement: row?.integer("id"), found: received, in: session)
            }
            guard statement.isFinal, found.isEmpty else { return outcome(found) }
            try Self.close(station, at: received, in: session)
            guard let closing = try Self.closing(of: station, in: session) else { return outcome(found) }
            return .closed(Reconciliation(findings: [], sequence: closing.records, digest: closing.head), closing)
        }
    }

    private static func holdings(
        for statement: StationStatement, head: Int, in session: any SQLSession
    ) throws -> Holdings {
        let station = statement.station
        var holdings = Holdings(head: head)
        holdings.stated =
            try session.row(
                "SELECT coalesce(max(head), 0) AS head FROM statements WHERE station = ? AND made < ?",
                [station, statement.time.milliseconds - Holdings.margin])?.integer("head") ?? 0
        if let next = try session.row(
            "SELECT manifest FROM records WHERE station = ? AND sequence = ?", [station, statement.created + 1])
        {
            holdings.next = try RecordManifest(parsing: next.bytes("manifest")).time.upperBound
        }
        for sequence in [statement.created] + statement.pending.map(\.sequences.lowerBound) where sequence <= head {
            holdings.digests[sequence] = try session.row(
                "SELECT digest FROM records WHERE station = ? AND sequence = ?", [station, sequence])?.digest("digest")
        }
        holdings.refused = try session.rows(
            "SELECT sequence FROM records WHERE station = ? AND verdict = 'refused' AND sequence <= ?",
            [station, statement.created]
        ).count { try !statement.isWaiting($0.integer("sequence")) }
        return holdings
    }

    package func keep(_ discrepancy: Discrepancy, of station: StationID, found: Timestamp) async throws {
        try await database.write { session in
            try session.lock(.station(station))
            let last = try session.row(
                "SELECT kind, sequence FROM discrepancies WHERE station = ? ORDER BY id DESC LIMIT 1", [station])
            if let last, try last.text("kind") == discrepancy.kind.rawValue,
                try last.integer("sequence") == discrepancy.sequence
            {
                return
            }
            try Self.insert(discrepancy, of: station, statement: nil, found: found, in: session)
        }
    }

    private static func insert(
        _ discrepancy: Discrepancy, of station: StationID, statement: Int?, found: Timestamp, in session: any SQLSession
    ) throws {
        try session.execute(
            "INSERT INTO discrepancies (station, statement, kind, sequence, detail, found) VALUES (?, ?, ?, ?, ?, ?)",
            [station, statement, discrepancy.kind.rawValue, discrepancy.sequence, discrepancy.detail, found])
    }

    private static func findings(ofStatement id: Int, in session: any SQLSession) throws -> [Discrepancy] {
        try session.rows("SELECT kind, sequence, detail FROM discrepancies WHERE statement = ? ORDER BY id", [id])
            .map { try discrepancy($0) }
    }

    private static func discrepancy(_ row: SQLRow) throws -> Discrepancy {
        Discrepancy(
            Discrepancy.Kind(rawValue: try row.text("kind")), at: try row.integer("sequence"), try row.text("detail"))
    }

    package func discrepancies(of station: StationID?, limit: Int) async throws -> [StoredDiscrepancy] {
        try await database.read { session in
            let which = station == nil ? "" : "WHERE station = ?"
            let arguments: [any SQLEncodable] = station.map { [$0, limit] } ?? [limit]
            return try session.rows(
                "SELECT station, kind, sequence, detail, found FROM discrepancies \(which) ORDER BY id DESC LIMIT ?",
                arguments
            ).map { row in
                StoredDiscrepancy(
                    station: try row.station("station"), discrepancy: try Self.discrepancy(row),
                    found: try row.time("found"))
            }
        }
    }

    package func stationStandings(after station: StationID?, limit: Int) async throws -> [StationStanding] {
        try await database.read { session in
            try session.rows(
                """
                SELECT station FROM records WHERE station > ? UNION SELECT station FROM statements WHERE station > ?
                ORDER BY station LIMIT ?
                """, [station?.text ?? "", station?.text ?? "", limit]
            ).map { row in
                let station = try row.station("station")
                func number(_ sql: String) throws -> Int? {
                    try session.row(sql, [station])?.optionalInteger("number")
                }
                return StationStanding(
                    station: station,
                    records: try number("SELECT count(*) AS number FROM records WHERE station = ?") ?? 0,
                    refused: try number(
                        "SELECT count(*) AS number FROM records WHERE station = ? AND verdict = 'refused'") ?? 0,
                    lastStatement: try number("SELECT max(received) AS number FROM statements WHERE station = ?")
                        .flatMap { Timestamp(milliseconds: $0) },
                    discrepancies: try number("SELECT count(*) AS number FROM discrepancies WHERE station = ?") ?? 0,
                    isClosed: try Self.station(station, in: session)?.reason == .closed)
            }
        }
    }
}
