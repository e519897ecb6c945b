import DocumentPKI
import Enrollment
import Foundation
import LDS
import Registry

extension EnrollmentSession {
    /// Goes through the procedure with what the command line gave, to the record.
    ///
    /// - Parameter prove: lets the chip prove its presence.
    mutating func run(
        _ entry: Procedure.Entry, _ reading: CardReading, prove: (ContentDigest) async throws -> PresenceProof
    ) async throws {
        while let step {
            let effects: [SessionEffect]
            switch step.kind {
            case .card: effects = try handle(.cardRead(reading))
            case .fields: effects = try handle(.entered(entry.fields.filter { step.fields.contains($0.key) }))
            case .consent:
                effects = try handle(
                    .consented(language: entry.consentLanguage ?? "", hasAgreed: entry.consentLanguage != nil))
            case .signature:
                for effect in try handle(.signing) {
                    guard case .provePresence(let claims) = effect else { continue }
                    _ = try handle(.chipProved(await prove(claims)))
                }
                return
            case .papers, .portrait, .fingerprints, .approval:
                throw EnrollmentError(
                    .procedureRefuses,
                    "procedure \(procedure.id) has a step “\(step.kind.rawValue)”, which needs the counter's page: idstation serve",
                    fault: .operator)
            }
            guard effects.isEmpty else { return }
            _ = try handle(.movedOn)
        }
    }

    private mutating func handle(_ event: SessionEvent) throws -> [SessionEffect] {
        try handle(event, at: Timestamp(Date()), on: .today())
    }
}

extension CardReading {
    init(_ reading: Desk.Reading, _ report: InspectionReport) {
        let folder = EvidenceFolder(reading)
        self.init(files: folder.files, evidence: folder.evidence, report: report)
    }
}
