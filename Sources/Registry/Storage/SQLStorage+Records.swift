extension SQLStorage {
    package func record(sequence: Int, of station: StationID) async throws -> StoredRecord? {
        try await database.read { try Self.record(sequence: sequence, of: station, in: $0) }
    }

    package func record(_ id: RecordID) async throws -> KeptRecord? {
        try await database.read { session in
            try session.row(
                """
                SELECT number, digest, receipt, problem, manifest, signature, received, trace FROM records WHERE id = ?
                """, [id]
            ).map { row in
                let last = try session.row(
                    "SELECT state, reason FROM record_states WHERE record = ? ORDER BY change DESC LIMIT 1",
                    [try row.integer("number")])
                return KeptRecord(
                    signed: SignedManifest(manifest: try row.bytes("manifest"), signature: try row.bytes("signature")),
                    received: try row.time("received"), verdict: try StoredRecord(row: row).verdict,
                    state: try last.map { RecordState(rawValue: try $0.text("state")) },
                    reason: try last?.optionalText("reason"), trace: try row.optionalText("trace"))
            }
        }
    }

    package func signedManifest(sequence: Int, of station: StationID) async throws -> SignedManifest? {
        try await database.read { session in
            try session.row(
                "SELECT manifest, signature FROM records WHERE station = ? AND sequence = ?", [station, sequence]
            ).map { SignedManifest(manifest: try $0.bytes("manifest"), signature: try $0.bytes("signature")) }
        }
    }

    package func standing(of manifest: RecordManifest) async throws -> Standing {
        try await database.read { try Self.standing(of: manifest, in: $0) }
    }

    private static func standing(of manifest: RecordManifest, in session: any SQLSession) throws -> Standing {
        Standing(
            stored: try record(sequence: manifest.sequence, of: manifest.station, in: session),
            head: try chainHead(of: manifest.station, in: session),
            isIDTaken: try session.exists("SELECT 1 FROM records WHERE id = ?", [manifest.record]),
            missing: try manifest.pieces.map(\.digest)
                .filter { try !hasPart($0, of: manifest.station, in: session) })
    }

    private static func record(sequence: Int, of station: StationID, in session: any SQLSession) throws -> StoredRecord?
    {
        try session.row(
            "SELECT digest, receipt, problem FROM records WHERE station = ? AND sequence = ?", [station, sequence]
        ).map { try StoredRecord(row: $0) }
    }

    /// Appends records in their order: to their stations' chains and, those that are accepted, to the log.
    static func append(
        _ items: [(record: JudgedRecord, log: TransparencyLog)], in session: any SQLSession
    ) throws -> [AppendOutcome] {
        // In an order that all keep to, so that no two transactions wait for each other.
        for station in Set(items.map { $0.record.manifest.station }).sorted(by: { $0.text < $1.text }) {
            try session.lock(.station(station))
        }
        var growth: LogGrowth?
        let outcomes = try items.map { record, log -> AppendOutcome in
            let manifest = record.manifest
            let standing = try Self.standing(of: manifest, in: session)
            guard manifest.sequence == (standing.head?.sequence ?? 0) + 1,
                manifest.previous == standing.head?.digest ?? .none, !standing.isIDTaken, standing.missing.isEmpty
            else { return .overtaken }

            let verdict: Verdict
            if let problem = record.problem {
                verdict = .refused(problem)
            } else {
                var grown = try growth ?? LogGrowth(in: session)
                verdict = .accepted(receipt: try grown.append(record.leaf, to: log))
                growth = grown
            }
            let number = try insert(record, verdict: verdict, in: session)
            try setState(
                record.problem == nil ? .verified : .refused, of: number, reason: record.problem?.code.rawValue,
                at: record.received, in: session)
            if record.problem == nil {
                growth?.belongs(to: number)
                try record.adjudication.map { try adjudicate($0, of: record, number: number, in: session) }
            }
            return .appended(StoredRecord(digest: record.signed.digest, verdict: verdict))
        }
        try growth?.write(in: session)
        return outcomes
    }

    private static func insert(_ record: JudgedRecord, verdict: Verdict, in session: any SQLSession) throws -> Int {
        let manifest = record.manifest
        let isFirst = manifest.sequence == 1
        let receipt: [UInt8]? = if case .accepted(let bytes) = verdict { bytes } else { nil }
        let problem: [UInt8]? = if case .refused(let problem) = verdict { try problem.serialized() } else { nil }
        let row = try session.row(
            """
            INSERT INTO records (id, station, sequence, digest, previous_sequence, previous, manifest, signature,
                                 received, verdict, receipt, problem, trace)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING number
            """,
            [
                manifest.record, manifest.station, manifest.sequence, record.signed.digest,
                isFirst ? nil : manifest.sequence - 1, isFirst ? nil : manifest.previous, record.signed.manifest,
                record.signed.signature, record.received, receipt == nil ? "refused" : "accepted", receipt, problem,
                record.trace,
            ])
        guard let number = try row?.integer("number") else {
            throw RegistryError(.storageFailed, "the registry's database gave a record no number", fault: .registry)
        }
        try session.insert(
            into: "record_pieces (record, name, position, station, digest)",
            manifest.pieces.map { [number, $0.part.text, $0.position, manifest.station, $0.digest] })
        for piece in manifest.pieces {
            try session.execute(
                "DELETE FROM pending_parts WHERE station = ? AND digest = ?", [manifest.station, piece.digest])
        }
        try session.insert(
            into: "findings (record, position, name, result, detail)",
            record.findings.enumerated().map { [number, $0, $1.check, $1.result, $1.detail] })
        return number
    }

    static func chainHead(of station: StationID, in session: any SQLSession) throws -> ChainHead? {
        try session.row(
            "SELECT sequence, digest FROM records WHERE station = ? ORDER BY sequence DESC LIMIT 1", [station]
        ).map { ChainHead(sequence: try $0.integer("sequence"), digest: try $0.digest("digest")) }
    }
}

extension StoredRecord {
    fileprivate init(row: SQLRow) throws {
        digest = try row.digest("digest")
        if let receipt = try row.optionalBytes("receipt") {
            verdict = .accepted(receipt: receipt)
        } else if let problem = try row.optionalBytes("problem").flatMap({ ProblemDetails(parsing: $0) }) {
            verdict = .refused(problem)
        } else {
            throw RegistryError(.storageFailed, "a stored record has no verdict", fault: .registry)
        }
    }
}
