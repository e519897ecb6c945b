package import FoundationEssentials

/// Takes a bundle of records in as if each record had come by the network, and answers with what became of them.
package struct BundleIntake: Sendable {
    private let intake: RecordIntake
    private let logKey: LogVerifierKey

    package init(_ intake: RecordIntake, logKey: LogVerifierKey) {
        self.intake = intake
        self.logKey = logKey
    }

    /// A piece that the file does not hold as it should be.
    private struct PieceMissing: Error {}

    /// Takes the file at a path in.
    ///
    /// A file whose index is not whole, or not signed by a station of this registry that is in its right, is refused as a
    /// whole. Of any other,
    /// each record is taken for itself, and one that is cut off or altered is told by its number.
    package func take(_ path: String, at now: Date) async throws -> ReceiptBundle {
        let reader = try RecordBundleReader(path)
        let (index, signature) = try reader.index()
        let bundle = try RecordBundle(parsing: index)
        let signer = try intake.stations.verify(
            signature, over: index, by: bundle.station, claiming: bundle.made.date, at: now)
        try await intake.checkRevocation(of: signer.certificate, of: bundle.station, signing: bundle.made)
        let manifests = reader.manifests()
        var entries: [ReceiptBundle.Entry] = []
        for record in bundle.records {
            let result = try await take(
                record, manifests[record.digest].flatMap { reader.manifest($0) }, of: bundle.station, reader)
            entries.append(.init(sequence: record.sequence, digest: record.digest, result: result))
        }
        return ReceiptBundle(
            station: bundle.station, issued: Timestamp(now), expires: Timestamp(now + Self.lifetime), entries: entries,
            changes: try await intake.storage.stateChanges(
                of: bundle.station, after: bundle.change, limit: ReceiptBundle.mostChanges),
            answer: try await answer(to: reader.statement, of: bundle.station))
    }

    private static let lifetime: TimeInterval = 90 * 86_400

    private func take(
        _ record: RecordBundle.Entry, _ signed: SignedManifest?, of station: StationID, _ reader: RecordBundleReader
    ) async throws -> ReceiptBundle.Entry.Result {
        guard let signed else { return .notTaken(reader.isWhole ? "altered" : "incomplete") }
        let manifest = try? RecordManifest(parsing: signed.manifest)
        guard manifest?.station == station, manifest?.sequence == record.sequence else { return .notTaken("altered") }
        do {
            let trace = record.trace.flatMap { TraceContext(traceID: $0) }
            let delivery = try await intake.deliver(signed, logKey: logKey, trace: trace) { piece in
                guard let bytes = reader.piece(piece.digest) else { throw PieceMissing() }
                return bytes
            }
            switch delivery {
            case .delivered(let receipt): return .received(receipt.bytes)
            case .refused(let problem) where !problem.retryable: return .refused(problem)
            case .refused(let problem), .blocked(let problem): return .notTaken(problem.code.rawValue)
            case .badReceipt(let error): throw error
            case .unreachable(let failure): throw failure
            }
        } catch is PieceMissing {
            return .notTaken(reader.isWhole ? "altered" : "incomplete")
        }
    }

    /// The statement is compared after the records are in; one that is not accepted is as good as none.
    private func answer(
        to signed: SignedStatement?, of station: StationID
    ) async throws -> ReceiptBundle.Answer? {
        guard let signed, let statement = try? StationStatement(parsing: signed.statement) else { return nil }
        do {
            return .init(
                number: statement.number, digest: ContentDigest(of: signed.statement),
                reconciliation: try await intake.reconcile(signed, number: statement.number, of: station))
        } catch is ProblemDetails { return nil }
    }
}
