import DocumentPKI
import FoundationEssentials

/// What a registry carries back to a station without a network: receipts, refusals, what became of records, and its
/// answer to the statement. Canonical JSON as the content of CMS SignedData, signed as trust bundles are.
package struct ReceiptBundle: Sendable, Hashable {
    /// What became of one record of the bundle.
    package struct Entry: Sendable, Hashable {
        /// The answer.
        package enum Result: Sendable, Hashable {
            /// The bytes of the receipt.
            case received([UInt8])
            /// It is refused for good, and its number is used up.
            case refused(ProblemDetails)
            /// It was not taken, and why: `incomplete`, `altered`, or the code of a problem.
            case notTaken(String)
        }

        package let sequence: Int
        /// The digest of the manifest.
        package let digest: ContentDigest
        package let result: Result
    }

    package let station: StationID
    package let issued: Timestamp
    package let expires: Timestamp
    package let entries: [Entry]
    package let changes: [RecordStateChange]
    /// The answer to the statement that came with the records; nil where none came, or it was not accepted.
    package let answer: Answer?

    /// The answer to a statement.
    package struct Answer: Sendable, Hashable {
        /// The statement's number.
        package let number: Int
        /// The digest of its bytes.
        package let digest: ContentDigest
        package let reconciliation: Reconciliation
    }

    package static let contentType = "\(TrustBundle.arc).6"
    /// Bytes of a signed bundle.
    package static let maximumSize = 64 << 20
    /// The most changes of states of one bundle; the next one has those behind them.
    package static let mostChanges = 10_000

    static func malformed(_ what: String) -> RegistryError {
        RegistryError(.malformedBundle, "the bundle of receipts is refused: \(what)", fault: .registry)
    }
}
