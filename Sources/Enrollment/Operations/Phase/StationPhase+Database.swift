import GRDB
import Registry

/// The row `phase` of a station's database.
extension StationPhase {
    /// A migration of either database. `id` is what the backup was called that the station was made of.
    static func schema(holding tables: [(name: String, phases: [StationPhase])]) -> String {
        let states = allCases.map { "'\($0.rawValue)'" }.joined(separator: ", ")
        let triggers = tables.map { table in
            let held = table.phases.map { "'\($0.rawValue)'" }.joined(separator: ", ")
            return """
                CREATE TRIGGER \(table.name)_only_while_open BEFORE INSERT ON \(table.name)
                WHEN (SELECT state FROM phase) IN (\(held))
                BEGIN SELECT RAISE(ABORT, 'the station does not go on here'); END;
                """
        }
        return """
            CREATE TABLE phase (
                one INTEGER PRIMARY KEY CHECK (one = 1),
                state TEXT NOT NULL CHECK (state IN (\(states))),
                since INTEGER CHECK (since >= 0),
                backup TEXT,
                CHECK ((state = 'open') = (since IS NULL))
            ) STRICT;
            INSERT INTO phase (one, state) VALUES (1, 'open');

            """ + triggers.joined(separator: "\n")
    }

    static func read(_ db: Database) throws -> StationPhase {
        // What is not known is nothing to go on with.
        try String.fetchOne(db, sql: "SELECT state FROM phase").flatMap { StationPhase(rawValue: $0) } ?? .closed
    }

    /// Refuses what only a station that works may do.
    static func checkOpen(_ db: Database) throws {
        if let refusal = try read(db).refusal { throw refusal }
    }

    static func checkDrafts(_ db: Database) throws {
        let phase = try read(db)
        if !phase.keepsDrafts, let refusal = phase.refusal { throw refusal }
    }

    static func set(_ phase: StationPhase, at time: Timestamp, backup: RecordID? = nil, _ db: Database) throws {
        try db.execute(
            sql: "UPDATE phase SET state = ?, since = ?, backup = coalesce(?, backup)",
            arguments: [phase.rawValue, phase == .open ? nil : time.milliseconds, backup?.text])
    }
}

extension EnrollmentStore {
    /// Whether the station may go on.
    package func phase() throws(EnrollmentError) -> StationPhase { try read { try StationPhase.read($0) } }

    func set(_ phase: StationPhase, at time: Timestamp, backup: RecordID? = nil) throws(EnrollmentError) {
        try write { try StationPhase.set(phase, at: time, backup: backup, $0) }
    }
}

extension OfficerDatabase {
    /// Whether the audit log may go on.
    package func phase() throws(EnrollmentError) -> StationPhase { try read { try StationPhase.read($0) } }

    func set(_ phase: StationPhase, at time: Timestamp, backup: RecordID? = nil) throws(EnrollmentError) {
        try write { try StationPhase.set(phase, at: time, backup: backup, $0) }
    }
}
