import Registry

/// Ends a station on this machine, so that another one can go on.
enum StationMove {
    /// Lets no further record, draft or audit entry come; what was begun before is whole. A repetition changes nothing.
    ///
    /// - Throws: where the station is one that does not go on here anyway, but for another reason.
    static func stop(
        _ store: EnrollmentStore, _ officers: OfficerDatabase, for backup: RecordID, at time: Timestamp
    ) throws {
        for phase in [try store.phase(), try officers.phase()] where phase != .open && phase != .moved {
            if let refusal = phase.refusal { throw refusal }
        }
        try officers.write { db in
            guard try StationPhase.read(db) == .open else { return }
            try AuditLog.append(
                "station-moved", officer: nil, subject: backup.text, of: officers.station, at: time, db)
            try StationPhase.set(.moved, at: time, backup: backup, db)
        }
        try store.set(.moved, at: time, backup: backup)
    }
}
