import Enrollment
import Registry

/// A bundle of records that was written, as JSON.
struct ExportOutput: Encodable {
    let file: String
    let records: [Int]
    let bytes: Int
}

/// A record that was written as a file, as JSON.
struct ContainerOutput: Encodable {
    let file: String
    let record: String
    let bytes: Int
}

/// What a bundle of receipts brought, as JSON and as lines.
struct ImportOutput: Encodable {
    struct Refusal: Encodable {
        let sequence: Int
        let reason: String
    }

    let delivered: [Int]
    let refused: [Refusal]
    let notTaken: [Refusal]
    let passedOver: [Int]
    let findings: [String]

    init(_ summary: ReceiptImport.Summary) {
        delivered = summary.delivered
        refused = Self.sorted(summary.refused)
        notTaken = Self.sorted(summary.notTaken)
        passedOver = summary.passedOver
        findings = summary.findings.map(\.kind.rawValue)
    }

    private static func sorted(_ reasons: [Int: String]) -> [Refusal] {
        reasons.sorted { $0.key < $1.key }.map { Refusal(sequence: $0.key, reason: $0.value) }
    }

    var lines: [String] {
        delivered.map { "\($0) delivered" } + refused.map { "\($0.sequence) refused (\($0.reason))" }
            + notTaken.map { "\($0.sequence) not taken (\($0.reason)), still waits" }
            + passedOver.map { "\($0) passed over: it is not a record of this station, or its receipt does not hold" }
    }
}
