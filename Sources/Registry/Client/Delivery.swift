/// How an attempt to deliver a record ended.
package enum Delivery: Sendable {
    /// The registry has it, and its receipt is genuine and names this record.
    case delivered(Receipt)
    /// The registry refuses it; `retryable` says whether the same record can be accepted later. One that is refused for
    /// good has kept its number there, and the next record follows it.
    case refused(ProblemDetails)
    /// The registry refuses it for good and has not kept it: nothing of this station can follow until somebody acted.
    case blocked(ProblemDetails)
    /// No answer came; the record must be kept.
    case unreachable(Unreachable)
    /// The registry says it accepted the record, but its receipt does not hold. The registry's fault; keep the record.
    case badReceipt(RegistryError)
}

extension RegistryAPI {
    /// Delivers a record: asks which pieces are missing, sends these, submits the manifest, verifies the receipt.
    ///
    /// Throws only what `piece` and `progress` throw, or that the record itself is malformed; all else is a `Delivery`.
    /// All of its requests belong to the record's trace.
    ///
    /// - Parameters:
    ///   - record: as the station signed it.
    ///   - logKey: by which the receipt must hold.
    ///   - trace: the record's; its id's where nil.
    ///   - piece: loads a piece from the station's store.
    ///   - progress: hears how many bytes of how many the registry has, before the first piece and after each.
    package func deliver(
        _ record: SignedManifest, logKey: LogVerifierKey, trace: TraceContext? = nil,
        progress: @Sendable (_ sent: Int, _ total: Int) async throws -> Void = { _, _ in },
        piece: @Sendable (SealedPiece) async throws -> [UInt8]
    ) async throws -> Delivery {
        let manifest = try RecordManifest(parsing: record.manifest)
        return try await TraceContext.$current.withValue(trace ?? TraceContext(record: manifest.record)) {
            try await deliver(record, manifest, logKey: logKey, progress: progress, piece: piece)
        }
    }

    private func deliver(
        _ record: SignedManifest, _ manifest: RecordManifest, logKey: LogVerifierKey,
        progress: @Sendable (Int, Int) async throws -> Void, piece: @Sendable (SealedPiece) async throws -> [UInt8]
    ) async throws -> Delivery {
        do {
            try await sendPieces(of: manifest, progress: progress, piece: piece)
            let submission = try await submit(record, sequence: manifest.sequence, of: manifest.station)
            let receipt = try Receipt.verify(submission.receipt, by: logKey)
            guard receipt.matches(manifest, digest: record.digest) else {
                throw RegistryError(.receiptNotGenuine, "the receipt is one for another record", fault: .registry)
            }
            return .delivered(receipt)
        } catch let problem as ProblemDetails {
            return await refusal(problem, of: manifest)
        } catch let failure as Unreachable {
            return .unreachable(failure)
        } catch let error as RegistryError {
            return .badReceipt(error)
        } catch let failure as LocalFailure {
            throw failure.cause
        }
    }

    private func sendPieces(
        of manifest: RecordManifest, progress: @Sendable (Int, Int) async throws -> Void,
        piece: @Sendable (SealedPiece) async throws -> [UInt8]
    ) async throws {
        let pieces = manifest.pieces
        var missing = Set(try await missingParts(among: pieces.map(\.digest), of: manifest.station))
        let total = pieces.reduce(0) { $0 + $1.size }
        var sent = pieces.reduce(0) { missing.contains($1.digest) ? $0 : $0 + $1.size }
        func tell() async throws {
            do { try await progress(sent, total) } catch { throw LocalFailure(cause: error) }
        }
        try await tell()
        for entry in pieces where missing.remove(entry.digest) != nil {
            let bytes: [UInt8]
            do { bytes = try await piece(entry) } catch { throw LocalFailure(cause: error) }
            try await store(part: bytes, digest: entry.digest, of: manifest.station)
            sent += entry.size
            try await tell()
        }
    }

    /// A refusal for good counts only where the registry has kept the record with it.
    private func refusal(_ problem: ProblemDetails, of manifest: RecordManifest) async -> Delivery {
        guard !problem.retryable else { return .refused(problem) }
        // Only what an examination finds is kept, and it has this status.
        guard problem.status == 422 else { return .blocked(problem) }
        do {
            _ = try await receipt(sequence: manifest.sequence, of: manifest.station)
        } catch let kept as ProblemDetails where kept.code == problem.code {
            return .refused(problem)
        } catch let other as ProblemDetails where other.retryable {
            return .refused(other)
        } catch let failure as Unreachable {
            return .unreachable(failure)
        } catch {}
        return .blocked(problem)
    }
}

/// An error of the station's own store on the way out of `deliver`.
private struct LocalFailure: Error { let cause: any Error }
