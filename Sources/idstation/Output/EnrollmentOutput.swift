import DocumentPKI
import EMRTD
import Enrollment
import Foundation
import LDS
import Registry

/// What an enrollment did, as JSON and as the summary that a person reads.
struct EnrollmentOutput: Encodable {
    struct ReceiptOutput: Encodable {
        let logIndex: Int
        let treeSize: Int
        let received: String
        let manifest: String
    }

    let record: String
    let sequence: Int
    /// What the logs of station and registry call it by.
    let trace: String
    private(set) var state = "pending"
    private(set) var problem: String?
    private(set) var receipt: ReceiptOutput?
    let verification: VerificationOutput

    init(
        _ stored: EnrollmentStore.Stored, _ verification: VerificationOutput
    ) {
        record = stored.id.text
        sequence = stored.sequence
        trace = stored.trace.traceID
        self.verification = verification
    }

    /// Takes over what became of the record when it was sent; nil: it was not sent.
    mutating func add(_ forwarding: Forwarding?) {
        guard let forwarding else { return }
        problem = forwarding.status(of: sequence) == .success ? nil : forwarding.remedy
        if let (_, receipt) = forwarding.summary.delivered.first(where: { $0.sequence == sequence }) {
            state = "delivered"
            self.receipt = ReceiptOutput(
                logIndex: receipt.index, treeSize: receipt.treeSize, received: "\(receipt.leaf.received)",
                manifest: receipt.leaf.manifest.text)
        } else if forwarding.summary.refused.contains(where: { $0.sequence == sequence }) {
            state = "refused"
        }
    }

    func text(_ document: VerifiedDocument, _ procedure: Procedure, _ language: String) -> String {
        let national = document.nationalData
        let steps = verification.document?.timing
        var lines = [
            "",
            "\(procedure.title[language] ?? procedure.id) (\(procedure.form))",
            "  holder       \(national?.text(.fullName) ?? "—"), born \(national?.text(.dateOfBirth) ?? "—")",
            "  card         \(document.mrz.documentNumber), personal number \(national?.text(.personalNumber) ?? "—")",
        ]
        if let read = verification.document {
            lines.append("  reader       \(read.reader), opened by \(read.access.protocol)")
        }
        lines.append("  checks")
        lines += verification.report.lines(.english).map { "    \($0)" }
        lines += ["  record       \(record), number \(sequence) of this station, \(state)"]
        if let receipt {
            lines += [
                "  receipt      signed by the registry's log, entry \(receipt.logIndex + 1) of \(receipt.treeSize), received \(receipt.received)",
                "               for manifest \(receipt.manifest)",
            ]
        }
        if let problem { lines += ["  not sent     \(problem)"] }
        if let steps { lines += ["", steps.table] }
        return lines.joined(separator: "\n")
    }
}
