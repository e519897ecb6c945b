import Foundation
import GRDB
import Registry

extension AuditLog {
    /// Takes back the entries that the registry has and this disk lost; they must follow the last one here. The log stays
    /// in the phase that it is in.
    ///
    /// - Returns: how many.
    func takeBack(from registry: any RegistryAPI, at time: Timestamp) async throws -> Int {
        let (own, theirs) = (try head(), try await registry.auditHead(of: station))
        guard theirs.number > own.number else {
            _ = try await compare(with: registry)
            return 0
        }
        var chain = AuditChain(of: station, after: own)
        while chain.head.number < theirs.number {
            let entries = try await registry.auditEntries(from: chain.head.number + 1, of: station)
            let stored = try entries.map { entry in
                let bytes = try entry.serialized()
                return StoredAuditEntry(number: entry.number, digest: ContentDigest(of: bytes), bytes: bytes)
            }
            let before = chain.head.number
            chain.walk(stored)
            guard chain.fault == nil, chain.head.number > before else {
                throw EnrollmentError(
                    .auditForked, "the registry's audit entries after \(before) do not follow those here",
                    fault: .authority)
            }
            try take(stored, at: time)
        }
        return chain.head.number - own.number
    }

    private func take(_ entries: [StoredAuditEntry], at time: Timestamp) throws {
        try database.write { db in
            try StationPhase.set(.open, at: time, db)
            for entry in entries {
                let previous = try AuditEntry(parsing: entry.bytes).previous
                try db.execute(
                    sql: "INSERT INTO audit (number, digest, previous_number, previous, entry) VALUES (?, ?, ?, ?, ?)",
                    arguments: [
                        entry.number, Data(entry.digest.bytes), entry.number == 1 ? nil : entry.number - 1,
                        entry.number == 1 ? nil : Data(previous.bytes), Data(entry.bytes),
                    ])
            }
            try StationPhase.set(.restored, at: time, db)
        }
    }

    /// Ends phase `restored` with the first entry of the restored station.
    func goOn(at time: Timestamp) throws {
        try database.write { db in
            guard try StationPhase.read(db) == .restored else { return }
            let backup = try String.fetchOne(db, sql: "SELECT backup FROM phase")
            try StationPhase.set(.open, at: time, db)
            try AuditLog.append(
                "station-restored", officer: nil, subject: backup, of: station, at: time, db)
        }
    }
}
