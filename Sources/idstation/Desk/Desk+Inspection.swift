import DocumentPKI
import EMRTD
import Foundation

extension Desk.Reading {
    /// The whole inspection of what was read: passive authentication, which ran while the card still sent, the chip's
    /// proofs, and what stands in two places.
    func inspected(under policy: InspectionPolicy) -> InspectionReport {
        let passive =
            report
            ?? PassiveAuthentication(trustStore: TrustStore(anchors: []), policy: policy).verify(
                document.files, at: time)
        let folder = EvidenceFolder(self)
        return Inspection(policy: policy, at: time).report(passive, folder.evidence, files: folder.files)
    }
}

extension Verdict {
    /// What scripts are told.
    var status: ExitStatus {
        switch self {
        case .valid: .success
        case .invalid: .notGenuine
        case .noTrustAnchor, .incomplete: .notChecked
        case .notAccepted: .notAccepted
        }
    }
}
