/// How an attempt to deliver a record ended.
package enum Delivery: Sendable {
    /// The registry has it, and its receipt is genuine and names this record.
    case delivered(Receipt)
    /// The registry refuses it; `retryable` says whether the same record can be accepted later.
    case refused(ProblemDetails)
    /// No answer came; the record must be kept.
    case unreachable(Unreachable)
    /// The registry says it accepted the record, but its receipt does not hold. The registry's fault; keep the record.
    case badReceipt(RegistryError)
}

extension RegistryAPI {
    /// Delivers a record: asks which parts are missing, sends these, submits the manifest, verifies the receipt.
    ///
    /// Throws only what `part` throws, or that the record itself is malformed; all else is a `Delivery`.
    /// All of its requests belong to the record's trace.
    /// - Parameter part: loads a sealed part from the station's store.
    package func deliver(
        _ record: SignedManifest, logKey: LogVerifierKey,
        part: @Sendable (ManifestPart) async throws -> [UInt8]
    ) async throws -> Delivery {
        let manifest = try RecordManifest(parsing: record.manifest)
        return try await TraceContext.$current.withValue(TraceContext(record: manifest.record)) {
            try await deliver(record, manifest, logKey: logKey, part: part)
        }
    }

    private func deliver(
        _ record: SignedManifest, _ manifest: RecordManifest, logKey: LogVerifierKey,
        part: @Sendable (ManifestPart) async throws -> [UInt8]
    ) async throws -> Delivery {
        do {
            let digests = manifest.parts.map(\.sealedDigest)
            let missing = Set(try await missingParts(among: digests, of: manifest.station))
            for entry in manifest.parts where missing.contains(entry.sealedDigest) {
                let bytes: [UInt8]
                do { bytes = try await part(entry) } catch { throw LocalFailure(cause: error) }
                try await store(part: bytes, digest: entry.sealedDigest, of: manifest.station)
            }
            let submission = try await submit(record, sequence: manifest.sequence, of: manifest.station)
            let receipt = try Receipt.verify(submission.receipt, by: logKey)
            guard receipt.matches(manifest, digest: record.digest) else {
                throw RegistryError(.receiptNotGenuine, "the receipt is one for another record", fault: .registry)
            }
            return .delivered(receipt)
        } catch let problem as ProblemDetails {
            return .refused(problem)
        } catch let failure as Unreachable {
            return .unreachable(failure)
        } catch let error as RegistryError {
            return .badReceipt(error)
        } catch let failure as LocalFailure {
            throw failure.cause
        }
    }
}

/// An error of the station's own store on the way out of `deliver`.
private struct LocalFailure: Error { let cause: any Error }
