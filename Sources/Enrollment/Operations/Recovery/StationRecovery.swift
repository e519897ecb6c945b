import CardCrypto
import DocumentPKI
package import Foundation
package import Logging
package import Registry
import ServiceLifecycle

/// What a station does that was made of a backup, before it makes a record: it asks the registry what it has, takes back
/// what its own disk lost, and goes on behind that.
///
/// A record that was made after the backup and that the registry has comes back by number, manifest and receipt. One that
/// the registry does not have is lost; where the audit log named it, it is named. Its number is used again, for nobody has
/// anything of that number but a disk that is gone; where that disk, or a bundle of it, comes after all, the registry
/// refuses its record and tells of a fork.
package struct StationRecovery: Service {
    private let folder: StationFolder
    private let store: EnrollmentStore
    private let officers: OfficerDatabase
    private let registry: any RegistryAPI
    private let clock: @Sendable () -> Date
    private let settling: Duration
    private let logger: Logger

    /// Records that are taken back in one transaction.
    private static let batch = 50
    /// Between two tries of a station that runs.
    private static let pause = Duration.seconds(30)

    /// - Parameter settling: how long the registry must have had nothing new: longer than its servers remember who may talk
    ///   to them, so that what an old machine had under way is there.
    package init(
        of folder: StationFolder, _ store: EnrollmentStore, _ registry: any RegistryAPI,
        settling: Duration = .seconds(3), clock: @escaping @Sendable () -> Date = { Date() }, logger: Logger
    ) throws {
        self.folder = folder
        self.store = store
        self.registry = registry
        self.settling = settling
        self.clock = clock
        self.logger = logger
        officers = try folder.officerDatabase()
    }

    /// What came of it.
    package struct Outcome: Sendable, Hashable {
        /// How many records came back.
        package var records = 0
        /// How many audit entries came back.
        package var entries = 0
        /// The number that the next record gets.
        package var next = 1
        /// Ids of records that the audit log knows and nobody has.
        package var lost: [String] = []
        /// What the registry said to the statement of the restored disk: a rollback is what is expected.
        package var findings: [Discrepancy] = []
    }

    /// Whether there is anything to do.
    package var isNeeded: Bool {
        get throws { try store.phase() == .restored || officers.phase() == .restored }
    }

    /// Asks until it is done; then until the service group shuts down does nothing.
    package func run() async throws {
        await cancelWhenGracefulShutdown {
            while !Task.isCancelled {
                do {
                    if let outcome = try await recover() {
                        logger.notice(
                            "The restored station goes on",
                            metadata: [
                                "records": "\(outcome.records)", "next": "\(outcome.next)",
                                "lost": "\(outcome.lost.count)",
                            ])
                    }
                    try? await gracefulShutdown()
                    return
                } catch {
                    logger.error("The restored station does not go on yet", metadata: ["why": "\(error)"])
                }
                try? await Task.sleep(for: Self.pause)
            }
        }
    }

    /// Takes back what the registry has, and lets the station go on. Nil where there is nothing to do.
    ///
    /// May be repeated after any failure: it begins where it ended.
    /// - Throws: `sequenceForked` where registry and backup hold two records of one number.
    package func recover() async throws -> Outcome? {
        guard try isNeeded else { return nil }
        let followUp = try folder.followUp(store, registry, clock: clock, logger: logger)
        var outcome = Outcome()
        var answer = try await followUp.reconcile()
        outcome.findings = answer.findings
        while true {
            outcome.records += try await takeBack(upTo: answer)
            try await Task.sleep(for: settling)
            let again = try await followUp.reconcile()
            if again.sequence == answer.sequence { break }
            answer = again
        }
        let audit = AuditLog(officers)
        outcome.entries = try await audit.takeBack(from: registry, at: Timestamp(clock()))
        outcome.lost = try lost(audit)
        outcome.next = try store.head().sequence + 1
        try audit.goOn(at: Timestamp(clock()))
        try store.set(.open, at: Timestamp(clock()))
        return outcome
    }

    /// Takes the records back that follow the last one here, as far as the registry's answer goes.
    private func takeBack(upTo answer: Reconciliation) async throws -> Int {
        var head = try store.head()
        let first = head.sequence
        guard answer.sequence > head.sequence else {
            guard try answer.sequence == 0 || store.digest(of: answer.sequence) == answer.digest else {
                throw Self.forked(at: answer.sequence)
            }
            return 0
        }
        var batch: [RecoveredRecord] = []
        while head.sequence < answer.sequence {
            let record = try await record(head.sequence + 1)
            guard record.manifest.previous == head.digest else { throw Self.forked(at: head.sequence) }
            head = (record.manifest.sequence, record.signed.digest)
            batch.append(record)
            if batch.count == Self.batch || head.sequence == answer.sequence {
                guard head.sequence < answer.sequence || head.digest == answer.digest else {
                    throw Self.forked(at: head.sequence)
                }
                try store.take(batch, at: Timestamp(clock()))
                batch = []
            }
        }
        return head.sequence - first
    }

    /// A record from the registry: signed by this station, and answered with a receipt that holds, or a refusal.
    private func record(_ sequence: Int) async throws -> RecoveredRecord {
        let station = folder.station
        let signed = try await registry.manifest(sequence: sequence, of: station)
        let manifest = try RecordManifest(parsing: signed.manifest)
        guard manifest.station == station, manifest.sequence == sequence else {
            throw Self.unfit("the record at number \(sequence) is another one")
        }
        do {
            let time = manifest.time.upperBound.date
            _ = try StationAuthority(folder.trustAuthorities()).verify(
                signed.signature, over: signed.manifest, by: station, claiming: time, at: time)
        } catch let problem as ProblemDetails {
            throw Self.unfit("this station did not sign record \(sequence): \(problem.detail)")
        }
        let bytes: [UInt8]
        do { bytes = try await registry.receipt(sequence: sequence, of: station) } catch let problem as ProblemDetails
            where !problem.retryable && problem.code != .stationRevoked
        {
            return RecoveredRecord(manifest: manifest, signed: signed, answer: .refused(code: problem.code.rawValue))
        }
        let receipt = try Receipt.verify(bytes, by: folder.registry.logKey)
        guard receipt.matches(manifest, digest: signed.digest) else {
            throw Self.unfit("the receipt of record \(sequence) is one of another record")
        }
        return RecoveredRecord(manifest: manifest, signed: signed, answer: .received(receipt))
    }

    /// Records that were sealed, as the audit log says, and that are not here.
    private func lost(_ audit: AuditLog) throws -> [String] {
        var (lost, last) = ([String](), 0)
        while case let next = try audit.entries(after: last), let end = next.last {
            last = end.number
            for entry in next where entry.action == "record-sealed" {
                if let id = entry.subject, try !store.hasRecord(id) { lost.append(id) }
            }
        }
        return lost
    }

    private static func forked(at sequence: Int) -> EnrollmentError {
        EnrollmentError(
            .sequenceForked,
            "the registry holds another record \(sequence) than the backup: two copies of this station were at work. Nothing "
                + "is recorded here; keep both disks, and give this place a new station with another name.",
            fault: .authority)
    }

    private static func unfit(_ what: String) -> EnrollmentError {
        EnrollmentError(
            .answerUnfit, "the registry's answer does not fit: \(what). Nothing is recorded here.", fault: .authority)
    }
}

extension EnrollmentError.Code {
    /// The registry holds another record of a number than the station.
    package static let sequenceForked = Self(rawValue: "sequence-forked")
}
