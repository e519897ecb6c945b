import FoundationEssentials
import GRDB

extension SQLiteStorage {
    package func record(sequence: Int, of station: StationID) async throws -> StoredRecord? {
        try await read { database in
            try Self.record(sequence: sequence, of: station, in: database)
        }
    }

    package func standing(of manifest: RecordManifest) async throws -> Standing {
        try await read { try Self.standing(of: manifest, in: $0) }
    }

    private static func standing(of manifest: RecordManifest, in database: Database) throws -> Standing {
        Standing(
            stored: try record(sequence: manifest.sequence, of: manifest.station, in: database),
            head: try chainHead(of: manifest.station, in: database),
            isIDTaken: try contains(record: manifest.record, in: database),
            missing: try manifest.parts.map(\.sealedDigest)
                .filter { try !hasPart($0, of: manifest.station, in: database) })
    }

    private static func record(sequence: Int, of station: StationID, in database: Database) throws -> StoredRecord? {
        try Row.fetchOne(
            database, sql: "SELECT digest, receipt, problem FROM records WHERE station = ? AND sequence = ?",
            arguments: [station.text, sequence]
        ).map { try StoredRecord(row: $0) }
    }

    package func append(_ record: JudgedRecord, log: TransparencyLog) async throws -> AppendOutcome {
        try await write { database in
            let manifest = record.manifest
            let standing = try Self.standing(of: manifest, in: database)
            guard manifest.sequence == (standing.head?.sequence ?? 0) + 1,
                manifest.previous == standing.head?.digest ?? .none, !standing.isIDTaken, standing.missing.isEmpty
            else { return .overtaken }

            let verdict: Verdict
            let entry: TransparencyLog.Entry?
            if let problem = record.problem {
                (verdict, entry) = (.refused(problem), nil)
            } else {
                let appended = try log.append(record.leaf, size: Self.logSize(in: database), in: SQLiteNodes(database))
                (verdict, entry) = (.accepted(receipt: appended.receipt), appended)
            }
            let number = try Self.insert(record, verdict: verdict, in: database)
            if let entry {
                try Self.insert(entry, leaf: record.leaf, record: number, in: database)
                try record.account.map { try Self.insert($0, record: number, in: database) }
            }
            return .appended(StoredRecord(digest: record.signed.digest, verdict: verdict))
        }
    }

    private static func insert(_ record: JudgedRecord, verdict: Verdict, in database: Database) throws -> Int64 {
        let manifest = record.manifest
        let isFirst = manifest.sequence == 1
        let receipt: Data? = if case .accepted(let bytes) = verdict { Data(bytes) } else { nil }
        let problem: Data? = if case .refused(let problem) = verdict { Data(try problem.serialized()) } else { nil }
        try database.execute(
            sql: """
                INSERT INTO records (id, station, sequence, digest, previous_sequence, previous, manifest, signature,
                                     received, verdict, receipt, problem)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """,
            arguments: [
                manifest.record.text, manifest.station.text, manifest.sequence, Data(record.signed.digest.bytes),
                isFirst ? nil : manifest.sequence - 1, isFirst ? nil : Data(manifest.previous.bytes),
                Data(record.signed.manifest), Data(record.signed.signature), record.received.milliseconds,
                receipt == nil ? "refused" : "accepted", receipt, problem,
            ])
        let number = database.lastInsertedRowID
        for part in manifest.parts {
            try database.execute(
                sql: "INSERT INTO record_parts (record, name, station, digest) VALUES (?, ?, ?, ?)",
                arguments: [number, part.name.text, manifest.station.text, Data(part.sealedDigest.bytes)])
        }
        for (position, finding) in record.findings.enumerated() {
            try database.execute(
                sql: "INSERT INTO findings (record, position, name, result, detail) VALUES (?, ?, ?, ?, ?)",
                arguments: [number, position, finding.check, finding.result, finding.detail])
        }
        return number
    }

    private static func chainHead(of station: StationID, in database: Database) throws -> ChainHead? {
        let row = try Row.fetchOne(
            database, sql: "SELECT sequence, digest FROM records WHERE station = ? ORDER BY sequence DESC LIMIT 1",
            arguments: [station.text])
        return try row.map { ChainHead(sequence: $0["sequence"], digest: try ContentDigest(column: "digest", of: $0)) }
    }

    private static func contains(record: RecordID, in database: Database) throws -> Bool {
        try Int.fetchOne(database, sql: "SELECT 1 FROM records WHERE id = ?", arguments: [record.text]) != nil
    }
}

extension StoredRecord {
    fileprivate init(row: Row) throws {
        let receipt: Data? = row["receipt"]
        let problem: Data? = row["problem"]
        digest = try ContentDigest(column: "digest", of: row)
        if let receipt {
            verdict = .accepted(receipt: [UInt8](receipt))
        } else if let problem = problem.flatMap({ ProblemDetails(parsing: [UInt8]($0)) }) {
            verdict = .refused(problem)
        } else {
            throw RegistryError(.storageFailed, "a stored record has no verdict", fault: .registry)
        }
    }
}

extension ContentDigest {
    init(column: String, of row: Row) throws {
        let bytes: Data = row[column]
        guard let digest = ContentDigest(bytes: [UInt8](bytes)) else {
            throw RegistryError(.storageFailed, "a stored digest has not 32 bytes", fault: .registry)
        }
        self = digest
    }
}
