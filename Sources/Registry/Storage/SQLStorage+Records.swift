extension SQLStorage {
    package func record(sequence: Int, of station: StationID) async throws -> StoredRecord? {
        try await database.read { try Self.record(sequence: sequence, of: station, in: $0) }
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

    package func append(_ record: JudgedRecord, log: TransparencyLog) async throws -> AppendOutcome {
        try await database.write { session in
            let manifest = record.manifest
            try session.lock(.station(manifest.station))
            let standing = try Self.standing(of: manifest, in: session)
            guard manifest.sequence == (standing.head?.sequence ?? 0) + 1,
                manifest.previous == standing.head?.digest ?? .none, !standing.isIDTaken, standing.missing.isEmpty
            else { return .overtaken }

            let verdict: Verdict
            let entry: TransparencyLog.Entry?
            if let problem = record.problem {
                (verdict, entry) = (.refused(problem), nil)
            } else {
                try session.lock(.log)
                let appended = try log.append(record.leaf, size: Self.logSize(in: session), in: SQLNodes(session))
                (verdict, entry) = (.accepted(receipt: appended.receipt), appended)
            }
            let number = try Self.insert(record, verdict: verdict, in: session)
            try Self.setState(
                record.problem == nil ? .verified : .refused, of: number, reason: record.problem?.code.rawValue,
                at: record.received, in: session)
            if let entry {
                try Self.insert(entry, leaf: record.leaf, record: number, in: session)
                try record.account.map { try Self.insert($0, record: number, in: session) }
            }
            return .appended(StoredRecord(digest: record.signed.digest, verdict: verdict))
        }
    }

    private static func insert(_ record: JudgedRecord, verdict: Verdict, in session: any SQLSession) throws -> Int {
        let manifest = record.manifest
        let isFirst = manifest.sequence == 1
        let receipt: [UInt8]? = if case .accepted(let bytes) = verdict { bytes } else { nil }
        let problem: [UInt8]? = if case .refused(let problem) = verdict { try problem.serialized() } else { nil }
        let row = try session.row(
            """
            INSERT INTO records (id, station, sequence, digest, previous_sequence, previous, manifest, signature,
                                 received, verdict, receipt, problem)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING number
            """,
            [
                manifest.record, manifest.station, manifest.sequence, record.signed.digest,
                isFirst ? nil : manifest.sequence - 1, isFirst ? nil : manifest.previous, record.signed.manifest,
                record.signed.signature, record.received, receipt == nil ? "refused" : "accepted", receipt, problem,
            ])
        guard let number = try row?.integer("number") else {
            throw RegistryError(.storageFailed, "the registry's database gave a record no number", fault: .registry)
        }
        for piece in manifest.pieces {
            try session.execute(
                "INSERT INTO record_pieces (record, name, position, station, digest) VALUES (?, ?, ?, ?, ?)",
                [number, piece.part.text, piece.position, manifest.station, piece.digest])
            try session.execute(
                "DELETE FROM pending_parts WHERE station = ? AND digest = ?", [manifest.station, piece.digest])
        }
        for (position, finding) in record.findings.enumerated() {
            try session.execute(
                "INSERT INTO findings (record, position, name, result, detail) VALUES (?, ?, ?, ?, ?)",
                [number, position, finding.check, finding.result, finding.detail])
        }
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
