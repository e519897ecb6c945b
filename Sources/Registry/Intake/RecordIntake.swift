package import FoundationEssentials
package import Logging

/// The registry itself: takes parts and records in, and believes nothing that it can check.
///
/// What fails before the station's signature and the chain are known to be right leaves no trace. A record that fails
/// after that is refused for good: it keeps its number and its findings, every repetition gets the same problem, and the
/// station's chain goes on behind it.
package struct RecordIntake: RegistryAPI {
    package let storage: any RegistryStorage
    let log: TransparencyLog
    let stations: StationAuthority
    let examination: RecordExamination
    let rosters: RosterIssuer?
    let accounts: AccountIndex?
    let policy: AdjudicationPolicy
    /// Signs that a station is closed; nil where none can be.
    let closer: (@Sendable (StationClosing) throws -> [UInt8])?
    let inquiries = InquiryLimit()
    let clock: @Sendable () -> Date
    /// Hears alarms, and what became of each record.
    let logger: Logger
    private let turns: Turnstile

    /// - Parameters:
    ///   - storage: where records, log and states are kept.
    ///   - log: what signs the receipts.
    ///   - stations: whose certificates count.
    ///   - examination: what each record is held against.
    ///   - rosters: who makes the stations' rosters; nil where there are no officers.
    ///   - accounts: by what citizens are recognised; nil where nobody asks for accounts.
    ///   - policy: what is decided by a rule, and what by people.
    ///   - closer: signs that a station is closed; nil where none can be.
    ///   - clock: the time of reception, and the one at which certificates must be valid.
    ///   - logger: hears where station and registry do not agree.
    package init(
        storage: any RegistryStorage, log: TransparencyLog, stations: StationAuthority, examination: RecordExamination,
        rosters: RosterIssuer? = nil, accounts: AccountIndex? = nil,
        policy: AdjudicationPolicy = AdjudicationPolicy(),
        closer: (@Sendable (StationClosing) throws -> [UInt8])? = nil,
        clock: @escaping @Sendable () -> Date = { Date() },
        logger: Logger = Logger(label: "idregistry") { _ in SwiftLogNoOpLogHandler() }
    ) {
        self.storage = storage
        self.log = log
        self.stations = stations
        self.examination = examination
        self.rosters = rosters
        self.accounts = accounts
        self.policy = policy
        self.closer = closer
        self.clock = clock
        self.logger = logger
        turns = Turnstile(places: 4)
    }

    /// The log for everybody.
    package var tiles: LogTiles { LogTiles(storage: storage, log: log) }

    package func missingParts(among digests: [ContentDigest], of station: StationID) async throws -> [ContentDigest] {
        try await storage.missingParts(among: digests, of: station)
    }

    package func store(part: [UInt8], digest: ContentDigest, of station: StationID) async throws {
        guard part.count <= RegistryLimits.pieceSize else {
            throw RegistryError(.tooLarge, "the piece has \(part.count) bytes", fault: .station)
        }
        guard ContentDigest(of: part) == digest else {
            throw ProblemDetails(
                .digestMismatch, status: 422, title: "The part is not the one that is named",
                detail: "The digest of its \(part.count) bytes is another.", retryable: true)
        }
        let outcome = try await storage.store(
            part: part, digest: digest, of: station, received: Timestamp(clock()),
            pendingLimit: RegistryLimits.pendingSize)
        if outcome == .tooManyPending {
            throw ProblemDetails(
                .tooManyPendingParts, status: 507, title: "Too many parts wait for their record",
                detail: "Submit the records of the parts that are stored.")
        }
    }

    package func receipt(sequence: Int, of station: StationID) async throws -> [UInt8] {
        switch try await storage.record(sequence: sequence, of: station)?.verdict {
        case .accepted(let receipt):
            try await storage.settle()
            return receipt
        case .refused(let problem): throw problem
        case nil:
            throw ProblemDetails(
                .notFound, status: 404, title: "There is no such record",
                detail: "Station \(station) has submitted none of number \(sequence).")
        }
    }

    package func manifest(sequence: Int, of station: StationID) async throws -> SignedManifest {
        guard let signed = try await storage.signedManifest(sequence: sequence, of: station) else {
            throw ProblemDetails(
                .notFound, status: 404, title: "There is no such record",
                detail: "Station \(station) has submitted none of number \(sequence).")
        }
        return signed
    }

    package func submit(
        _ signed: SignedManifest, sequence: Int, of station: StationID
    ) async throws -> Submission {
        let manifest = try RecordManifest(parsing: signed.manifest)
        guard manifest.station == station, manifest.sequence == sequence else {
            throw ProblemDetails.malformedRequest("The manifest names another station or number than the path.")
        }
        // Another request can take the number while this one is being judged; then look again.
        for _ in 0..<3 {
            if let submission = try await answer(to: signed, at: manifest) { return submission }
        }
        throw ProblemDetails(
            .registryFailed, status: 503, title: "The registry is busy with this record",
            detail: "Other requests for it came in between.", retryable: true)
    }

    private func answer(to signed: SignedManifest, at manifest: RecordManifest) async throws -> Submission? {
        let standing = try await storage.standing(of: manifest)
        if let stored = standing.stored {
            if stored.digest != signed.digest { try await checkFork(signed, at: manifest) }
            // What another request stored may not be settled yet, and its answer never came.
            try await storage.settle()
            return try Self.submission(stored, digest: signed.digest, isNew: false)
        }
        let signing = manifest.time.upperBound
        let signer = try stations.verify(signed, by: manifest.station, claiming: signing.date, at: clock())
        try await checkRevocation(of: signer.certificate, of: manifest.station, signing: signing)
        do throws(ProblemDetails) { try checkPlace(of: manifest, standing) } catch {
            if error.code == .chainBroken {
                try await keepFork(
                    at: manifest.sequence - 1, of: manifest.station,
                    "record \(manifest.sequence) follows another record \(manifest.sequence - 1) than the registry holds"
                )
            }
            throw error
        }
        // What is judged lies in memory; what is appended waits for the others, and shares a commit with them.
        let judged = try await turns.withPlace { try await judge(manifest, signed, signer: signer.finding) }
        guard case .appended(let stored) = try await storage.append(judged, log: log) else { return nil }
        tell(judged)
        return try Self.submission(stored, digest: signed.digest, isNew: true)
    }

    /// What became of a record, and nothing of whom it is about.
    private func tell(_ judged: JudgedRecord) {
        var metadata: Logger.Metadata = [
            "station": "\(judged.manifest.station)", "sequence": "\(judged.manifest.sequence)",
            "record": "\(judged.manifest.record)", "verdict": "\(judged.problem?.code.rawValue ?? "accepted")",
        ]
        if let trace = judged.trace { metadata["trace"] = "\(trace)" }
        logger.info("A record was examined and stored", metadata: metadata)
    }

    /// Somebody who holds the station's keys signed two records of one number: an alarm. What he did not sign is none.
    private func checkFork(_ signed: SignedManifest, at manifest: RecordManifest) async throws {
        let signing = manifest.time.upperBound.date
        guard (try? stations.verify(signed, by: manifest.station, claiming: signing, at: clock())) != nil else {
            return
        }
        try await keepFork(
            at: manifest.sequence, of: manifest.station,
            "the station submitted another record \(manifest.sequence) than the registry holds")
    }

    private static func submission(_ stored: StoredRecord, digest: ContentDigest, isNew: Bool) throws -> Submission {
        guard stored.digest == digest else {
            throw ProblemDetails(
                .sequenceTaken, status: 409, title: "The number is taken by another record",
                detail: "A record's number is used once. The station's store has forked or was restored from a backup.")
        }
        switch stored.verdict {
        case .accepted(let receipt): return Submission(receipt: receipt, isNew: isNew)
        case .refused(let problem): throw problem
        }
    }
}
