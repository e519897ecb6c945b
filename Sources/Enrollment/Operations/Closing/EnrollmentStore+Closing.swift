import FoundationEssentials
import GRDB
import Registry

extension EnrollmentStore {
    /// What a station still has that nobody else has.
    package struct Remaining: Sendable, Hashable {
        /// Records without the registry's answer.
        package let waiting: Int
        /// Enrollments that are not finished.
        package let drafts: Int

        package var isNothing: Bool { waiting == 0 && drafts == 0 }
    }

    /// What is left to be sent or finished.
    package func remaining() throws(EnrollmentError) -> Remaining { try read { try Self.remaining($0) } }

    private static func remaining(_ db: Database) throws -> Remaining {
        Remaining(
            waiting: try Int.fetchOne(db, sql: "SELECT count(*) FROM outbox WHERE state = 'pending'") ?? 0,
            drafts: try Int.fetchOne(db, sql: "SELECT count(*) FROM drafts") ?? 0)
    }

    /// Lets nothing come any more, if nothing is left: looked at and done in one transaction.
    func close(at time: Timestamp) throws(EnrollmentError) {
        try write { db in
            let phase = try StationPhase.read(db)
            if phase == .closed { return }
            if let refusal = phase.refusal { throw refusal }
            let remaining = try Self.remaining(db)
            guard remaining.isNothing else { throw EnrollmentError.notEmpty(remaining) }
            try StationPhase.set(.closed, at: time, db)
        }
    }

    /// The last statement that is a last one, where the registry has not said that something disagrees; nil before.
    func finalStatement() throws(EnrollmentError) -> KeptStatement? {
        let kept = try statements()
        return kept.first { kept in
            let isFinal = (try? StationStatement(parsing: kept.signed.statement))?.isFinal ?? false
            return isFinal && (kept.answer?.findings.isEmpty ?? true)
        }
    }
}

extension EnrollmentError {
    /// A station that is to be taken out of use has something on it.
    static func notEmpty(_ remaining: EnrollmentStore.Remaining) -> EnrollmentError {
        EnrollmentError(
            .stationNotEmpty,
            "the station is not empty: \(remaining.waiting) records wait for the registry, \(remaining.drafts) enrollments "
                + "are not finished. Send the records (idstation forward), and finish or discard the enrollments.",
            fault: .operator)
    }
}
