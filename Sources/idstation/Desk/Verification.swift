import DocumentPKI
import EMRTD
import Foundation

/// What the proofs say together: the files by passive authentication, the chip by Chip and Active
/// Authentication.
struct Verification: Sendable {
    enum Verdict: String, Sendable {
        case genuine
        case notGenuine = "not-genuine"
        /// No trusted certificate of the issuer: neither genuine nor forged can be said.
        case notChecked = "not-checked"
    }

    let report: PassiveAuthentication.Report
    let document: DocumentReading

    init(_ reading: Desk.Reading) {
        document = reading.document
        report =
            reading.report
            ?? PassiveAuthentication(trustStore: TrustStore(anchors: [])).verify(document.files, at: Date())
    }

    /// A chip that offers a proof must pass it. One that offers none is judged by its files alone; where EF.SOD lists an
    /// EF.DG14 that the chip hides, passive authentication has failed.
    var verdict: Verdict {
        if document.isChipRefuted { return .notGenuine }
        switch report.verdict {
        case .invalid: return .notGenuine
        case .noTrustAnchor, .notAccepted, .incomplete: return .notChecked
        case .valid: return .genuine
        }
    }

    /// The verdict in a sentence for the person at the desk.
    var sentence: String {
        switch verdict {
        case .genuine where document.isChipProven:
            "The card is genuine: signed by a trusted state, unchanged, and the chip is the original."
        case .genuine:
            "The data are genuine: signed by a trusted state and unchanged. Whether the chip is the original is not proven."
        case .notGenuine: "The card is NOT genuine. Keep it and call your supervisor."
        case .notChecked:
            "The card could not be checked: no trusted certificate of its issuer is on this station. Ask the administrator for the trust bundle."
        }
    }

    var status: ExitStatus {
        switch verdict {
        case .genuine: .success
        case .notGenuine: .notGenuine
        case .notChecked: .notChecked
        }
    }
}
