import DocumentPKI

/// A verification as JSON shows it.
struct VerificationOutput: Encodable {
    let verdict: Verdict
    let report: InspectionReport
    /// What the report in the evidence says; nil where a card was read.
    let recorded: Recorded?
    /// The parsed data; nil for evidence.
    let document: DocumentOutput?

    struct Recorded: Encodable {
        let policy: String
        let verdict: Verdict
    }

    init(_ report: InspectionReport, _ document: DocumentOutput) {
        verdict = report.verdict
        self.report = report
        self.document = document
        recorded = nil
    }

    init(_ report: InspectionReport, recorded: RecordedVerdict?) {
        verdict = report.verdict
        self.report = report
        self.recorded = recorded.map { Recorded(policy: $0.policy, verdict: $0.verdict) }
        document = nil
    }
}
