package import CardCrypto
import DocumentPKI
package import Foundation
package import Registry

/// Takes in what a registry answered to a bundle of records.
package struct ReceiptImport: Sendable {
    private let store: EnrollmentStore
    private let station: StationID
    private let logKey: LogVerifierKey
    private let authorities: [Certificate]

    package init(store: EnrollmentStore, station: StationID, logKey: LogVerifierKey, authorities: [Certificate]) {
        self.store = store
        self.station = station
        self.logKey = logKey
        self.authorities = authorities
    }

    /// What came of it.
    package struct Summary: Sendable, Hashable {
        package var delivered: [Int] = []
        /// Refused for good, by the code of the reason.
        package var refused: [Int: String] = [:]
        /// Not taken, and why; they still wait.
        package var notTaken: [Int: String] = [:]
        /// Not of this store, or with a receipt that does not hold.
        package var passedOver: [Int] = []
        /// What did not agree with the statement.
        package var findings: [Discrepancy] = []
    }

    /// - Throws: `TrustRefusal` for a bundle that is not one of this station's registry: then nothing of it is taken.
    package func take(_ bytes: [UInt8], at now: Date) throws -> Summary {
        let bundle = try ReceiptBundle.verify(bytes, for: station, trusting: authorities, at: now)
        var summary = Summary()
        for entry in bundle.entries {
            guard let signed = try? store.signedManifest(entry.sequence), signed.digest == entry.digest else {
                summary.passedOver.append(entry.sequence)
                continue
            }
            try take(entry, of: RecordManifest(parsing: signed.manifest), at: now, into: &summary)
        }
        try store.keep(bundle.changes)
        if let answer = bundle.answer,
            try store.keep(answer.reconciliation, to: answer.number, answer.digest, at: Timestamp(now))
        {
            summary.findings = answer.reconciliation.findings
        }
        return summary
    }

    private func take(
        _ entry: ReceiptBundle.Entry, of manifest: RecordManifest, at now: Date, into summary: inout Summary
    ) throws {
        switch entry.result {
        case .received(let bytes):
            guard let receipt = try? Receipt.verify(bytes, by: logKey), receipt.matches(manifest, digest: entry.digest)
            else {
                summary.passedOver.append(entry.sequence)
                return
            }
            try store.markDelivered(entry.sequence, receipt: receipt, at: Timestamp(now))
            summary.delivered.append(entry.sequence)
        case .refused(let problem):
            try store.markRefused(entry.sequence, problem: problem.code.rawValue)
            summary.refused[entry.sequence] = problem.code.rawValue
        case .notTaken(let reason): summary.notTaken[entry.sequence] = reason
        }
    }
}
