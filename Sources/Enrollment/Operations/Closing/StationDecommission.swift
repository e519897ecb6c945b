package import Foundation
package import Logging
package import Registry

/// Takes a station out of use, and proves that nothing was left on it.
///
/// In this order, and each step may be repeated after a failure: what waits is sent and answered; the databases take
/// nothing more; audit log and last statement go to the registry, which compares, bars the station and signs that it did;
/// the proof is written; then the keys go.
package struct StationDecommission: Sendable {
    private let folder: StationFolder
    private let store: EnrollmentStore
    private let registry: any RegistryAPI
    private let clock: @Sendable () -> Date
    private let logger: Logger

    package init(
        of folder: StationFolder, _ store: EnrollmentStore, _ registry: any RegistryAPI,
        clock: @escaping @Sendable () -> Date = { Date() }, logger: Logger
    ) {
        self.folder = folder
        self.store = store
        self.registry = registry
        self.clock = clock
        self.logger = logger
    }

    /// A station that is out of use.
    package struct Done: Sendable, Hashable {
        package let closing: StationClosing
        /// Key files that were removed.
        package let wiped: [String]
        /// Keys in a token or a TPM, which stay there until somebody removes them.
        package let held: [String]
    }

    private static let file = "closing.json"

    /// - Parameter out: where the proof goes; one that is there is replaced.
    package func run(writing out: String) async throws -> Done {
        if let done = try Self.repeated(of: folder, writing: out) { return done }
        try await empty()
        try store.close(at: Timestamp(clock()))
        try await closeAudit()
        return try Self.finish(try await close(), of: folder, out)
    }

    /// Sends what waits. Refuses while anything is left.
    private func empty() async throws {
        guard try store.phase() != .closed else { return }
        if let refusal = try store.phase().refusal { throw refusal }
        let before = try store.remaining()
        guard before.drafts == 0 else { throw EnrollmentError.notEmpty(before) }
        let outbox = Outbox(
            store: store, registry: registry, logKey: folder.registry.logKey, clock: clock, logger: logger)
        let summary = try await outbox.sendPending()
        let after = try store.remaining()
        if !after.isNothing, let failure = summary.unreachable { throw failure }
        guard after.isNothing else { throw EnrollmentError.notEmpty(after) }
        try await folder.followUp(store, registry, clock: clock, logger: logger).takeStates()
    }

    private func closeAudit() async throws {
        let officers = try folder.officerDatabase()
        let time = Timestamp(clock())
        try officers.write { db in
            let phase = try StationPhase.read(db)
            if phase == .closed { return }
            if let refusal = phase.refusal { throw refusal }
            try AuditLog.append(
                "station-closed", officer: nil, subject: nil, of: officers.station, at: time, db)
            try StationPhase.set(.closed, at: time, db)
        }
        // Where the answer to the last statement was lost the registry says 403 to all else, and has the log.
        guard try store.finalStatement() == nil else { return }
        _ = try await AuditLog(officers).send(to: registry)
    }

    private func close() async throws -> ClosingProof {
        let statement =
            try store.finalStatement()
            ?? store.makeStatement(
                of: folder.station, signedBy: folder.sealer(), at: Timestamp(clock()), isFinal: true)
        let answer = try await registry.reconcile(statement.signed, number: statement.number, of: folder.station)
        try store.keep(
            answer, to: statement.number, ContentDigest(of: statement.signed.statement), at: Timestamp(clock()))
        if let finding = answer.findings.first {
            throw EnrollmentError(
                .closingRefused,
                "the registry does not close the station, for its records do not agree: \(finding). Nothing was wiped; "
                    + "tell the registry's administrator.", fault: .authority)
        }
        guard let closing = answer.closing else {
            throw EnrollmentError(
                .closingRefused, "the registry agrees, but did not sign that it closed the station. Nothing was wiped.",
                fault: .authority)
        }
        return ClosingProof(statement: statement.signed, closing: closing)
    }

    /// Verifies the proof, keeps it, and only then takes the keys away.
    private static func finish(_ proof: ClosingProof, of folder: StationFolder, _ out: String) throws -> Done {
        let closing: StationClosing
        do { closing = try proof.verify(trusting: folder.trustAuthorities()) } catch let error as RegistryError {
            throw EnrollmentError(.closingRefused, "\(error.message). Nothing was wiped.", fault: .authority)
        }
        guard closing.station == folder.station else {
            throw EnrollmentError(
                .closingRefused, "the proof is one of station \(closing.station). Nothing was wiped.",
                fault: .authority)
        }
        guard try folder.auditLog().head() == closing.audit else {
            throw EnrollmentError(
                .closingRefused, "the registry closed the station without its whole audit log. Nothing was wiped.",
                fault: .authority)
        }
        do {
            let bytes = try proof.serialized()
            try DurableFile.replace(folder.path(of: file), bytes, mode: 0o644)
            try DurableFile.replace(out, bytes, mode: 0o644)
        } catch {
            throw EnrollmentError(
                .storageFailed,
                "the proof was not written: \(error.message). Nothing was wiped; run the command again.",
                fault: .operator)
        }
        let identity = try folder.identity()
        let held = [identity.tls.key, identity.signing.key].filter { $0.kind != "file" }.map(\.shown)
        return Done(closing: closing, wiped: try KeyWipe.wipe(folder.url.path), held: held)
    }

    /// Finishes an earlier run that came as far as the proof: it needs neither keys nor registry. Nil where there was none.
    package static func repeated(of folder: StationFolder, writing out: String) throws -> Done? {
        guard FileManager.default.fileExists(atPath: folder.path(of: file)) else { return nil }
        let bytes = try DurableFile.read(folder.path(of: file), atMost: ClosingProof.maximumSize)
        return try finish(ClosingProof(parsing: bytes), of: folder, out)
    }
}

extension EnrollmentError.Code {
    package static let closingRefused = Self(rawValue: "closing-refused")
}
